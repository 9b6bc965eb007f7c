"""Schemathesis reads the OpenAPI and tries all that it allows: no fault, and nothing that isn't documented."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from tests.service.conftest import Live

pytestmark = pytest.mark.server
EXAMPLES = 12
"""Requests an operation."""


@pytest.fixture
def settings_text() -> str:
    """Nobody works here: whoever waits for a decision is told so soon."""
    return "roles: {writer: parrot}\nservice: {chat_seconds: 0.1, evaluate_seconds: 5}\n"


async def test_whatever_the_openapi_allows(live: Live) -> None:
    """Statuses, media types and bodies of all answers are those that it says."""
    key = await live.key("submit", "evaluate", "review", "privacy", "rubric-admin", "admin", per_minute=None)
    faults = await asyncio.to_thread(try_all, live.url, {"Authorization": f"Bearer {key}"})
    assert not faults, "\n\n".join(faults)


def try_all(url: str, headers: dict[str, str]) -> list[str]:
    """What was wrong, by operation."""
    import schemathesis

    schema = schemathesis.openapi.from_url(f"{url}/v1/openapi.json")
    found = [_try(result, headers) for result in schema.get_all_operations()]
    assert len(found) > 20
    return [told for told in found if told]


def _no_fault(context: Any, response: Any, case: Any) -> None:
    """A deadline (504) and a service that stops (503) are no faults, and are documented."""
    assert response.status_code != 500, response.text


def _try(result: Any, headers: dict[str, str]) -> str:
    """What was wrong with one operation, or nothing."""
    from hypothesis import HealthCheck, Phase, given, seed, settings
    from schemathesis import checks

    operation = result.ok()
    checks.load_all_checks()
    names = ("status_code_conformance", "content_type_conformance", "response_schema_conformance")
    held = [_no_fault, *checks.CHECKS.get_by_names(names)]

    @seed(1)
    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def holds(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=held, timeout=20)

    try:
        holds()
    except Exception as error:  # noqa: BLE001 - whatever is raised is a finding
        return f"{operation.label}: {error}"
    return ""
