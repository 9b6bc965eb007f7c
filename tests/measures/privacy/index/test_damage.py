"""A fuzzer on the reader: no damaged file gives a wrong answer, another error than ours, or takes memory."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casewright.errors import CasewrightError
from casewright.measures.privacy import ReferenceNote, describe_index, open_index, write_index
from casewright.measures.privacy.index.header import FIXED
from casewright.types import Privacy

KEY = b"a key for tests only"
TEXTS = ("words of nobody", "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu")
MOST = 20_000_000
"""Bytes that reading a file of 20,000 may take."""
_FIXTURES = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
SHORT = settings(deadline=None, max_examples=60, suppress_health_check=_FIXTURES)
LONG = settings(deadline=None, max_examples=3000, suppress_health_check=_FIXTURES)
T = TypeVar("T")
Damage = tuple[str, Any]

flips = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=5)
numbers = st.one_of(st.integers(-(2**70), 2**70), st.floats(allow_nan=True), st.none(), st.text(max_size=5))
damages = st.one_of(
    st.tuples(st.just("cut"), st.floats(0, 1, exclude_max=True)),
    st.tuples(st.just("flip"), flips),
    st.tuples(st.just("head"), flips),
    st.tuples(st.just("append"), st.binary(min_size=1, max_size=50)),
    st.tuples(st.just("edit"), st.tuples(st.floats(0, 1, exclude_max=True), numbers)),
    st.tuples(st.just("all"), st.binary(max_size=200)),
)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[Privacy]]:
    path = tmp_path_factory.mktemp("good") / "x"
    notes = [ReferenceNote(i, f"{TEXTS[1]} number{i} and w{i * 7} w{i * 11}", f"p{i % 5}") for i in range(20)]
    write_index(path, notes, KEY, name="good", patients_named=True)
    index = open_index(path, KEY)
    return path.read_bytes(), [index.screen(text) for text in TEXTS]


def damaged(data: bytes, damage: Damage) -> bytes:
    kind, how = damage
    if kind == "cut":
        return data[: int(how * len(data))]
    if kind == "append":
        return data + bytes(how)
    if kind == "all":
        return bytes(how)
    if kind == "edit":
        return edited(data, *how)
    changed, size = bytearray(data), len(data) if kind == "flip" else FIXED + 600
    for place, bits in how:
        changed[int(place * size)] ^= bits
    return bytes(changed)


def edited(data: bytes, where: float, value: Any) -> bytes:
    """One value of the header set to another, the digest left as it was."""
    size = int.from_bytes(data[20:24], "little")
    header = json.loads(data[FIXED : FIXED + size])
    paths = [(header, name) for name in header] + [(one, name) for one in header["sections"] for name in one]
    holder, name = paths[int(where * len(paths))]
    holder[name] = value
    packed = json.dumps(header).encode()
    return data[:20] + len(packed).to_bytes(4, "little") + data[24:FIXED] + packed + data[FIXED + size :]


def said(path: Path, work: Callable[[], T]) -> T | None:
    """What ``work`` gives; an error of ours has to name the file, and no other may come."""
    try:
        return work()
    except CasewrightError as error:
        message = str(error)
    assert str(path) in message
    return None


def check(path: Path, good: tuple[bytes, list[Privacy]], damage: Damage) -> None:
    path.write_bytes(damaged(good[0], damage))
    tracemalloc.start()
    try:
        said(path, lambda: describe_index(path))
        index = said(path, lambda: open_index(path, KEY))
        # what lies between the sections is read by nobody, so some damage does no harm
        assert index is None or [index.screen(text) for text in TEXTS] == good[1]
        assert tracemalloc.get_traced_memory()[1] < MOST
    finally:
        tracemalloc.stop()


@SHORT
@given(damage=damages)
def test_damage_is_told(tmp_path: Path, good: tuple[bytes, list[Privacy]], damage: Damage) -> None:
    """Cut, flipped, edited or something else: our error that names the file, or the right answer."""
    check(tmp_path / "x", good, damage)


@pytest.mark.slow
@LONG
@given(damage=damages)
def test_much_damage_is_told(tmp_path: Path, good: tuple[bytes, list[Privacy]], damage: Damage) -> None:
    """The same for longer."""
    check(tmp_path / "x", good, damage)
