"""Batch routes of a fault endpoint: jobs whose answers come, fail or stay out as a test tells it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from aiohttp import web

from casewright.testing import bodies
from casewright.testing.replies import EndpointReply

__all__ = ["EndpointJob", "EndpointJobs", "JobEnding"]

JobEnding = Literal["completed", "expired", "failed", "cancelled"]
Row = Mapping[str, Any]


@dataclass
class EndpointJob:
    """A job as the endpoint knows it; ``looks`` counts how often its state was asked for."""

    id: str
    metadata: Mapping[str, str]
    requests: tuple[Row, ...]
    ending: JobEnding
    looks: int = 0
    made: dict[str, bytes] = field(default_factory=dict)


class EndpointJobs:
    """Serves ``/files`` and ``/batches`` under ``/v1``.

    Args:
        answer: what to reply to the body of one request.
        endings: how jobs end, in turn; then all are completed. One that expires or is cancelled has answers to the
            first half of its requests.

    Attributes:
        held: while true no job ends.
        lost: the next so many jobs are made, and the connection ends before their id is told.
        jobs: all that were made, in order.
    """

    def __init__(self, answer: Callable[[Any], EndpointReply], endings: Iterable[JobEnding] = ()) -> None:
        self._answer = answer
        self._endings: Iterator[JobEnding] = iter(endings)
        self._files: dict[str, bytes] = {}
        self.jobs: list[EndpointJob] = []
        self.held, self.lost = False, 0

    def add_to(self, app: web.Application) -> None:
        app.router.add_post("/v1/files", self._take_file)
        app.router.add_get("/v1/files/{id}/content", self._give_file)
        app.router.add_post("/v1/batches", self._take_job)
        app.router.add_get("/v1/batches", self._list_jobs)
        app.router.add_get("/v1/batches/{id}", self._show_job)

    async def _take_file(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        upload = form["file"]
        data = upload.file.read() if isinstance(upload, web.FileField) else str(upload).encode()
        name = f"file-{len(self._files)}"
        self._files[name] = data
        return web.json_response({"id": name, "object": "file", "purpose": "batch", "bytes": len(data),
                                  "created_at": 0, "filename": "calls.jsonl", "status": "processed"})  # fmt: skip

    async def _take_job(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        lines = self._files[body["input_file_id"]].decode().splitlines()
        ending: JobEnding = next(self._endings, "completed")
        rows = tuple(json.loads(line) for line in lines)
        job = EndpointJob(f"batch_{len(self.jobs)}", body.get("metadata") or {}, rows, ending)
        self.jobs.append(job)
        if self.lost and request.transport:
            self.lost -= 1
            request.transport.close()
        return web.json_response(self._seen(job))

    async def _list_jobs(self, request: web.Request) -> web.StreamResponse:
        listed = [self._seen(job) for job in reversed(self.jobs)]
        return web.json_response({"object": "list", "data": listed, "has_more": False})

    async def _show_job(self, request: web.Request) -> web.StreamResponse:
        job = next((job for job in self.jobs if job.id == request.match_info["id"]), None)
        if job is None:
            return web.json_response({"error": {"message": "no such job", "code": "not_found"}}, status=404)
        job.looks += 1
        return web.json_response(self._seen(job))

    async def _give_file(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["id"]
        job = next((job for job in self.jobs if name in job.made), None)
        if job is None:
            return web.json_response({"error": {"message": "no such file", "code": "not_found"}}, status=404)
        return web.Response(body=job.made[name], content_type="application/octet-stream")

    def _seen(self, job: EndpointJob) -> dict[str, Any]:
        over = job.looks > 1 and not self.held
        if over and not job.made and job.ending != "failed":
            self._work(job)
        files = {"output_file_id": f"{job.id}-out", "error_file_id": f"{job.id}-errors"} if job.made else {}
        errors = {"object": "list", "data": [{"code": "token_limit_exceeded", "message": "told to fail"}]}
        return {
            "id": job.id,
            "object": "batch",
            "endpoint": "/v1/chat/completions",
            "completion_window": "24h",
            "created_at": 0,
            "input_file_id": "file-0",
            "status": job.ending if over else "in_progress",
            "metadata": dict(job.metadata),
            **files,
            **({"errors": errors} if over and job.ending == "failed" else {}),
        }

    def _work(self, job: EndpointJob) -> None:
        """Answers what the job's ending lets be answered: good answers in one file, the rest in another."""
        done = job.requests if job.ending == "completed" else job.requests[: len(job.requests) // 2]
        good: list[Row] = []
        bad: list[Row] = []
        for row in done:
            reply = self._answer(row["body"])
            (good if reply.status == 200 else bad).append(_line(row, reply))
        for row in job.requests[len(done) :] if job.ending == "expired" else ():
            error = {"code": "batch_expired", "message": "told to expire"}
            bad.append({"custom_id": row["custom_id"], "response": None, "error": error})
        job.made = {f"{job.id}-out": _file(good), f"{job.id}-errors": _file(bad)}


def _line(row: Row, reply: EndpointReply) -> dict[str, Any]:
    if reply.status == 200:
        body = json.loads("".join(bodies.whole(reply, row["body"])))
    else:
        body = {"error": {"message": f"told to fail: {reply.error}", "code": reply.error}}
    return {
        "id": f"batch_req_{re.sub(r'[^0-9a-f]', '', row['custom_id'])[:8]}",
        "custom_id": row["custom_id"],
        "response": {"status_code": reply.status, "request_id": "r", "body": body},
        "error": None,
    }


def _file(lines: Iterable[Row]) -> bytes:
    return "".join(json.dumps(line) + "\n" for line in lines).encode()
