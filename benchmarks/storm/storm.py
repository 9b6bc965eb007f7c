"""Kills, at moments that the dice choose, until enough died; then the run goes on to its end."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from benchmarks.storm.place import Place
from benchmarks.storm.postgres import Postgres
from benchmarks.storm.processes import Process, actors_below

__all__ = ["Storm", "served"]

LOOK = 0.02
LINE = 33
"""Bytes of a line of the diary."""


@dataclass
class Storm:
    """A run under attack.

    Attributes:
        killed: how often what was killed.
        in_flight: most calls that can have been in flight in what was killed, over all kills.
        seconds: wall time.
    """

    place: Place
    engine: str
    kills: int
    seed: int
    delay: float
    kill_endpoint: bool = False
    postgres: Postgres | None = None
    """One to be killed too."""
    workers: int = 2
    killed: Counter[str] = field(default_factory=Counter)
    in_flight: int = 0
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.endpoint = Process("endpoint", self.place.endpoint(self.delay), self.place.folder / "endpoint.log")
        self.steward = Process("steward", self.place.steward(self.engine), self.place.folder / "steward.log")
        logs = [self.place.folder / f"worker-{number}.log" for number in range(self.workers)]
        made = [Process(f"worker {log.stem}", self.place.worker(), log) for log in logs]
        self.hands = made if self.engine == "workers" else []

    def rage(self, expected: int) -> None:
        """Works the run off.

        Args:
            expected: Calls of a quiet run; kills are spread over them.
        """
        began, moments = time.monotonic(), iter(self._moments(expected))
        with served(self.endpoint), self._at_work():
            at = next(moments, None)
            while not self.steward.over():
                if at is not None and self.calls() >= at[0] and at[1]():
                    at = next(moments, None)
                for hand in self.hands:
                    hand.over(well=())
                time.sleep(LOOK)
        self.seconds = time.monotonic() - began

    def calls(self) -> int:
        """Calls answered so far."""
        return self.place.diary.stat().st_size // LINE if self.place.diary.exists() else 0

    def _moments(self, expected: int) -> list[tuple[int, Callable[[], bool]]]:
        """When to strike, in calls, and what to do; a strike that found nobody is tried again."""
        strikes = [self._kill_someone] * self.kills
        strikes += [self._kill_endpoint] * self.kill_endpoint + [self._kill_postgres] * (self.postgres is not None)
        self.dice.shuffle(strikes)
        at = sorted(self.dice.uniform(0.03, 0.95) * expected for _ in strikes)
        return [(int(calls), strike) for calls, strike in zip(at, strikes, strict=True)]

    def _kill_someone(self) -> bool:
        victims: list[tuple[str, Callable[[], int]]] = [("steward", self._kill_steward)]
        victims += [("worker", partial(_kill_worker, hand)) for hand in self.hands]
        if self.engine == "ray":
            victims += [("actor", partial(_kill_number, pid)) for pid in actors_below(self.steward.pid)] * 2
        name, kill = self.dice.choice(victims)
        hands = kill()
        self.in_flight += hands * self.place.concurrency
        self.killed[name] += hands > 0
        return hands > 0

    def _kill_steward(self) -> int:
        hands = max(1, len(actors_below(self.steward.pid))) if self.engine == "ray" else 1
        self.steward.kill()
        return hands

    def _kill_endpoint(self) -> bool:
        self.endpoint.kill()
        self.killed["endpoint"] += 1
        time.sleep(1.0)
        self.endpoint.start()
        return True

    def _kill_postgres(self) -> bool:
        assert self.postgres is not None
        self.postgres.kill()
        self.killed["postgres"] += 1
        self.postgres.start()
        return True

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        self.steward.start()
        for hand in self.hands:
            hand.start()
        try:
            yield
        finally:
            for process in (self.steward, *self.hands):
                process.stop()


def _kill_worker(hand: Process) -> int:
    hand.kill()
    return 1


def _kill_number(pid: int) -> int:
    """How many it killed: none, if it was gone already."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return 0
    return 1


@contextmanager
def served(endpoint: Process) -> Iterator[None]:
    """Starts the endpoint, and stops it at the end."""
    endpoint.start()
    try:
        yield
    finally:
        endpoint.stop()
