"""A steer says what a run asks of a case between its rounds."""

from __future__ import annotations

import pytest

from casewright.hashing import content_hash
from casewright.plans import CaseRequest, draw_case
from casewright.types import Language, Order
from casewright.wire import to_json

AS_EVER = [
    ("F32.1", "intake", "en", "de9e611bce0984e1"),
    ("F41.1", "progress", "es", "b749955431db7c92"),
    ("F20.0", "emergency", "en", "0f30f7cb43c8e082"),
    ("F10.2", "discharge", "en", "74e04f4b17c7a147"),
    ("F43.1", "consultation", "es", "d8c16645d0ed0d22"),
    ("F90.1", "mental-status", "en", "99d69f7ef6712d1c"),
    ("F03", "intake", "es", "4d067a6dcfc3b565"),
]


@pytest.mark.parametrize(("code", "kind", "language", "hashed"), AS_EVER)
def test_without_a_steer_cases_are_drawn_as_ever(code: str, kind: str, language: Language, hashed: str) -> None:
    """Runs begun before there were steers go on, and exams keep their cases: these hashes were taken then."""
    order = Order(code, kind=kind, language=language)
    found = [to_json(draw_case(CaseRequest("held", order, index, 5 + index))) for index in range(6)]
    assert content_hash(found) == hashed
