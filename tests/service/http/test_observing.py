"""What is known of requests afterwards: templates, statuses, durations; no path, query, key or text."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import pytest

from casewright.service.site import Site


async def test_labels_are_bounded(anybody: httpx.AsyncClient) -> None:
    """However many paths and methods are tried, figures have the templates and methods that there are."""
    for name in ("name", "usage"):
        await anybody.get(f"/v1/odd/fail/{name}")
    for guess in range(20):
        await anybody.get(f"/guess/{guess}?token=SECRET")
    await anybody.request("BREW", "/v1/odd/wish")
    figures = (await anybody.get("/metrics")).text
    assert 'casewright_request_seconds_count{method="GET",route="/v1/odd/fail/{which}",status="422"} 2.0' in figures
    assert 'casewright_request_seconds_count{method="GET",route="none",status="404"} 20.0' in figures
    assert 'method="OTHER"' in figures
    assert 'casewright_problems_total{problem="unknown-name"} 1.0' in figures
    assert not any(word in figures for word in ("SECRET", "BREW", "guess"))


async def test_the_log_has_templates(anybody: httpx.AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    """A line a request, with its id; ids in paths and queries are left out."""
    caplog.set_level(logging.INFO, "casewright.access")
    response = await anybody.get("/v1/odd/fail/usage?note=SECRET", headers={"Authorization": "Bearer SECRET"})
    (line,) = [record.getMessage() for record in caplog.records if record.name == "casewright.access"]
    assert line.startswith(f"{response.headers['x-request-id']} GET /v1/odd/fail/{{which}} 422 ")
    assert "SECRET" not in line


async def test_every_answer_holds_a_browser_back(anybody: httpx.AsyncClient) -> None:
    """Answers, problems and what is not there alike."""
    for path in ("/livez", "/v1/odd/fail/fault", "/nothing", "/v1/odd/stream"):
        headers = (await anybody.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "no-store" in headers["cache-control"]


async def test_ready_means_that_the_database_answers(
    client: Callable[..., Awaitable[httpx.AsyncClient]], site: Site
) -> None:
    """Nobody needs a key to ask, and being alive doesn't depend on it."""
    nobody = await client()
    assert (await nobody.get("/readyz")).json() == {"status": "ready"}
    site.database.engine.dispose()
    _spoil(str(site.database.engine.url.database))
    refused = await nobody.get("/readyz")
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
    assert (await nobody.get("/livez")).status_code == 200


def _spoil(file: str) -> None:
    Path(file).write_bytes(b"no database" * 1000)
