"""Residual and unspecified codes: what they yield to, since they hold only where nothing more specific does."""

from __future__ import annotations

from casewright.icd10 import CodeTable

__all__ = ["yields_to"]

UNSPECIFIED = frozenset({"F03", "F09", "F29", "F39", "F59", "F69", "F79", "F89", "F99"})
OTHER = frozenset({"F28", "F38", "F78", "F88"})
GRADED = frozenset({"F70", "F71", "F72", "F73", "F78", "F79"})
"""Here the fourth character tells of behaviour: 8 and 9 are no residue."""
DEMENTIAS = ("F00", "F01", "F02")
LETTERED = frozenset({"F32.A"})
"""Unspecified codes of ICD-10-CM that don't end in 9."""


def yields_to(table: CodeTable, code: str) -> tuple[str, ...]:
    """The specific codes beside a residual one, in the table's order; none where a code isn't residual."""
    category = code[:3]
    found = _category_yields(table, category)
    if len(code) == len(category):
        return found
    if category not in GRADED and (code[4] in "89" or code in LETTERED):
        found = (*(name for name in table.siblings(code) if _is_more(name, code)), *found)
    return found


def _category_yields(table: CodeTable, category: str) -> tuple[str, ...]:
    if category not in UNSPECIFIED | OTHER:
        return ()
    if category == "F03":
        return tuple(name for name in DEMENTIAS if name in table)
    if category == "F99":
        return tuple(name for name in table.codes("V") if len(name) == 3 and name != category)
    rank = UNSPECIFIED if category in UNSPECIFIED else UNSPECIFIED | OTHER
    return tuple(name for name in table.siblings(category) if name not in rank or name == "F03")


def _is_more(sibling: str, code: str) -> bool:
    """Whether a sibling says more: *other* yields to what has a place of its own, *unspecified* to *other* too."""
    unspecified = code[4] == "9" or code in LETTERED
    return sibling not in LETTERED and (sibling[4] not in "89" or (unspecified and sibling[4] == "8"))
