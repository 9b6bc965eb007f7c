"""What a provider's batch routes do for us, whoever carries the requests."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

__all__ = ["OVER", "Answer", "BatchService", "Job", "job_of", "read_answers", "request_lines"]

OVER = frozenset({"completed", "failed", "expired", "cancelled"})
"""States in which nothing more comes."""


@dataclass(frozen=True, slots=True)
class Job:
    """Where a job stands. ``files`` hold answers, also of a job that did not get to its end; ``code`` says why one
    failed as a whole."""

    id: str
    state: str
    files: tuple[str, ...] = ()
    code: str = ""

    @property
    def over(self) -> bool:
        return self.state in OVER


@dataclass(frozen=True, slots=True)
class Answer:
    """What came for one request: as a call of its own would have come, or the code of why it was not made."""

    status: int
    body: Any = None
    code: str = ""


class BatchService(Protocol):
    """Every method raises `ModelFailure` or `ModelAccessError`, as a call does."""

    async def submit(self, lines: bytes, mark: str) -> str:
        """Sends a file of requests and makes a job of it; its id. ``mark`` is kept with the job."""

    async def find(self, mark: str) -> str | None:
        """The id of the job that has this mark, if the provider shows one."""

    async def look(self, job: str) -> Job:
        """Where it stands."""

    async def read(self, file: str) -> bytes:
        """A file of answers."""

    async def close(self) -> None: ...


def request_lines(bodies: Mapping[str, Mapping[str, Any]]) -> bytes:
    """A file of chat requests, a line each under its key."""
    lines = (
        {"custom_id": key, "method": "POST", "url": "/v1/chat/completions", "body": body}
        for key, body in bodies.items()
    )
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def read_answers(data: bytes) -> Iterator[tuple[str, Answer]]:
    """The answers in a file by key; a line that can't be read is left out, and its request counts as not answered."""
    for line in data.splitlines():
        try:
            row = json.loads(line)
            yield str(row["custom_id"]), _answer(row)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue


def _answer(row: dict[str, Any]) -> Answer:
    response = row.get("response")
    if response:
        return Answer(int(response["status_code"]), response.get("body"))
    return Answer(0, None, str((row.get("error") or {}).get("code") or ""))


def job_of(found: Mapping[str, Any]) -> Job:
    """A job from the JSON that OpenAI's routes give."""
    files = (found.get("output_file_id"), found.get("error_file_id"))
    errors = (found.get("errors") or {}).get("data") or ()
    code = next((str(error.get("code") or "") for error in errors), "")
    return Job(str(found["id"]), str(found["status"]), tuple(str(file) for file in files if file), code)
