"""Fictional notes and reports whose classes show in a few words, or in none."""

from __future__ import annotations

from collections.abc import Callable
from zlib import crc32

import numpy as np
import pytest

from casewright.studies.material import Arm, RealNote, StudyReport
from casewright.types import Language

CUES = {"F20.0": "voices followed", "F32.1": "weeping tired", "F41.1": "worries tense", "J45.0": "wheezing inhaler"}
FILLER = [f"word{number}" for number in range(300)]


def write(code: str, dice: np.random.Generator) -> str:
    """A text of 40 words in which each of two words of the code's stands with three chances in four."""
    words = [str(word) for word in dice.choice(FILLER, 40)]
    return " ".join([*words, *(word for word in CUES[code].split() if dice.random() < 0.75)])


@pytest.fixture(scope="session")
def make_notes() -> Callable[..., tuple[RealNote, ...]]:
    """Real notes, the codes in turn, every two of one patient unless told otherwise."""

    def made(
        codes: tuple[str, ...], n: int, *, language: Language = "en", patients: int | None = None
    ) -> tuple[RealNote, ...]:
        dice, many = np.random.default_rng(n), patients or max(1, n // 2)
        turn = [codes[at % len(codes)] for at in range(n)]
        return tuple(
            RealNote(f"n{at}", write(code, dice), language, code, (code,), f"p{at % many}")
            for at, code in enumerate(turn)
        )

    return made


@pytest.fixture(scope="session")
def make_arm() -> Callable[..., Arm]:
    """An arm of passed reports, the codes in turn; with ``noise`` its texts belong to other codes."""

    def made(name: str, codes: tuple[str, ...], n: int, *, noise: bool = False, parrot: bool = False) -> Arm:
        dice = np.random.default_rng(crc32(name.encode()))
        turn = [codes[at % len(codes)] for at in range(n)]
        shown = [codes[int(dice.integers(len(codes)))] if noise else code for code in turn]
        reports = tuple(
            StudyReport(f"{name}-{at}", f"case-{at}", code, "en", "intake", write(seen, dice), "accepted")
            for at, (code, seen) in enumerate(zip(turn, shown, strict=True))
        )
        return Arm(name, reports, name, loop=True, parrot=parrot)

    return made
