"""OpenAI's batch routes at an address of the user's own, called by aiohttp alone."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from casewright.errors import ModelFailure
from casewright.models.batches.service import Job, job_of
from casewright.models.network.caller import Caller
from casewright.models.network.completion import error_of
from casewright.models.network.connection import Received
from casewright.models.network.failures import failure_of_status

__all__ = ["ANSWERS_LIMIT", "MARK", "JobRoutes"]

ANSWERS_LIMIT = 2 << 30
"""Bytes of a file of answers: 50,000 of them at 40 kB."""
REPLY_LIMIT = 16 << 20
MARK = "casewright"
LISTED = 100


class JobRoutes:
    """`casewright.models.batches.BatchService` on ``/files`` and ``/batches``.

    Args:
        caller: of the endpoint.
        where: the model and its place, for errors.
    """

    def __init__(self, caller: Caller, where: str) -> None:
        self._caller, self._where = caller, where

    async def submit(self, lines: bytes, mark: str) -> str:
        body, kind = _form(lines)
        file = self._json(await self._caller.post("files", body, limit=REPLY_LIMIT, kind=kind))
        wanted = {
            "input_file_id": str(file.get("id")),
            "endpoint": "/v1/chat/completions",
            "completion_window": "24h",
            "metadata": {MARK: mark},
        }
        made = self._json(await self._caller.post("batches", json.dumps(wanted).encode(), limit=REPLY_LIMIT))
        return self._job(made).id

    async def find(self, mark: str) -> str | None:
        """Among the newest hundred; a server that lists none has none."""
        received = await self._caller.get(f"batches?limit={LISTED}", limit=REPLY_LIMIT)
        if received.status in (404, 405):
            return None
        listed = self._json(received).get("data") or ()
        return next((str(item["id"]) for item in listed if (item.get("metadata") or {}).get(MARK) == mark), None)

    async def look(self, job: str) -> Job:
        received = await self._caller.get(f"batches/{job}", limit=REPLY_LIMIT)
        if received.status == 404:
            return Job(job, "expired")  # no longer known there, and so are its answers
        return self._job(self._json(received))

    async def read(self, file: str) -> bytes:
        received = await self._caller.get(f"files/{file}/content", limit=ANSWERS_LIMIT)
        self._require_success(received)
        return received.body

    async def close(self) -> None:
        await self._caller.close()

    def _job(self, found: dict[str, Any]) -> Job:
        try:
            return job_of(found)
        except (KeyError, AttributeError, TypeError):
            raise ModelFailure("server", f"{self._where}: what came is no job") from None

    def _json(self, received: Received) -> dict[str, Any]:
        self._require_success(received)
        try:
            found = json.loads(received.body)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise ModelFailure("server", f"{self._where}: what came is no JSON object")
        return found

    def _require_success(self, received: Received) -> None:
        if received.status not in (200, 201):
            error = error_of(received)
            raise failure_of_status(received.status, received.headers, error.code, error.message, self._where)


def _form(lines: bytes) -> tuple[bytes, str]:
    """A file as a form that a browser would send, with its media type."""
    edge = uuid4().hex
    head = (
        f'--{edge}\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nbatch\r\n'
        f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="calls.jsonl"\r\n'
        "Content-Type: application/jsonl\r\n\r\n"
    )
    return head.encode() + lines + f"\r\n--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"
