"""The tables, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.identifiers.clean import clean_rows, harmless_rows, own_notes
from benchmarks.identifiers.finders import Finder, finders
from benchmarks.identifiers.planted import planted_notes, real_notes
from benchmarks.identifiers.scoring import Counts, Scores, flagged, score, shown
from benchmarks.identifiers.sets import ACCEPTED, Half, Labelled, labelled
from benchmarks.identifiers.speed import speed_lines

from casewright.measures.privacy import names_version
from casewright.types import Language

__all__ = ["report_lines"]


def report_lines(half: Half, *, speed: bool = False) -> Iterator[str]:
    """Everything for one half of the rows: even ones tuned the patterns, odd ones are the examination."""
    yield f"# Identifiers, {half} rows; Faker's names: {names_version() or 'not installed'}"
    for language in ("en", "es"):
        for name, finder in finders(language).items():
            found = _kept(finder)
            yield from _scored(f"{language}, labelled set, {name}", score(found, labelled(language, half)))
            yield from _clean(language, half, found)
            if name != "presidio's defaults":
                yield from _scored(f"{language}, planted, {name}", score(found, planted_notes(language, half)))
                bare = [Labelled(str(i), text, language, ()) for i, text in enumerate(real_notes(language, half))]
                yield f"\n- the same notes without anything planted: {_rate(found, bare)} flagged"
    if speed:
        yield "\n## Speed\n"
        yield from (f"- {line}" for line in speed_lines())


def _kept(finder: Finder) -> Finder:
    """So that a text is looked at once."""
    seen: dict[str, list[tuple[str, int, int]]] = {}

    def found(text: str, language: Language) -> list[tuple[str, int, int]]:
        if text not in seen:
            seen[text] = finder(text, language)
        return seen[text]

    return found


def _scored(title: str, scores: Scores) -> Iterator[str]:
    yield f"\n## {title}\n\n| kind | recall (hits/n; 95 %) | exact | by any type |\n|---|---|---|---|"
    sides = sorted(scores.recall.items(), key=lambda item: (item[0] not in ACCEPTED, item[0]))
    for kind, counts in (("all of Safe Harbor", scores.overall(scores.recall)), *sides):
        exact, touched = (f"{value / counts.n:.3f}" if counts.n else "" for value in (counts.exact, counts.touched))
        own = shown(counts.typed, counts.n) if kind in ACCEPTED or kind.startswith("all") else "not asked for"
        yield f"| {kind} | {own} | {exact} | {touched} |"
    yield "\n| type found | precision (right/n; 95 %) | on any label |\n|---|---|---|"
    for kind, counts in (("all", scores.overall(scores.precision)), *sorted(scores.precision.items())):
        yield f"| {kind} | {shown(counts.typed, counts.n)} | {_on_label(counts)} |"


def _on_label(counts: Counts) -> str:
    return f"{counts.touched / counts.n:.3f}" if counts.n else ""


def _clean(language: Language, half: Half, found: Finder) -> Iterator[str]:
    if language == "en":
        yield f"\n- rows without any label: {_rate(found, clean_rows(half))} flagged"
        yield f"- rows without a Safe Harbor label: {_rate(found, harmless_rows(half))} flagged"
    yield f"- our own notes about nobody: {_rate(found, own_notes(language, half))} flagged"


def _rate(found: Finder, rows: list[Labelled]) -> str:
    counted = flagged(found, rows)
    return shown(counted.hits, counted.n)
