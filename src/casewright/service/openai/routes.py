"""Routes of this room: the models that a client may name, and completions."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator
from dataclasses import dataclass
from secrets import randbelow
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from casewright.service.access import requires
from casewright.service.auditing import note
from casewright.service.jobs import Job, JobOrder, JobRequest, submit
from casewright.service.openai.completions import Completion, completion_of
from casewright.service.openai.documenting import COMPLETION, COMPLETION_EXTRA, MODEL_ANSWERS, MODELS_ANSWERS
from casewright.service.openai.requests import MODEL, ChatRequest
from casewright.service.openai.streaming import HEADERS, events
from casewright.service.openai.waiting import Decided, decided
from casewright.service.openai.wishing import wish_of
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.records import visible
from casewright.service.site import Site, SiteOf

__all__ = ["complete", "get_model", "list_models", "router"]

router = APIRouter(tags=["OpenAI"])
Reader = Annotated[Principal, Depends(requires())]
Submitter = Annotated[Principal, Depends(requires("submit"))]
Once = Annotated[str | None, Header(alias="Idempotency-Key", pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$")]
SEEDS = 2**31
NONCE = "chat"
"""Keeps runs of completions apart from those of jobs: each is of one sample."""


@router.get("/v1/models", summary="The profiles, as models", responses=MODELS_ANSWERS)
async def list_models(site: SiteOf, caller: Reader) -> dict[str, Any]:
    """The profiles that a request may name, as models."""
    return {"object": "list", "data": [_model(name) for name in site.profiles.names()]}


@router.get("/v1/models/{model:path}", summary="A profile, as a model", responses=MODEL_ANSWERS)
async def get_model(model: str, site: SiteOf, caller: Reader) -> dict[str, Any]:
    """One of them."""
    found = MODEL.fullmatch(model)
    if found is None or found[1] not in site.profiles.names():
        raise Problem("not-found", "no such model; GET /v1/models lists them")
    return _model(found[1])


@router.post(
    "/v1/chat/completions",
    summary="One accepted report, as a completion",
    response_model=None,
    responses=COMPLETION,
    openapi_extra=COMPLETION_EXTRA,
)
async def complete(
    asked: ChatRequest, request: Request, site: SiteOf, caller: Submitter, once: Once = None
) -> Response:
    """One accepted report, once it is decided; anything else is an error. A stream is kept alive until then.

    The job goes on when the client goes, and the same seed, or the same idempotency key, comes back to it.
    """
    seed = _seed(site, caller, asked, once)
    job = await _submitted(site, caller, asked, seed, once)
    answering = _Answering(site, caller, asked, seed, job)
    if asked.stream:
        usage = asked.stream_options is not None and asked.stream_options.include_usage
        stream = events(decided(site, job), answering.completion, usage=usage)
        return StreamingResponse(stream, media_type="text/event-stream", headers=HEADERS)
    found = await _first(decided(site, job), request)
    return JSONResponse((await answering.completion(found)).whole()) if found else Response(status_code=499)


@dataclass(frozen=True, slots=True)
class _Answering:
    """From the decided sample to what the caller is told, with a note of who saw it."""

    site: Site
    caller: Principal
    asked: ChatRequest
    seed: int
    job: Job

    async def completion(self, found: Decided) -> Completion:
        shown = visible(found.record, privacy=self.caller.may("privacy"))
        await note(self.site.database, self.caller, "sample.read", shown["id"], job=self.job.id, run=self.job.run)
        told = {"model": self.asked.model, "seed": self.seed, "unheeded": self.asked.unheeded}
        return completion_of(found, shown, job=self.job.id, created=int(self.job.created), **told)


async def _first(waited: AsyncIterator[Decided | None], request: Request) -> Decided | None:
    """The decided sample; ``None`` where the client went away, which stops nothing but the waiting."""
    async for found in waited:
        if found is not None or await request.is_disconnected():
            return found
    return None


async def _submitted(site: Site, caller: Principal, asked: ChatRequest, seed: int, once: str | None) -> Job:
    wish, wanted = await wish_of(site, asked), asked.metadata
    named = wanted.model_dump(include={"code", "kind", "language", "system", "level", "rubric"})
    order = JobOrder(n=1, max_samples=1, **named)
    request = JobRequest(orders=(order,), profile=asked.profile, seed=seed)
    return await submit(site, caller, request, idempotency=once, nonce=NONCE, wish=wish)


def _seed(site: Site, caller: Principal, asked: ChatRequest, once: str | None) -> int:
    """The seed given; else one that hangs on the idempotency key, so that a repetition is the same request; or any."""
    if asked.given_seed is not None:
        return asked.given_seed
    if once is None:
        return randbelow(SEEDS)
    mac = hmac.digest(site.secret, f"chat seed\0{caller.key}\0{once}".encode(), "sha256")
    return int.from_bytes(mac[:8]) % SEEDS


def _model(profile: str) -> dict[str, Any]:
    return {"id": f"casewright/{profile}", "object": "model", "created": 0, "owned_by": "casewright"}
