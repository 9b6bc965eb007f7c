"""Which rubrics there are, and what each code of the chapter goes by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casewright.icd10 import table
from casewright.overlays import overlaid
from casewright.rubrics.drafting import with_drafts
from casewright.rubrics.layers import Library, load_library
from casewright.rubrics.places import BASE, TableTree, rubric_id, split_id
from casewright.rubrics.reading import RubricFile
from casewright.rubrics.schema import Basis, RubricStatus

__all__ = ["Listed", "Listing", "list_rubrics"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A rubric file as it stands, without what it inherits."""

    id: str
    title: str
    version: str
    basis: Basis
    status: RubricStatus
    source: str
    criteria: Mapping[str, int]
    """By role."""
    goldens: Mapping[str, int]
    """By language."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Rubrics in the table's order, and for each code the rubric that it resolves to."""

    rubrics: tuple[Listed, ...]
    codes: Mapping[str, str]
    drafts: tuple[Listed, ...]
    """Made from the code table for codes that no file speaks of."""


def list_rubrics(system: str = "icd10-who-2019", block: str | None = None, overlays: Sequence[Path] = ()) -> Listing:
    """The rubrics of a system, ours and those of overlay folders.

    Args:
        system: The code system; the base serves all of them.
        block: Only what stands at this place of the table or below it.
        overlays: Folders whose rubrics shadow ours by id, the last one highest.

    Raises:
        UnknownCodeError: the table has no such place.
        DocumentError: a rubric can't be used.
    """
    codes = table(system)
    top = codes.normalise(block) if block else None
    with overlaid(overlays):
        library = load_library()
    every = _within([*_places(system), *codes.codes()], system, top)
    found = [library[name] for name in dict.fromkeys([BASE, *every]) if name in library and (not top or name in every)]
    below = [name for name in every if "-" not in name and name != BASE]
    nearest = {name: _nearest(name, library, overlays) for name in below}
    drafted = {file.id: file for file in nearest.values() if file.id not in library}
    return Listing(
        rubrics=tuple(map(_listed, found)),
        codes={split_id(name)[1]: file.id for name, file in nearest.items()},
        drafts=tuple(map(_listed, drafted.values())),
    )


def _places(system: str) -> list[str]:
    codes = table(system)
    chapter = codes.entry("V")
    return [chapter.code, *chapter.children]


def _within(codes: Sequence[str], system: str, top: str | None) -> list[str]:
    tree = table(system)
    kept = [code for code in codes if top is None or top == code or top in tree.ancestors(code)]
    return [rubric_id(system, code) for code in sorted(kept, key=_order)]


def _order(code: str) -> tuple[str, bool, str]:
    """Chapter, then each block before its categories."""
    return ("" if "-" not in code and not code[1:2].isdigit() else code[:3], "-" not in code, code)


def _nearest(place: str, library: Library, overlays: Sequence[Path]) -> RubricFile:
    tree = TableTree()
    with overlaid(overlays):
        drafted = with_drafts(library, tree, place)
    above = (place, *tree.ancestors(place), BASE)
    return drafted[next(name for name in above if name in drafted)]


def _listed(file: RubricFile) -> Listed:
    entry = file.entry
    roles = Counter(item.role for item in entry.criteria.values())
    roles["contradicts"] += sum(item.relation == "excludes" for item in entry.differential)
    return Listed(
        id=file.id,
        title=TableTree().title(file.id, "en"),
        version=entry.version,
        basis=entry.basis,
        status=entry.status,
        source=file.document.source,
        criteria={role: roles[role] for role in ("supports", "contradicts", "documents")},
        goldens={name: sum(item.language == name for item in entry.goldens) for name in ("en", "es")},
    )
