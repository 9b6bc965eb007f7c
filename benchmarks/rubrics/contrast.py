"""Own category against the library's others on assessed notes, whole and with the stated diagnosis cut away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from benchmarks.rubrics.answers import Reading
from benchmarks.rubrics.baselines import embedded, tfidf
from benchmarks.rubrics.candidates import codes_of, own_criteria
from benchmarks.rubrics.labels import HALVES
from benchmarks.rubrics.notes import Note
from benchmarks.rubrics.others import background
from benchmarks.rubrics.ranking import Gain, ahead, place, within
from benchmarks.rubrics.scoring import evidence, support

from casewright.types import Language

__all__ = ["OURS", "Places", "assessed", "confusions", "contrast", "render", "scores_of"]

OURS = "rules critic, evidence"
WAYS = (OURS, "rules critic, evidence of the best code", "rules critic, support")
"""A category is scored by its own rubric, or by that of its fourth characters that fits best."""
LANGUAGES: tuple[Language, ...] = ("en", "es")
Places = Mapping[str, Mapping[str, int]]
"""By contestant, the own category's place on each note that it can read, by the note's id."""


def assessed(notes: Sequence[Note], codes: Sequence[str]) -> list[Note]:
    """Notes that assess a category which is among the candidates."""
    return [
        note
        for note in notes
        if note.label.role == "assessed" and note.label.principal and note.label.principal.key in codes
    ]


def scores_of(note: Note, codes: Sequence[str], *, cut: bool) -> dict[str, dict[str, float]]:
    """By way of scoring, the score of each code."""
    label = note.label
    reading = Reading(note.report(cut=cut), label.age)

    def weighed(code: str) -> float:
        rubric = own_criteria(code, label.kind, label.age)
        return evidence(rubric, reading.answers(rubric), background(rubric, label.tongue))

    def supported(code: str) -> float:
        rubric = own_criteria(code, label.kind, label.age)
        return support(rubric, reading.answers(rubric))

    def best_of_its_codes(code: str) -> float:
        return max(weighed(one) for one in codes_of(code))

    ways = (weighed, best_of_its_codes, supported)
    return {name: {code: way(code) for code in codes} for name, way in zip(WAYS, ways, strict=True)}


def contrast(notes: Sequence[Note], codes: Sequence[str], *, cut: bool) -> Places:
    """Places of every contestant. Notes of one language are told to the baselines together."""
    by_note: dict[str, dict[str, int]] = {}
    for language in LANGUAGES:
        mine = [note for note in notes if note.label.tongue == language]
        for name, scores in chain(_ours(mine, codes, cut), _theirs(mine, codes, cut, language)):
            for note, score in zip(mine, scores, strict=True):
                by_note.setdefault(name, {})[note.label.id] = place(score, _own(note))
    return by_note


Named = list[tuple[str, list[dict[str, float]]]]


def _ours(notes: Sequence[Note], codes: Sequence[str], cut: bool) -> Named:  # noqa: FBT001 - one call
    found = [scores_of(note, codes, cut=cut) for note in notes]
    return [(name, [scores[name] for scores in found]) for name in WAYS]


def _theirs(notes: Sequence[Note], codes: Sequence[str], cut: bool, language: Language) -> Named:  # noqa: FBT001
    if not notes:
        return []
    texts = [note.report(cut=cut).text for note in notes]
    near = embedded(texts, codes, language)
    return [("TF-IDF over code titles", tfidf(texts, codes, language)), *near.items()]


def _own(note: Note) -> str:
    assert note.label.principal is not None
    return note.label.principal.key


def confusions(notes: Sequence[Note], codes: Sequence[str], *, cut: bool) -> list[tuple[str, str, int, str]]:
    """Of each note its id, own category, that one's place, and what came before it."""
    told = []
    for note in notes:
        scores = scores_of(note, codes, cut=cut)[OURS]
        own = _own(note)
        ranked = sorted(codes, key=lambda code: -scores[code])
        before = [code for code in ranked if code != own and scores[code] >= scores[own]]
        told.append((note.label.id, own, place(scores, own), ", ".join(before[:3])))
    return told


def render(notes: Sequence[Note], found: Callable[[bool], Places]) -> list[str]:
    """Counts together, by half and by language, whole and cut; beside a baseline how far ours is ahead of it."""
    groups = _groups(notes)
    titles = " | ".join(f"{title} (n {len(ids)})" for title, ids in groups)
    lines = [f"| first, first three | {titles} | ours ahead, first | ours ahead, first three |"]
    lines.append("|---" * (len(groups) + 3) + "|")
    for cut in (False, True):
        places = found(cut)
        for name, theirs in places.items():
            counts = [_counts([theirs[each] for each in ids if each in theirs], len(ids)) for _, ids in groups]
            ours = [places[OURS][each] for each in theirs]
            gains = ["" if name == OURS else _shown(ahead(ours, list(theirs.values()), first)) for first in (1, 3)]
            lines.append(f"| {'cut' if cut else 'whole'}: {name} | {' | '.join([*counts, *gains])} |")
    return lines


def _groups(notes: Sequence[Note]) -> list[tuple[str, list[str]]]:
    labels = [note.label for note in notes]
    halves = [(half, [label.id for label in labels if label.half == half]) for half in HALVES]
    tongues = [(tongue, [label.id for label in labels if label.tongue == tongue]) for tongue in LANGUAGES]
    return [("together", [label.id for label in labels]), *halves, *tongues]


def _counts(places: Sequence[int], of: int) -> str:
    if not places:
        return ""
    fewer = f" (of {len(places)})" if len(places) < of else ""
    return f"{within(places, 1)}, {within(places, 3)}{fewer}"


def _shown(gain: Gain) -> str:
    return f"{gain.difference:+.2f} [{gain.low:+.2f}, {gain.high:+.2f}]"
