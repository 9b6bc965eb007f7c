"""`python -m benchmarks.context`: precision and recall by kind of context, and notes a second, beside medSpaCy's."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.context.environment import DEFAULT, ask, prepare
from benchmarks.context.labels import Label, labels, texts
from benchmarks.context.ours import Reader
from benchmarks.context.scoring import KINDS, Said, of_label, of_mention, of_peer, score
from benchmarks.context.speed import ours, peers

from casewright.certificates import Rate
from casewright.types import Language

Notes = dict[tuple[str, str], str]
Answered = list[tuple[Label, Said]]
LANGUAGES: tuple[Language, ...] = ("en", "es")


def by_us(wanted: Sequence[Label], notes: Notes) -> Answered:
    readers = {language: Reader(language) for language in LANGUAGES}
    return [(one, of_mention(readers[one.language].read(notes[one.file, one.note], _span(one)))) for one in wanted]


def by_peer(python: Path, wanted: Sequence[Label], notes: Notes) -> Answered:
    question = [{"text": notes[one.file, one.note], "spans": [[one.start, one.end]]} for one in wanted]
    answers = ask(python, "spans", {"notes": question})
    return [(one, of_peer(said[0])) for one, said in zip(wanted, answers, strict=True)]


def table(title: str, answered: Answered) -> Iterator[str]:
    halves = {half: [pair for pair in answered if pair[0].half == half] for half in ("tune", "held")}
    yield f"| {title} | recall tune | recall held | precision tune | precision held |"
    yield "| --- | --- | --- | --- | --- |"
    for kind in KINDS:
        scores = [score(kind, pairs) for pairs in halves.values()]
        cells = [_cell(one.recall) for one in scores] + [_cell(one.precision) for one in scores]
        yield f"| {kind} | {' | '.join(cells)} |"


def missed(answered: Answered) -> Iterator[str]:
    """What went wrong on the half to tune on, by place; the other half is not looked at."""
    for one, said in answered:
        right = of_label(one)
        wrong = (said ^ right) - (set() if one.time else {"past"})
        if wrong and one.half == "tune":
            yield f"{one.file} {one.note} {one.start}-{one.end} {one.concept}: {sorted(right)} read as {sorted(said)}"


def _span(one: Label) -> tuple[int, int, str]:
    return one.start, one.end, one.concept


def _cell(rate: Rate) -> str:
    if rate.n == 0:
        return "none"
    return f"{rate.hits}/{rate.n} ({rate.low:.2f}-{rate.high:.2f})"


def speeds(python: Path | None, wanted: Sequence[Label], notes: Notes) -> Iterator[str]:
    for language in LANGUAGES:
        chosen = [
            notes[place] for place in sorted({(one.file, one.note) for one in wanted if one.language == language})
        ]
        mine = ours(chosen, language)
        yield f"{language}: {len(chosen)} notes, ours {len(chosen) / mine['seconds']:.0f} a second of a core"
        if python and language == "en":
            other = peers(python, chosen, mine["forms"])
            told = f"{len(chosen) / other['seconds']:.1f} a second, {len(mine['forms'])} forms as targets"
            yield f"en: medSpaCy {told}; mentions {mine['mentions']} and {other['mentions']}"


def main(data: Path, folder: Path, *, faults: bool, timed: bool) -> None:
    wanted = labels()
    notes = texts(data, wanted)
    python = prepare(folder)
    answered = by_us(wanted, notes)
    for language in LANGUAGES:
        mine = [pair for pair in answered if pair[0].language == language]
        print("\n".join(table(f"ours, {language}, n = {len(mine)}", mine)), end="\n\n")
    if python:
        theirs = by_peer(python, [one for one in wanted if one.language == "en"], notes)
        print("\n".join(table(f"medSpaCy, en, n = {len(theirs)}", theirs)), end="\n\n")
    if faults:
        print("\n".join(missed(answered)), end="\n\n")
    if timed:
        print("\n".join(speeds(python, wanted, notes)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("CASEWRIGHT_DATA"), help="the development data")
    parser.add_argument("--venv", type=Path, default=DEFAULT, help="where medSpaCy is, or goes")
    parser.add_argument("--faults", action="store_true", help="list what went wrong on the half to tune on")
    parser.add_argument("--no-speed", action="store_true", help="leave the timing out")
    asked = parser.parse_args()
    if asked.data is None:
        parser.error("CASEWRIGHT_DATA is not set: the development data is not at hand")
    main(Path(asked.data), asked.venv, faults=asked.faults, timed=not asked.no_speed)
