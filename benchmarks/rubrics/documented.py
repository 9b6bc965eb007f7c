"""What real notes document: by criterion, how own-code notes were answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from benchmarks.rubrics.answers import Reading
from benchmarks.rubrics.candidates import own_criteria
from benchmarks.rubrics.labels import Place
from benchmarks.rubrics.notes import Note
from benchmarks.rubrics.scoring import states

from casewright.icd10 import table
from casewright.rubrics import Criterion, resolve
from casewright.types import Answer

__all__ = ["Tally", "offenders", "render_documented", "render_shared", "tally"]

ANSWERS: tuple[Answer, ...] = ("present", "absent", "not_mentioned", "unclear")


class Tally:
    """Answers to one criterion, and how often it was met."""

    def __init__(self, criterion: Criterion) -> None:
        self.criterion = criterion
        self.answers: Counter[Answer] = Counter()
        self.met = 0

    @property
    def n(self) -> int:
        return self.answers.total()

    def row(self, category: str) -> str:
        """As a row of Markdown: shares from thirty notes on, counts below."""
        shown = [str(self.answers[name]) if self.n < 30 else f"{self.answers[name] / self.n:.2f}" for name in ANSWERS]
        return f"| {category} | {self.criterion.id} | {self.criterion.role} | {self.n} | {' | '.join(shown)} |"


def _assessed(note: Note) -> Iterator[Place]:
    label = note.label
    if label.role == "assessed" and label.principal:
        yield label.principal
    yield from (other for other in label.others if other.role == "assessed")


def _code(place: Place) -> str:
    return place.code if place.code and place.code in table() else place.category


def tally(notes: Sequence[Note], codes: Sequence[str]) -> Mapping[str, Mapping[str, Tally]]:
    """By category and criterion; a note is asked what its clearest code asks."""
    found: dict[str, dict[str, Tally]] = {}
    for note in notes:
        for place in _assessed(note):
            if place.key in codes:
                rubric = own_criteria(_code(place), note.label.kind, note.label.age)
                _count(found.setdefault(place.key, {}), rubric, note)
    return found


def _count(into: dict[str, Tally], rubric: Sequence[Criterion], note: Note) -> None:
    answers = Reading(note.report(), note.label.age).answers(rubric)
    found = states(rubric, answers)
    for item in rubric:
        one = into.setdefault(item.id, Tally(item))
        one.answers[answers[item.id]] += 1
        one.met += found[item.id] == "met"


HEAD = "| category | criterion | role | n | present | absent | not mentioned | unclear |"


def render_documented(notes: Sequence[Note], codes: Sequence[str]) -> list[str]:
    """Code-specific criteria on the notes of their code."""
    found = tally(notes, codes)
    rows = [one.row(code) for code in codes for one in found.get(code, {}).values()]
    return [HEAD, "|---" * 8 + "|", *rows]


def render_shared(notes: Sequence[Note]) -> list[str]:
    """What the base and the blocks ask, over all assessed notes."""
    found: dict[str, Tally] = {}
    for note in notes:
        for place in list(_assessed(note))[:1]:
            applicable = resolve(_code(place), kind=note.label.kind).applicable(note.label.age)
            mine = own_criteria(_code(place), note.label.kind, note.label.age)
            _count(found, [item for item in applicable if item.finds and item not in mine], note)
    rows = [one.row(one.criterion.origin.rubric) for one in found.values()]
    return [HEAD.replace("category", "rubric"), "|---" * 8 + "|", *sorted(rows)]


def offenders(notes: Sequence[Note], codes: Sequence[str]) -> list[str]:
    """Contradictions that own-code notes break: all of them, and whether fewer than half of the notes meet them."""
    lines = ["| category | contradiction | n | broken by own-code notes | met by fewer than half |", "|---" * 5 + "|"]
    for code, criteria in tally(notes, codes).items():
        for one in criteria.values():
            if one.criterion.role == "contradicts" and one.met < one.n:
                broken = one.n - one.met - one.answers["unclear"]
                fewer = "yes" if one.met * 2 < one.n else "no"
                lines.append(f"| {code} | {one.criterion.id} | {one.n} | {broken} | {fewer} |")
    return lines
