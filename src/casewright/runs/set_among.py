"""How much the reports of a set copy each other, and the examples of our own prompts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casewright.measures.diversity.sets import SetText
from casewright.measures.figure import Figure
from casewright.measures.privacy import ReferenceIndex, ReferenceNote, overlap_reasons
from casewright.measures.privacy.sets import compare_all
from casewright.measures.privacy.sets.shares import share
from casewright.runs.prompt_examples import prompt_examples

__all__ = ["copies_of_examples", "copying_among"]


def copying_among(texts: Sequence[SetText], corpus: ReferenceIndex | None) -> Mapping[str, Figure]:
    """Each report held against all others as against a corpus, beside real notes held against each other.

    Empty for fewer than two reports.
    """
    if len(texts) < 2:
        return {}
    notes = (ReferenceNote(row, one.text, one.id) for row, one in enumerate(texts))
    own = ReferenceIndex.build(notes, b"a set is no secret of its own", "the set", patients_named=True)
    return compare_all(own.baseline, corpus.baseline if corpus else None)


def copies_of_examples(texts: Sequence[SetText]) -> Figure:
    """Share of reports that copy an example of our own prompts."""
    examples = prompt_examples()
    hits = sum(bool(overlap_reasons(examples.screen(one.text))) for one in texts)
    return share(hits, len(texts), "copy an example of our own prompts")
