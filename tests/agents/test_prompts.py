"""Prompts are files with named places and nothing else."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from casewright.agents.prompts import PLACE, prompts_fingerprint, render

NAMES = sorted(
    item.name.removesuffix(".md") for item in files("casewright.agents.prompts").iterdir() if item.name.endswith(".md")
)


@pytest.mark.parametrize("name", NAMES)
def test_values_are_inserted_once_and_never_read_as_templates(name: str) -> None:
    """A report that holds a place of the prompt stays what it is."""
    text = files("casewright.agents.prompts").joinpath(f"{name}.md").read_text("utf-8")
    values = dict.fromkeys(PLACE.findall(text), "{report} {asks}")
    filled = render(name, **values)
    assert filled.count("{report}") == len(PLACE.findall(text))


def test_missing_value_is_our_fault() -> None:
    """No prompt goes out with a hole."""
    with pytest.raises(KeyError):
        render("judge_question", asks="?")


def test_fingerprint_covers_only_its_prefix() -> None:
    """A judge's prompt does not change a writer's identity."""
    assert prompts_fingerprint("judge_") != prompts_fingerprint("writer_")
    assert re.fullmatch(r"[0-9a-f]{16}", prompts_fingerprint("judge_"))
