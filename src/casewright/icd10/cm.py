"""ICD-10-CM (2026, United States), from the optional package simple-icd-10-cm."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from casewright.errors import UsageError
from casewright.icd10.entry import CHAPTERS, EntryKind, Tree
from casewright.icd10.walk import quiet_import, walk

__all__ = ["PACKAGE", "SYSTEM", "excludes1", "installed", "is_listed", "read_cm"]

SYSTEM = "icd10-cm-2026"
PACKAGE = "simple-icd-10-cm"
RELEASE = "2026"
_MISSING = f"{SYSTEM} needs the package {PACKAGE}; install it with: pip install 'casewright[cm]'"


def installed() -> bool:
    """Whether the package can be imported; doesn't import it."""
    return find_spec("simple_icd_10_cm") is not None


def is_listed(code: str) -> bool | None:
    """Whether the package lists a code, without the seconds that importing it takes; ``None`` if not installed."""
    return code.replace(".", "") in _code_list() if installed() else None


def read_cm() -> Tree:
    """The whole classification; takes several seconds and 160 MB.

    Raises:
        UsageError: the package is missing or holds another release.
    """
    if not installed():
        raise UsageError(_MISSING)
    _check_release()
    with quiet_import():
        import simple_icd_10_cm as cm

    def children(code: str, kind: EntryKind) -> list[tuple[str, EntryKind]]:
        names = cm.get_children(_theirs(code), prioritize_blocks=kind != "category")
        return [_ours(name, kind) for name in names]

    def title(code: str) -> str:
        text = str(cm.get_description(_theirs(code), prioritize_blocks="-" in code)).strip()
        return re.sub(r"\s*\([A-Z][0-9A-Z]{2}(-[A-Z][0-9A-Z]{2})?\)$", "", text)

    source = f"{PACKAGE} {version(PACKAGE)} (ICD-10-CM, release {RELEASE})"
    return Tree(walk(SYSTEM, CHAPTERS, children), title, source)


def excludes1(code: str) -> tuple[str, ...]:
    """The notes on what can't be coded beside a code, those of what it lies under left out.

    Raises:
        UsageError: the package is missing or holds another release.
    """
    if not installed():
        raise UsageError(_MISSING)
    _check_release()
    with quiet_import():
        import simple_icd_10_cm as cm

    return tuple(map(str, cm.get_excludes1(_theirs(code), prioritize_blocks="-" in code)))


def _theirs(code: str) -> str:
    """Their name: chapters are plain numbers, and a block of one category is called like the category."""
    if code in CHAPTERS:
        return str(CHAPTERS.index(code) + 1)
    first, _, last = code.partition("-")
    return first if first == last else code


def _ours(name: str, parent_kind: EntryKind) -> tuple[str, EntryKind]:
    if parent_kind == "chapter":
        return (name if "-" in name else f"{name}-{name}"), "block"
    return name, "category" if parent_kind == "block" else "subcategory"


def _data(pattern: str) -> Path:
    spec = find_spec("simple_icd_10_cm")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return next(file for place in places for file in (Path(place) / "data").glob(pattern))


@cache
def _code_list() -> frozenset[str]:
    return frozenset(_data("code-list*.txt").read_text("utf-8").split())


def _check_release() -> None:
    with _data("*tabular*.xml").open(encoding="utf-8") as file:
        found = re.search(r"<version>(\d+)</version>", file.read(2000))
    release = found.group(1) if found else "an unknown one"
    if release != RELEASE:
        raise UsageError(f"{SYSTEM} means release {RELEASE}; {PACKAGE} {version(PACKAGE)} holds release {release}")
