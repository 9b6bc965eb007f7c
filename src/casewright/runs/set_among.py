"""How much the reports of a set copy each other, and the examples of our own prompts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.sets import SetText
from casewright.measures.figure import Figure
from casewright.measures.privacy import ReferenceIndex, ReferenceNote, ReferenceNotes, overlap_reasons
from casewright.measures.privacy.sets import MEASURES, compare_all
from casewright.measures.privacy.sets.shares import mean, share
from casewright.measures.words import list_tokens, token_keys
from casewright.runs.prompt_examples import prompt_examples

__all__ = ["SetAmong", "copies_of_examples", "copying_among"]

Values = Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class SetAmong:
    """What reports have of each other, and as many real notes of other patients'; empty for fewer than two."""

    reports: Mapping[str, Figure] = field(default_factory=dict)
    real: Mapping[str, Figure] = field(default_factory=dict)


def copying_among(texts: Sequence[SetText], notes: ReferenceNotes | None, seed: int = 0) -> SetAmong:
    """Each report held against all others as against a corpus, beside real notes held against other patients'.

    Among more there is always a nearer one, and a longer text has more to copy, so reports and notes are drawn down
    to the same number and each note is cut to the length of a report. Without the notes' text nothing stands beside.
    Texts without a word are left out.
    """
    told = [one for one in texts if token_keys(one.text)]
    most = min(len(told), len(told) if notes is None else len(notes))
    if most < 2:
        return SetAmong()
    chosen = _drawn(told, most, seed)
    own = _baseline(ReferenceNote(row, one.text, one.id) for row, one in enumerate(chosen))
    real = {} if notes is None else _baseline(_cut(_drawn(notes, most, seed), chosen))
    means = {f"{name}.mean": mean(real[name], "of real notes") for name in MEASURES if len(real.get(name, ()))}
    figures = compare_all(own, real)
    return SetAmong(_noted(figures, most, len(told)), means)


def _drawn(items: Sequence[SetText] | ReferenceNotes, most: int, seed: int) -> list[Any]:
    if len(items) <= most:
        return list(items)
    places = np.random.default_rng(seed).choice(len(items), most, replace=False)
    return [items[place] for place in sorted(places.tolist())]


def _cut(notes: Sequence[ReferenceNote], reports: Sequence[SetText]) -> Iterator[ReferenceNote]:
    """The longest note is cut to the longest report, and so on; a note that is too short stays."""
    told = sorted(((list_tokens(note.text), note) for note in notes), key=lambda one: len(one[0]), reverse=True)
    lengths = sorted((len(token_keys(one.text)) for one in reports), reverse=True)
    for (tokens, note), length in zip(told, lengths, strict=True):
        yield (
            note
            if len(tokens) <= length
            else ReferenceNote(note.row, note.text[: tokens[length - 1].end], note.patient)
        )


def _noted(figures: Mapping[str, Figure], most: int, n: int) -> dict[str, Figure]:
    if most == n:
        return dict(figures)
    said = f"{most} of {n} reports drawn, as many as real notes"
    return {name: replace(one, note="; ".join(filter(None, (one.note, said)))) for name, one in figures.items()}


def _baseline(notes: Iterable[ReferenceNote]) -> Values:
    """What each has of the others, the same at every run; the index is never written, so its key guards nothing."""
    return ReferenceIndex.build(notes, b"for a set among itself", "the set", patients_named=True).baseline


def copies_of_examples(texts: Sequence[SetText]) -> Figure:
    """Share of reports that copy an example of our own prompts."""
    examples = prompt_examples()
    hits = sum(bool(overlap_reasons(examples.screen(one.text))) for one in texts)
    return share(hits, len(texts), "copy an example of our own prompts")
