"""A case to write from."""

from __future__ import annotations

import pytest

from casewright.plans import CaseRequest, draw_case
from casewright.types import Case, Order


@pytest.fixture(params=["en", "es"])
def case(request: pytest.FixtureRequest) -> Case:
    """An intake of a moderate depressive episode, in each language."""
    return draw_case(CaseRequest("order", Order("F32.1", language=request.param), 3, 11, ()))
