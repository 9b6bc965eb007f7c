"""A completion is an accepted report, with what decided about it beside it; anything else is an error."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

MakeClient = Callable[..., Awaitable[httpx.AsyncClient]]
PLACE = "/v1/chat/completions"
METADATA = {"code": "F32.1", "kind": "progress", "level": "named"}
ASKED: dict[str, Any] = {"model": "casewright/default", "messages": [], "metadata": METADATA, "seed": 7}


def error_of(answer: httpx.Response) -> dict[str, Any]:
    """The error, which has OpenAI's members whatever went wrong."""
    error: dict[str, Any] = answer.json()["error"]
    assert {"message", "type", "param", "code", "casewright"} == set(error)
    assert error["casewright"]["type"] == f"urn:casewright:problem:{error['code']}"
    assert error["casewright"]["status"] == answer.status_code
    return error


def chunks_of(answer: httpx.Response) -> list[dict[str, Any]]:
    """The objects of a stream, which ends as OpenAI's do."""
    said = [line.removeprefix("data: ") for line in answer.text.splitlines() if line.startswith("data: ")]
    assert said.pop() == "[DONE]"
    return [json.loads(line) for line in said]


async def test_a_completion_is_the_accepted_report(client: MakeClient, worker: None) -> None:
    """Its decision stands beside it, and the sample can be found."""
    ana = await client("submit")
    answer = await ana.post(PLACE, json=ASKED)
    assert answer.status_code == 200
    told = answer.json()
    (choice,) = told["choices"]
    assert choice["finish_reason"] == "stop"
    assert "Moderate depressive episode" in choice["message"]["content"]
    beside = told["casewright"]
    assert beside["decision"]["outcome"] == "accepted"
    assert beside["seed"] == 7
    assert told["id"] == f"chatcmpl-{beside['job']}"
    assert told["system_fingerprint"] == beside["decision"]["judging"]
    assert told["usage"]["total_tokens"] == 0  # the parrot asks no model
    ledger = await ana.get(f"/v1/jobs/{beside['job']}")
    assert ledger.json()["outcomes"] == {"accepted": 1}


async def test_the_same_seed_comes_back_to_the_same_report(client: MakeClient, worker: None) -> None:
    """Another one doesn't; one that isn't given is drawn and told."""
    ana = await client("submit")
    first, again, other = [(await ana.post(PLACE, json={**ASKED, "seed": seed})).json() for seed in (7, 7, None)]
    assert again["casewright"]["run"] == first["casewright"]["run"]
    assert again["choices"] == first["choices"]
    assert other["casewright"]["seed"] != 7
    asked = {**ASKED, "seed": None, "metadata": {**METADATA, "seed": str(other["casewright"]["seed"])}}
    assert (await ana.post(PLACE, json=asked)).json()["choices"] == other["choices"]


async def test_an_idempotency_key_comes_back_to_its_job(client: MakeClient, worker: None) -> None:
    """Also where no seed was given; with another request it is refused, and not tried again."""
    ana = await client("submit")
    asked, headers = {**ASKED, "seed": None}, {"Idempotency-Key": "visit-12"}
    first, again = [(await ana.post(PLACE, json=asked, headers=headers)).json() for _ in range(2)]
    assert first["id"] == again["id"]
    refused = await ana.post(PLACE, json={**ASKED, "seed": 8}, headers=headers)
    assert (refused.status_code, error_of(refused)["code"]) == (409, "idempotency-conflict")
    assert refused.headers["x-should-retry"] == "false"


async def test_a_stream_holds_the_report_in_one_piece(client: MakeClient, worker: None) -> None:
    """After comments that keep the line alive; then its end, and the usage where it was asked for."""
    ana = await client("submit")
    whole = (await ana.post(PLACE, json=ASKED)).json()
    answer = await ana.post(PLACE, json={**ASKED, "stream": True, "stream_options": {"include_usage": True}})
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text.startswith(": ")
    said, end, used = chunks_of(answer)
    assert said["choices"][0]["delta"] == {"role": "assistant", "content": whole["choices"][0]["message"]["content"]}
    assert said["casewright"]["decision"] == whole["casewright"]["decision"]
    assert end["choices"][0] == {"index": 0, "delta": {}, "logprobs": None, "finish_reason": "stop"}
    assert (used["choices"], used["usage"]) == ([], whole["usage"])
    assert {chunk["object"] for chunk in (said, end, used)} == {"chat.completion.chunk"}
    plain = chunks_of(await ana.post(PLACE, json={**ASKED, "stream": True}))
    assert len(plain) == 2


async def test_parameters_without_meaning_here_are_named(client: MakeClient, worker: None) -> None:
    """How a profile's models are asked is not for a request to say."""
    ana = await client("submit")
    told = (await ana.post(PLACE, json={**ASKED, "temperature": 0.2, "max_tokens": 300, "n": 1})).json()
    assert told["casewright"]["unheeded"] == ["temperature", "max_tokens"]


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"n": 2}, 422, "invalid"),
        ({"tools": [{"type": "function"}]}, 422, "invalid"),
        ({"stop": ["zebra"]}, 422, "invalid"),
        ({"logprobs": True}, 422, "invalid"),
        ({"response_format": {"type": "json_object"}}, 422, "invalid"),
        ({"zebra": 1}, 422, "invalid"),
        ({"metadata": {}}, 422, "invalid"),
        ({"metadata": {**METADATA, "api_base": "http://zebra.test"}}, 422, "invalid"),
        ({"metadata": {**METADATA, "seed": "8"}}, 422, "invalid"),
        ({"metadata": {**METADATA, "seed": "-1"}, "seed": None}, 422, "invalid"),
        ({"metadata": {**METADATA, "code": "Z99.9x"}}, 422, "unknown-code"),
        ({"metadata": {**METADATA, "kind": "zebra"}}, 422, "unknown-name"),
        ({"metadata": {**METADATA, "code": "A00"}}, 422, "unusable"),
        ({"metadata": {**METADATA, "rubric": "0123456789abcdef"}}, 409, "rubric-changed"),
        ({"model": "casewright/zebra"}, 422, "unknown-name"),
        ({"model": "gpt-zebra"}, 422, "invalid"),
        ({"messages": [{"role": "user", "content": "A zebra."}]}, 422, "unusable"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url", "text": "zebra"}]}]}, 422, "invalid"),
    ],
)
async def test_what_cannot_be_is_refused_in_openais_form(
    client: MakeClient, more: dict[str, Any], status: int, code: str
) -> None:
    """Nothing is begun, and nothing that was sent is repeated; streams are refused before they begin."""
    ana = await client("submit")
    for stream in (False, True):
        answer = await ana.post(PLACE, json={**ASKED, **more, "stream": stream})
        assert (answer.status_code, error_of(answer)["code"]) == (status, code)
        assert error_of(answer)["type"] == "invalid_request_error"
        assert "zebra" not in answer.text.lower()
        assert answer.headers["x-should-retry"] == "false"
    assert (await ana.get("/v1/jobs")).json()["jobs"] == []


async def test_messages_without_a_word_are_no_messages(client: MakeClient, worker: None) -> None:
    """Some clients can't send an empty list."""
    ana = await client("submit")
    messages = [{"role": "system", "content": ""}, {"role": "user", "content": [{"type": "text", "text": " "}]}]
    assert (await ana.post(PLACE, json={**ASKED, "messages": messages})).status_code == 200


async def test_who_may_complete(client: MakeClient) -> None:
    """Whoever has a key with the role submit; the models are for every key."""
    nobody, reviewer = await client(), await client("review")
    answer = await nobody.post(PLACE, json=ASKED)
    assert (answer.status_code, error_of(answer)["type"]) == (401, "authentication_error")
    answer = await reviewer.post(PLACE, json=ASKED)
    assert (answer.status_code, error_of(answer)["type"]) == (403, "permission_error")
    assert (await nobody.get("/v1/models")).status_code == 401
    assert (await reviewer.get("/v1/models")).status_code == 200


async def test_models_are_the_profiles(client: MakeClient) -> None:
    """Those that requests may name."""
    ana = await client("submit")
    told = (await ana.get("/v1/models")).json()
    assert [model["id"] for model in told["data"]] == ["casewright/default", "casewright/strict"]
    assert (await ana.get("/v1/models/casewright/strict")).json() == told["data"][1]
    assert (await ana.get("/v1/models/casewright%2Fstrict")).json() == told["data"][1]
    unknown = await ana.get("/v1/models/casewright/zebra")
    assert (unknown.status_code, error_of(unknown)["code"]) == (404, "not-found")
