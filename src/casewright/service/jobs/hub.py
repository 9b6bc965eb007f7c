"""Events of runs, read once from the ledger for all who listen in this process."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

from casewright.errors import StorageError
from casewright.ledger.protocol import Event, Ledger
from casewright.service.jobs.sharing import Shared
from casewright.service.ledgers import Ledgers

__all__ = ["PAGE", "EventHub", "Following"]

PAGE = 500
"""Events that are read, and handed to a listener, at once."""
KEPT = 2000
"""Latest events of a run that are kept for its listeners; who is further behind reads the ledger."""


@dataclass(eq=False)
class _Channel:
    """The latest events of a run. Nobody's events are queued: a slow listener costs nothing but its place."""

    position: int
    latest: deque[Event] = field(default_factory=lambda: deque(maxlen=KEPT))
    first: int = field(init=False)
    """All events after this one, up to ``position``, are in ``latest``."""
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    listeners: int = 0
    poller: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self.first = self.position

    def take(self, events: Sequence[Event]) -> None:
        """Keeps what came, and wakes everybody."""
        for event in events:
            if len(self.latest) == KEPT:
                self.first = self.latest[0].sequence
            self.latest.append(event)
        self.position = events[-1].sequence
        self.ring()

    def ring(self) -> None:
        self.bell.set()
        self.bell = asyncio.Event()


class EventHub:
    """Follows the runs that somebody listens to: one reading of the ledger a run, however many listen.

    Args:
        ledgers: Where runs are.
        seconds: Between two looks at a run.
    """

    def __init__(self, ledgers: Ledgers, seconds: float = 0.5) -> None:
        self._ledgers, self._seconds = ledgers, seconds
        self._channels: dict[tuple[str, str], _Channel] = {}
        self._closed = asyncio.Event()
        self.looks = Shared(seconds)
        """What listeners ask beside, such as how a job stands."""

    @property
    def closed(self) -> bool:
        """Whether every stream has ended."""
        return self._closed.is_set()

    def follow(self, project: str, run: str, after: int = 0) -> Following:
        """A listener's place in a run, for those who want to know when nothing came: ``async with`` it."""
        return Following(self, project, run, after)

    async def listen(self, project: str, run: str, after: int = 0) -> AsyncIterator[Event]:
        """The events of a run after a sequence number, those that are there and those to come, until `close`."""
        async with self.follow(project, run, after) as following:
            while not self.closed:
                for event in await following.more():
                    yield event

    async def close(self) -> None:
        """Ends every stream."""
        self._closed.set()
        pollers = [channel.poller for channel in self._channels.values() if channel.poller]
        for poller in pollers:
            poller.cancel()
        await asyncio.gather(*pollers, return_exceptions=True)
        for channel in self._channels.values():
            channel.ring()
        self._channels.clear()

    async def _page(self, project: str, run: str, after: int) -> Sequence[Event]:
        ledger: Ledger = await self._ledgers.of(project)
        return await ledger.events(run, after, PAGE)

    def _join(self, key: tuple[str, str], position: int) -> _Channel:
        channel = self._channels.get(key)
        if channel is None:
            channel = self._channels[key] = _Channel(position)
            channel.poller = asyncio.create_task(self._poll(key, channel))
        channel.listeners += 1
        return channel

    def _leave(self, key: tuple[str, str], channel: _Channel) -> None:
        channel.listeners -= 1
        if channel.listeners == 0 and self._channels.get(key) is channel:
            del self._channels[key]
            if channel.poller is not None:
                channel.poller.cancel()

    async def _poll(self, key: tuple[str, str], channel: _Channel) -> None:
        while True:
            try:
                found = await self._page(*key, channel.position)
            except StorageError:
                found = ()  # it may be back at the next look; listeners are kept alive meanwhile
            if found:
                channel.take(found)
            if len(found) < PAGE:
                await asyncio.sleep(self._seconds)


@dataclass
class Following:
    """One listener's place. It reads what is long past by itself, and then shares what the hub reads."""

    hub: EventHub
    project: str
    run: str
    after: int
    _channel: _Channel | None = field(default=None, init=False)

    async def __aenter__(self) -> Following:
        return self

    async def __aexit__(self, *error: object) -> None:
        if self._channel is not None:
            self.hub._leave((self.project, self.run), self._channel)

    async def more(self, seconds: float | None = None) -> Sequence[Event]:
        """The next events, at most a page; none where the hub closed, or so many seconds passed without one."""
        try:
            async with asyncio.timeout(seconds):
                return await self._next()
        except TimeoutError:
            return ()

    async def _next(self) -> Sequence[Event]:
        while not self.hub.closed:
            found = await self._past() if self._is_behind() else self._shared()
            if found:
                self.after = found[-1].sequence
                return found
            if self._channel is not None and not self._is_behind():
                await self._channel.bell.wait()
        return ()

    def _is_behind(self) -> bool:
        return self._channel is None or self.after < self._channel.first

    def _shared(self) -> Sequence[Event]:
        kept = self._channel.latest if self._channel is not None else ()
        return [event for event in kept if event.sequence > self.after][:PAGE]

    async def _past(self) -> Sequence[Event]:
        try:
            found = await self.hub._page(self.project, self.run, self.after)
        except StorageError:
            await asyncio.sleep(self.hub._seconds)
            return ()
        if len(found) < PAGE and self._channel is None:
            self._channel = self.hub._join((self.project, self.run), found[-1].sequence if found else self.after)
        return found
