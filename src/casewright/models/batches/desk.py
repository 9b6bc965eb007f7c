"""Where calls wait for company, and then for their job."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casewright.errors import CasewrightError, FailureKind, ModelAccessError, ModelFailure
from casewright.models.batches.journal import Journal, Sending
from casewright.models.batches.service import Answer, BatchService, Job, read_answers, request_lines

__all__ = ["Desk", "Rules"]

MISSED = 5
"""Looks in a row that may fail before those who wait are told; the job goes on, and is asked for again with them."""
UNSURE: frozenset[FailureKind] = frozenset({"connection", "timeout", "server"})
"""Failures after which a job may have been made all the same."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How many calls make a job, how long the first waits for the others, and how often a job is looked at."""

    max_requests: int
    wait_seconds: float
    poll_seconds: float


class Desk:
    """Takes in calls by key and gives out their answers.

    A call is written to the journal before it is sent, and its job as soon as the provider named it; whoever asks for
    the same call later, in this process or another, waits for that job.
    """

    def __init__(self, service: BatchService, journal: Journal, rules: Rules) -> None:
        self._service, self._journal, self._rules = service, journal, rules
        self._waiting: dict[str, asyncio.Future[Answer]] = {}
        self._gathered: dict[str, Mapping[str, Any]] = {}
        self._ready: dict[str, Answer] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._full = asyncio.Event()
        self._entrance = asyncio.Lock()

    async def answer(self, key: str, body: Mapping[str, Any]) -> Answer:
        """What came for this call; ``body`` is sent unless it was already.

        Raises:
            ModelFailure: its job failed, expired, left it out, or can't be looked at now.
            ModelAccessError: jobs are refused here.
            StorageError: the journal can't be written.
        """
        if key in self._ready:
            return self._ready.pop(key)
        future = self._waiting.get(key)
        if future is None:
            future = self._waiting[key] = asyncio.get_running_loop().create_future()
            await self._enter(key, body)
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            if self._gathered.pop(key, None) is not None:  # not sent yet, and nobody wants it any more
                self._waiting.pop(key, None)
            raise

    async def free(self, key: str) -> None:
        """The answer was of no use: the same call may be sent anew."""
        await asyncio.to_thread(self._journal.free, [key])

    async def close(self) -> None:
        """Stops looking; jobs go on at the provider, and the journal knows them."""
        tasks, self._tasks = list(self._tasks.values()), {}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._service.close()

    async def _enter(self, key: str, body: Mapping[str, Any]) -> None:
        try:
            async with self._entrance:  # one at a time, so that a job is looked for once and not by all its calls
                sending = await self._sent(key)
        except CasewrightError as error:
            self._fail([key], error)
            return
        if sending is not None:
            self._start(sending.mark, self._follow(sending))
            return
        self._gathered[key] = body
        if len(self._gathered) >= self._rules.max_requests:
            self._full.set()
        self._start("gathering", self._gather())

    async def _sent(self, key: str) -> Sending | None:
        """With whom a call was sent, in a job that there is; ``None``, and all of them set free, if there is none."""
        sending = await asyncio.to_thread(self._journal.sending_of, key)
        if sending is None or sending.job is not None:
            return sending
        job = await self._service.find(sending.mark)
        if job is None:
            await asyncio.to_thread(self._journal.free, sending.keys)
            return None
        await asyncio.to_thread(self._journal.sent, sending.mark, job)
        return sending

    def _start(self, name: str, work: Any) -> None:
        if name in self._tasks and not self._tasks[name].done():
            work.close()
            return
        self._tasks[name] = asyncio.create_task(work)

    async def _gather(self) -> None:
        """Sends what has come together, as often as there is something."""
        while self._gathered:
            try:
                async with asyncio.timeout(self._rules.wait_seconds):
                    await self._full.wait()
            except TimeoutError:
                pass
            keys = list(self._gathered)[: self._rules.max_requests]
            bodies = {key: self._gathered.pop(key) for key in keys}
            if len(self._gathered) < self._rules.max_requests:
                self._full.clear()
            if bodies:
                await self._send(bodies)

    async def _send(self, bodies: Mapping[str, Mapping[str, Any]]) -> None:
        sending = None
        try:
            sending = await asyncio.to_thread(self._journal.begin, bodies)
            job = await self._service.submit(request_lines(bodies), sending.mark)
            await asyncio.to_thread(self._journal.sent, sending.mark, job)
        except CasewrightError as error:
            if sending and not (isinstance(error, ModelFailure) and error.kind in UNSURE):
                await asyncio.to_thread(self._journal.free, bodies)
            self._fail(bodies, error)
            return
        self._start(sending.mark, self._follow(sending))

    async def _follow(self, sending: Sending) -> None:
        """Looks at a job until it is over, then hands its answers out."""
        missed = 0
        while True:
            try:
                found = await self._service.look(str(sending.job))
                answers = await self._read(found) if found.over else {}
                missed = 0
            except CasewrightError as error:
                missed += 1
                if missed >= MISSED or isinstance(error, ModelAccessError):
                    self._fail(self._journal.held(sending), error)
                    return
            else:
                if found.over:
                    await self._hand_out(found, self._journal.held(sending), answers)
                    return
            await asyncio.sleep(self._rules.poll_seconds)

    async def _read(self, job: Job) -> dict[str, Answer]:
        answers: dict[str, Answer] = {}
        for file in job.files:
            answers.update(read_answers(await self._service.read(file)))
        return answers

    async def _hand_out(self, job: Job, keys: frozenset[str], answers: Mapping[str, Answer]) -> None:
        left_out = [key for key in keys if key not in answers or not answers[key].status]
        await asyncio.to_thread(self._journal.free, left_out)
        for key in keys.difference(left_out):
            future = self._waiting.pop(key, None)
            if future is None:
                self._ready[key] = answers[key]
            elif not future.done():
                future.set_result(answers[key])
        for key in left_out:
            self._fail([key], _failure(job, answers.get(key)))

    def _fail(self, keys: Iterable[str], error: Exception) -> None:
        for key in keys:
            future = self._waiting.pop(key, None)
            if future is not None and not future.done():
                future.set_exception(error)
                future.exception()  # whoever asked may have gone


def _failure(job: Job, answer: Answer | None) -> ModelFailure:
    """Why there is no answer to one call of a job that is over."""
    code = (answer.code if answer else "") or job.code
    if job.state == "expired" or code == "batch_expired":
        return ModelFailure("timeout", f"job {job.id!r} expired before this call was answered")
    kind: FailureKind = "rate_limited" if "limit" in code else "server"
    return ModelFailure(kind, f"job {job.id!r} is {job.state} without an answer to this call")
