"""Compression ratio."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.measures.diversity.compression import compression_ratio


@given(st.text(min_size=1))
def test_as_gzip(text: str) -> None:
    """Bytes over the bytes that gzip makes of them."""
    raw = text.encode("utf-8", "surrogatepass")
    assert compression_ratio(text) == len(raw) / len(gzip.compress(raw))


def test_repetition_is_seen() -> None:
    """A text that repeats itself has a higher ratio; an empty one has none, a lone surrogate does no harm."""
    once = "She sleeps badly, eats little and fears every call. "
    assert (compression_ratio(once * 9) or 0) > 4 * (compression_ratio(once) or 0) > 0
    assert compression_ratio("") is None
    assert compression_ratio("\ud800") == pytest.approx(3 / 23)
