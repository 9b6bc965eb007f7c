"""The examples of our own prompts as an index: small models copy them."""

from __future__ import annotations

from functools import cache

from casewright.agents.examples import example_texts
from casewright.measures.privacy import ReferenceIndex, ReferenceNote, ScreenLimits

__all__ = ["prompt_examples"]

EXAMPLE_RUN = 6
"""Words of a prompt's example that a draft may not repeat: examples are short, and small models copy them."""


@cache
def prompt_examples() -> ReferenceIndex:
    """What every report is held against, whatever corpus there is."""
    notes = [ReferenceNote(row, text, str(row)) for row, text in enumerate(example_texts())]
    key, lines = b"prompt examples are public", ScreenLimits(longest_run=EXAMPLE_RUN)
    return ReferenceIndex.build(notes, key, "prompt examples", patients_named=True, screen=lines)
