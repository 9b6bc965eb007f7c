"""A rubric file to fill in, made from what the code table says of a code."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casewright.icd10 import table
from casewright.icd10.notes import CodeNotes, code_notes
from casewright.rubrics.layers import load_library
from casewright.rubrics.places import BASE, TableTree, rubric_id, split_id
from casewright.rubrics.schema import Basis
from casewright.rubrics.unfinished import TODO

__all__ = ["scaffold"]

CASES = (
    ("comorbid", "the disorder beside another that may stand with it", "present", "not_mentioned"),
    ("rule-out", "the disorder considered and ruled out", "not_mentioned", "not_mentioned"),
    ("remission", "an earlier episode, in remission now", "not_mentioned", "not_mentioned"),
    ("history-only", "the diagnosis only in the history; another matter is assessed", "not_mentioned", "not_mentioned"),
    ("wrong-source", "the symptoms are a relative's", "not_mentioned", "not_mentioned"),
    ("telegraphic", "a note in catchwords, without sentences", "present", "not_mentioned"),
)
"""What goes wrong most often: name, what it is about, the likely answers to what supports and what contradicts."""
LANGUAGES = {"en": "English", "es": "Spanish"}
WIDTH = 110


@dataclass(frozen=True, slots=True)
class _Place:
    id: str
    code: str
    title: str
    titles: str
    extends: str
    exists: bool
    siblings: Sequence[tuple[str, str]]
    notes: CodeNotes


def scaffold(code: str, *, system: str = "icd10-who-2019", basis: Basis = "cddg") -> str:
    """The text of a rubric file: one criterion a role, neighbours to choose from, and twelve goldens, all to fill in.

    The table's notes stand in it as comments. What is left to write says TODO, and lint names each place.

    Raises:
        UnknownCodeError: the table has no such code.
    """
    place = _look_up(code, system)
    parts = [_head(place, basis), _criteria(place), _differential(place), _goldens()]
    return "\n".join(line.rstrip() for part in parts for line in part) + "\n"


def _look_up(code: str, system: str) -> _Place:
    codes = table(system)
    code = codes.normalise(code)
    own, library, tree = rubric_id(system, code), load_library(), TableTree()
    above = next((name for name in (*tree.ancestors(own), BASE) if name in library), BASE)
    title = codes.title(code)
    return _Place(
        id=own,
        code=code,
        title=title.text,
        titles=title.source,
        extends=own if own in library else above,
        exists=own in library,
        siblings=[(name, " ".join(codes.title(name).text.split())) for name in codes.siblings(code)],
        notes=code_notes(code, system),
    )


def _comment(text: str, indent: str = "# ") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent="#   ")


def _head(place: _Place, basis: Basis) -> Iterator[str]:
    yield from _comment(f"{place.code} {place.title} (title: {place.titles})")
    if place.notes.included or place.notes.excluded:
        yield from _comment(f"What the code table notes ({place.notes.source}). Write the criteria in your own words.")
    else:
        yield from _comment(place.notes.source)
    for name, notes in (("includes", place.notes.included), ("excludes", place.notes.excluded)):
        for note in notes:
            yield from _comment(f"{name}: {note}")
    yield f'id: "{place.id}"'
    yield "version: 0.1.0"
    if place.exists:
        yield "# There is a rubric for this code: this one adds to it. Drop 'extends' to stand in its place instead."
    yield f'extends: "{place.extends}"'
    if split_id(place.extends)[0] != split_id(place.id)[0] and place.extends != BASE:
        yield "mapping: exact"
    yield f"basis: {basis}  # tabular | cddg | dcr | guideline: one text a rubric"
    yield "status: draft"


def _criteria(place: _Place) -> Iterator[str]:
    clause = f"{TODO}: where the basis says so, such as {place.code}"
    yield "criteria:"
    yield from _criterion("main-feature", "supports", "diagnosis", "Is the main feature described as current?", clause)
    yield "    weight: 3"
    yield "    finds: {}  # such as: {any: [{concept: ID}, {concept: ID}]}; 'casewright rubric concepts WORD' finds ids"
    yield from _criterion("not-this", "contradicts", "diagnosis", "Is something described that rules it out?", clause)
    yield "    finds: {}  # such as: {concept: ID, time: any}"
    yield from _criterion("documented", "documents", "documentation", "Is what a reader needs documented?", "")
    yield "    kinds: [intake, consultation, discharge]"
    yield "    finds: {}  # such as: {any: [{concept: ID}, {concept: ID, status: absent}]}"


def _criterion(name: str, role: str, aspect: str, asks: str, clause: str) -> Iterator[str]:
    yield f"  {name}:"
    yield f"    role: {role}"
    yield f"    aspect: {aspect}"
    yield f'    asks: {{en: "{TODO}: {asks}", es: "{TODO}: la misma pregunta en español"}}'
    if clause:
        yield f'    clause: "{clause}"'


def _differential(place: _Place) -> Iterator[str]:
    yield "# Neighbours; take out the # of those that matter. excludes | subsumed_by | subsumes | may_coexist"
    yield "# differential:"
    prefix = split_id(place.id)[0]
    for code, title in place.siblings:
        yield f'#   - {{code: "{prefix}:{code}", relation: excludes, clause: "{place.code}"}}  # {title}'


def _goldens() -> Iterator[str]:
    yield "# Fictional notes with the answers they must get. Write the notes first, as a clinician would, then see what"
    yield "# the rules answer: casewright rubric test. Check every answer: those that stand here are only likely."
    yield "goldens:"
    for language, name in LANGUAGES.items():
        for case, about, main, against in CASES:
            yield f"  # {case}"
            yield "  - kind: intake"
            yield f"    language: {language}"
            yield f'    text: "{TODO}: a note in {name}: {about}"'
            yield f"    answers: {{main-feature: {main}, not-this: {against}, documented: not_mentioned}}"
