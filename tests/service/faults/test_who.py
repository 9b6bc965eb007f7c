"""Who may do what, over everything that there is: no key, wrong roles, another's project."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.service.faults.matrix import Operation, operations

from casewright.runs.workplace import WorkDone
from casewright.service.principal import ROLES

MakeClient = Callable[..., Awaitable[httpx.AsyncClient]]
Work = Callable[..., Awaitable[WorkDone]]
ANY: set[str] = set(ROLES)
NO_RATER: set[str] = ANY - {"review"}
"""While reviews are blind, whoever only reviews is told no decisions."""
NEEDS: tuple[tuple[str, str, set[str]], ...] = (
    ("POST", "/v1/evaluate", {"evaluate"}),
    ("POST", "/v1/jobs", {"submit", "evaluate"}),
    ("GET", "/v1/jobs/{job}/samples", NO_RATER),
    ("GET", "/v1/jobs/{job}/events", NO_RATER),
    ("GET", "/v1/jobs", ANY),
    ("POST", "/v1/chat", {"submit"}),
    ("GET", "/v1/models", ANY),
    ("POST", "/v1/rubrics/check", {"rubric-admin"}),
    ("GET", "/v1/rubrics", ANY),
    ("GET", "/v1/certificates", ANY),
    ("", "/v1/keys", set()),
    ("", "/v1/audit", set()),
    ("", "/v1/reviews", {"review"}),
    ("", "/v1/labels", {"rubric-admin"}),
    ("", "/v1/sheets", {"rubric-admin"}),
    ("", "/v1/exams", {"rubric-admin"}),
    ("GET", "/v1/argilla", NO_RATER),
)
"""By method (any where it is empty) and beginning of the path, the first that fits; ``admin`` may all of it."""


def needed(operation: Operation) -> set[str]:
    found = next((roles for method, place, roles in NEEDS
                  if operation.template.startswith(place) and method in ("", operation.method)), None)  # fmt: skip
    assert found is not None, f"{operation} is in no row of the table: say who may do it"
    return found | {"admin"}


async def test_nobody_without_a_key(app: FastAPI, client: MakeClient) -> None:
    """Nor with one that is none."""
    nobody = await client()
    for operation in operations(app):
        for said in ({}, {"Authorization": "Bearer cw_0123_none"}, {"Authorization": "Basic eDp5"}):
            answer = await nobody.request(operation.method, operation.path("some-id"), headers=said)
            assert answer.status_code == 401, (operation, answer.text)
            assert "none" not in answer.text.replace("there is none", "")


@pytest.mark.parametrize("role", ROLES)
async def test_each_role_may_what_it_may(app: FastAPI, client: MakeClient, role: str) -> None:
    """And nothing beside."""
    somebody = await client(role, per_minute=None)
    for operation in operations(app):
        place = operation.path("some-id")
        body: dict[str, Any] = {"json": {"wrong": True}} if operation.has_body else {}
        answer = await somebody.request(operation.method, place, **body)
        may = answer.status_code != 403
        assert answer.status_code < 500, (operation, answer.text)
        assert may == (role in needed(operation)), (operation, answer.text)


async def test_another_project_is_not_there(app: FastAPI, client: MakeClient, work: Work) -> None:
    """Its jobs, runs and samples can't be told from ids that don't exist, and lists hold none of them."""
    ana = await client("submit", "evaluate", "review", "rubric-admin", "admin")
    eve = await client("submit", "evaluate", "review", "rubric-admin", "admin", project="elsewhere", name="eve")
    order = {"code": "F32.1", "kind": "progress", "level": "named"}
    job = (await ana.post("/v1/jobs", json={"orders": [order]})).raise_for_status().json()
    await work(job["run"])
    (sample,) = (await ana.get(f"/v1/jobs/{job['id']}/samples")).raise_for_status().json()["samples"]
    (key, *_) = (await ana.get("/v1/keys")).raise_for_status().json()["keys"]
    ids = {"job": job["id"], "run": job["run"], "sample": sample["sample"], "key": key["id"]}
    for operation in operations(app):
        if not operation.places or not set(operation.places) <= set(ids):
            continue
        place = operation.template.format(**ids)
        unknown = operation.template.format(**{name: _other(one) for name, one in ids.items()})
        answers = [await _asked(eve, operation, one) for one in (place, unknown)]
        assert answers[0].status_code == answers[1].status_code, (operation, answers[0].text)
        assert answers[0].status_code in (404, 422) or (operation.method, answers[0].text) == ("DELETE", ""), operation
        assert _told(answers[0]) == _told(answers[1])
    for place in ("/v1/jobs", "/v1/keys", "/v1/reviews", "/v1/audit"):
        listed = (await eve.get(place)).text
        assert not any(one in listed for one in ids.values()), place


def _other(name: str) -> str:
    """An id that looks the same, and is nobody's."""
    return name[:-1] + ("1" if name[-1] == "0" else "0")


async def _asked(somebody: httpx.AsyncClient, operation: Operation, place: str) -> httpx.Response:
    body: dict[str, Any] = {"json": {}} if operation.has_body else {}
    return await somebody.request(operation.method, place, **body)


def _told(answer: httpx.Response) -> dict[str, Any]:
    return {name: value for name, value in json.loads(answer.text or "{}").items() if name != "instance"}
