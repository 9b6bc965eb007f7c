"""The ICD-10 block of a code: reports are held against real notes of the same block where there are enough"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from casewright.errors import UnknownCodeError, UnknownNameError
from casewright.icd10 import table

__all__ = ["blocks_of"]

DEFAULT = "icd10-who-2019"


def blocks_of(codes: Iterable[str], system: str = DEFAULT) -> frozenset[str]:
    """Blocks such as ``F30-F39``; nothing for codes that no table has."""
    return frozenset(block for code in codes if (block := _block(code.strip().upper(), system)))


@cache
def _block(code: str, system: str) -> str:
    for name, told in ((code, system), (code[:3], system), (code[:3], DEFAULT)):
        try:
            return next((one for one in table(told).ancestors(name) if "-" in one), "")
        except (UnknownCodeError, UnknownNameError):
            continue
    return ""
