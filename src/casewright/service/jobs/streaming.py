"""The events of a job as a stream that can be taken up again: ids are the ledger's sequence numbers."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sse_starlette import ServerSentEvent

from casewright.errors import StorageError
from casewright.ledger.protocol import Event
from casewright.service.jobs.answers import JobAnswer
from casewright.service.jobs.hub import PAGE
from casewright.service.jobs.job import Job
from casewright.service.jobs.standing import JobStatus, job_status
from casewright.service.records import ending_why

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["SHOWN", "stream_of"]

AT_ONCE = 0.05
LOOK_AGAIN = 3.0
"""Seconds after which it is looked at whether the job is over for another reason than an event of its run."""
RETRY = 3000
SHOWN: Mapping[str, Sequence[str]] = {
    "opened": ("orders",),
    "reopened": (),
    "planned": ("order", "index", "round"),
    "claimed": (),
    "released": (),
    "passed": (),
    "decided": ("outcome", "by", "judging"),
    "round": ("round",),
    "budget": ("order", "what", "used", "allowed", "then"),
    "cancelled": ("samples",),
    "ended": ("how", "why"),
}
"""Events that are told, and what of them: no names of machines, no figures of overlap."""
TURNS = ("cancelled", "ended")


async def stream_of(site: Site, job: Job, after: int) -> AsyncIterator[ServerSentEvent]:
    """What happened to a job's run after a sequence number, and what happens, until the job is over.

    The last event is ``end``, with the job as it then stands; without it the stream was cut, and a client that comes
    back with the last id goes on where it was. A client that goes away changes nothing.
    """
    looked, wait, turn = 0.0, AT_ONCE, 0
    yield ServerSentEvent(comment="open", retry=RETRY)
    async with site.hub.follow(job.project, job.run, after) as following:
        while not (site.hub.closed or site.draining.is_set()):
            events = await following.more(wait)
            for shown in _told(events):
                yield shown
            turns = [event.sequence for event in events if event.kind in TURNS]
            turn = max(turns, default=turn)
            if len(events) == PAGE or (events and not turns and time.monotonic() - looked < LOOK_AGAIN):
                continue  # there is more to tell first, or it was looked at just now
            looked, wait = time.monotonic(), LOOK_AGAIN
            status = await _status(site, job, turn)
            if status is None or not status.over:
                continue
            if await _is_told(site, job, following.after):
                yield ServerSentEvent(JobAnswer.standing(status).model_dump_json(), event="end")
                return
            looked = 0.0  # what the hub finds at its next look is the last


async def _is_told(site: Site, job: Job, after: int) -> bool:
    """Whether nothing was written after an event, which the hub would find at its next look."""
    try:
        return not await (await site.ledgers.of(job.project)).events(job.run, after, 1)
    except StorageError:
        return False


async def _status(site: Site, job: Job, turn: int) -> JobStatus | None:
    """How the job stands since an event, read once for all who listen; ``None`` where that can't be told just now."""
    try:
        return await site.hub.looks.ask((job.project, job.id, turn), lambda: job_status(site, job.project, job.id))
    except StorageError:
        return None


def _told(events: Sequence[Event]) -> Iterator[ServerSentEvent]:
    for event in events:
        if event.kind in SHOWN:
            shown = {name: event.payload[name] for name in SHOWN[event.kind] if name in event.payload}
            if "why" in shown:
                shown["why"] = ending_why(str(shown["why"]))
            data = json.dumps({"sample": event.sample, "at": event.at, **shown})
            yield ServerSentEvent(data, event=event.kind, id=str(event.sequence))
