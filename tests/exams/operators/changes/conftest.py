"""Base texts of both kinds, composed once."""

from __future__ import annotations

import difflib
from collections.abc import Callable

import pytest

from casewright.exams.bases import Base, composed
from casewright.exams.goldens import golden
from casewright.exams.operators import OPERATORS, Defect
from casewright.types import Fact

Plant = Callable[..., Defect]
CODES = ("F03", "F05.0", "F10.2", "F20.0", "F25.0", "F31.1", "F32.1", "F33.1", "F41.1", "F43.1", "F60.31", "F90.0")
"""One of each category that has cases."""
Words = tuple[list[str], list[str]]


@pytest.fixture(scope="session")
def drawn() -> tuple[Base, ...]:
    """A composed base text for each of these codes and each language."""
    return composed(2 * len(CODES), CODES)


@pytest.fixture(scope="session")
def plant() -> Plant:
    """Plants a defect of this name in a golden, where it must apply."""

    def planted(name: str, where: str, seed: int = 0) -> Defect:
        defect = OPERATORS[name](golden(where), seed)
        assert defect is not None
        return defect

    return planted


@pytest.fixture(scope="session")
def changed() -> Callable[[Base, Defect], Words]:
    """Words that went and words that came."""

    def words(base: Base, defect: Defect) -> Words:
        before, after = base.report.text.split(), defect.report.text.split()
        gone: list[str] = []
        come: list[str] = []
        for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if tag != "equal":
                gone += before[i:j]
                come += after[k:m]
        return gone, come

    return words


@pytest.fixture(scope="session")
def news() -> Callable[[Base, Defect], list[Fact]]:
    """Facts that the spoilt text tells and the base doesn't."""

    def found(base: Base, defect: Defect) -> list[Fact]:
        assert defect.facts is not None
        return [fact for fact in defect.facts if fact not in base.case.facts]

    return found
