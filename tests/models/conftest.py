"""No test of this room calls a model that is not on this machine."""

from __future__ import annotations

import pytest

from casewright.models.network import REAL_CALLS


@pytest.fixture(autouse=True)
def _no_real_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(REAL_CALLS, "no")
