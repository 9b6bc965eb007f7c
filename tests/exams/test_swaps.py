"""Words are swapped whole, in the case they stood in."""

from __future__ import annotations

import pytest

from casewright.exams.swaps import find_swaps, make_swaps


@pytest.mark.parametrize(
    ("text", "pairs", "result"),
    [
        ("No voices. None.", [("no", "")], "Voices. None."),
        ("She says No, she does.", [("no", "yes")], "She says Yes, she does."),
        ("DENIES voices", [("denies", "reports")], "REPORTS voices"),
        ("her own, hers", [("her", "his"), ("hers", "his")], "his own, his"),
        ("no ha oído", [("no", "sí"), ("no ha", "ha")], "ha oído"),
        ("nothing here", [("no", "yes")], "nothing here"),
    ],
    ids=["gone", "capital", "all capitals", "longer word", "longer pair", "part of a word"],
)
def test_swaps(text: str, pairs: list[tuple[str, str]], result: str) -> None:
    """The longer of two that begin together stays."""
    assert make_swaps(text, find_swaps(text, pairs)) == result
