"""Presidio's part in processes of its own, with a stand-in for presidio."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from casewright.errors import ModelFailure
from casewright.measures.privacy import IdentifierPool, find_identifiers
from casewright.measures.privacy.identifier_pool import Look

STAND_INS = """
import os
import subprocess
import sys
from casewright.measures.privacy.patterns import Found

def finds(text):
    at = text.find("Quillfeather")
    return [Found("NAME", at, at + 12)] if at >= 0 else []

def dies(text):
    os._exit(1)

def dies_once(text):
    marker = text.split()[-1]
    if not os.path.exists(marker):
        open(marker, "w").close()
        os._exit(1)
    return finds(text)

def tells_its_process(text):
    return [Found("NAME", os.getpid(), os.getpid() + 1)]
"""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Look]:
    """A function of a module that a child can import too."""
    (tmp_path / "presidio_stand_in.py").write_text(STAND_INS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    module = import_module("presidio_stand_in")
    return lambda name: getattr(module, name)


async def found(pool: IdentifierPool, text: str) -> list[tuple[str, str]]:
    try:
        return [(one.type, text[one.start : one.end]) for one in await pool.find(text, "en", policy="placeholders")]
    finally:
        await pool.close()


async def test_patterns_and_the_child_together(stand_in: Callable[[str], Look]) -> None:
    """As `find_with_presidio` gives it."""
    text = "The ward liked Quillfeather. MRN: 00482913."
    expected = [("NAME", "Quillfeather"), ("MRN", "00482913")]
    assert await found(IdentifierPool(look=stand_in("finds")), text) == expected


async def test_the_work_is_done_elsewhere_and_the_loop_goes_on(stand_in: Callable[[str], Look]) -> None:
    """Another process does it, while this one counts."""
    pool, beats = IdentifierPool(look=stand_in("tells_its_process")), 0
    looking = asyncio.create_task(pool._looked("text"))
    while not looking.done():
        await asyncio.sleep(0.01)
        beats += 1
    (one,) = await looking
    await pool.close()
    assert one.start != os.getpid()
    assert beats > 3


async def test_a_child_that_dies_is_replaced_and_the_note_is_looked_at_again(
    stand_in: Callable[[str], Look], tmp_path: Path
) -> None:
    """Once."""
    text = f"The ward liked Quillfeather {tmp_path / 'marker'}"
    assert ("NAME", "Quillfeather") in await found(IdentifierPool(look=stand_in("dies_once")), text)


async def test_a_note_that_kills_two_children_is_not_clean(stand_in: Callable[[str], Look]) -> None:
    """It is a failure, which ends as an error and never as a clean text."""
    with pytest.raises(ModelFailure, match="not known to be clean"):
        await found(IdentifierPool(look=stand_in("dies")), "Calm today.")


async def test_a_failure_tells_nothing_of_the_text() -> None:
    """Only what sort of exception it was."""
    pool = IdentifierPool(look=json.loads)
    with pytest.raises(ModelFailure) as failure:
        await found(pool, "Quillfeather was here")
    assert "JSONDecodeError" in str(failure.value)
    assert "Quillfeather" not in str(failure.value)
    assert failure.value.__cause__ is None


async def test_spanish_starts_no_process() -> None:
    """Patterns only, at once."""
    pool, text = IdentifierPool(look=json.loads), "DNI 12345678Z."
    began = time.perf_counter()
    assert await pool.find(text, "es", policy="placeholders") == find_identifiers(text, "es", policy="placeholders")
    assert pool._children is None
    assert time.perf_counter() - began < 5


async def test_closing_what_was_never_started() -> None:
    """Costs nothing, and may be done twice."""
    pool = IdentifierPool()
    await pool.close()
    await pool.close()


@pytest.mark.server
def test_the_real_presidio_in_two_processes() -> None:
    """In a process of its own, because spaCy warns at import: the same findings as in a thread."""
    done = subprocess.run([sys.executable, "-c", REAL], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr[-2000:]
    assert "SAME" in done.stdout


REAL = """
import asyncio
from casewright.measures.privacy import IdentifierPool, find_with_presidio
texts = ["The ward was visited by Rosalind Carmichael, who works in London.", "Calm, sleeps well, PHQ-9 of 4."] * 4
async def pooled():
    pool = IdentifierPool(2)
    found = await asyncio.gather(*(pool.find(text, "en", policy="placeholders") for text in texts))
    await pool.close()
    return found
if __name__ == "__main__":
    alone = [find_with_presidio(text, "en", policy="placeholders") for text in texts]
    assert alone[0] and not alone[1], alone
    assert asyncio.run(pooled()) == alone
    print("SAME")
"""
