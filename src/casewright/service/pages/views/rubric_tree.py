"""The rubrics of a system by their place in the code table: what has a file, what is drafted, what goes by another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from casewright.icd10 import table
from casewright.rubrics.listing import Listed, list_rubrics
from casewright.rubrics.places import rubric_id

__all__ = ["RubricPlace", "found_in", "rubric_tree"]

CHAPTER = "V"


@dataclass(frozen=True, slots=True)
class RubricPlace:
    """A chapter, block, category or code. ``own`` is its file; without one it goes by the rubric named ``by``."""

    code: str
    title: str
    by: str
    own: Listed | None
    drafted: bool
    below: tuple[RubricPlace, ...] = field(default=())

    @property
    def is_code(self) -> bool:
        """Whether a report can be ordered or judged under it."""
        return "-" not in self.code and self.code != CHAPTER

    @property
    def files(self) -> int:
        """Rubric files here and below."""
        return (self.own is not None) + sum(one.files for one in self.below)

    @property
    def codes(self) -> int:
        """Codes here and below."""
        return self.is_code + sum(one.codes for one in self.below)


def rubric_tree(system: str, overlays: Sequence[Path] = ()) -> RubricPlace:
    """The chapter with all that lies under it; kept until a file of an overlay changes.

    Raises:
        UnknownNameError: no such code system.
        DocumentError: a rubric can't be used.
    """
    table(system)
    return _tree(system, tuple(overlays), _state(overlays))


def found_in(tree: RubricPlace, words: str) -> tuple[RubricPlace, ...]:
    """Codes whose code or title has all the words in it, in the table's order."""
    asked = words.casefold().split()
    return tuple(one for one in _every(tree) if one.is_code and _has(one, asked)) if asked else ()


@lru_cache(maxsize=4)
def _tree(system: str, overlays: tuple[Path, ...], state: tuple[tuple[str, int], ...]) -> RubricPlace:
    listing = list_rubrics(system, overlays=overlays)
    files = {one.id: one for one in listing.rubrics}
    drafts = {one.id for one in listing.drafts}
    return _place(system, CHAPTER, files, drafts, listing.codes)


def _state(overlays: Sequence[Path]) -> tuple[tuple[str, int], ...]:
    """When each file of the overlays was last written: the tree holds as long as none of them was."""
    return tuple(
        (str(path), path.stat().st_mtime_ns) for folder in overlays for path in sorted(Path(folder).rglob("*.yaml"))
    )


def _place(
    system: str, code: str, files: Mapping[str, Listed], drafts: set[str], codes: Mapping[str, str]
) -> RubricPlace:
    codes_table, name = table(system), rubric_id(system, code)
    entry = codes_table.entry(code)
    return RubricPlace(
        code=code,
        title=codes_table.title(code).text,
        by=codes.get(code, name if name in files else ""),
        own=files.get(name),
        drafted=name in drafts,
        below=tuple(_place(system, child, files, drafts, codes) for child in entry.children),
    )


def _every(place: RubricPlace) -> list[RubricPlace]:
    return [place, *(one for child in place.below for one in _every(child))]


def _has(place: RubricPlace, words: Sequence[str]) -> bool:
    told = f"{place.code} {place.title}".casefold()
    return all(word in told for word in words)
