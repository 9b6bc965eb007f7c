"""Ray's actors work a run off: killed, drained or driven anew, the outcome is the one of a quiet run."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from casewright.errors import StoppedError, UsageError
from casewright.ledger import open_ledger
from casewright.ledger.protocol import Held, Ledger
from casewright.runs.assembly import cast_of
from casewright.runs.drain import Drain
from casewright.runs.engines import Site
from casewright.runs.ray.cluster import machines_elsewhere
from casewright.runs.ray.engine import RayEngine
from casewright.runs.session import RunSession
from casewright.runs.workplace import Workplace
from casewright.settings import load_settings
from casewright.testing import EndpointReply, FaultEndpoint, Received, replies
from casewright.types import Order, Record

N, CONCURRENCY, KEY = 10, 2, "sk-fictional-key-of-a-test"
ORDER = Order("F32.1", N, kind="progress", level="named")
HOMES = Path("/tmp")  # noqa: S108 - where Ray of ours lies, in folders that only this user enters
SETTINGS = """\
endpoints:
  told: {{model: openai/told, api_base: "{base}", api_key_env: TOLD_KEY, concurrency: 64}}
how: {{concurrency: {concurrency}, lease_seconds: 20}}
"""


@dataclass
class Field:
    """A run that actors can take part in: an endpoint that wants a key, settings, and a ledger of its own."""

    bench: Any
    folder: Path
    endpoint: FaultEndpoint

    def session(self, engine: Any, name: str, drain: Drain | None = None) -> RunSession:
        config = self.folder / "casewright.yaml"
        config.write_text(SETTINGS.format(base=self.endpoint.api_base, concurrency=CONCURRENCY), encoding="utf-8")
        place = Workplace(
            str(self.folder / f"{name}.sqlite"), "default", config, None, None, None, (self.bench.overlay,),
            self.bench.certified,
        )  # fmt: skip
        cast = cast_of(load_settings(config), writer="told", overlays=place.rubrics, certificates=place.certificates)
        return RunSession(
            cast, (ORDER,), self.folder / name, ledger_url=place.ledger, workplace=place, engine=engine,
            drain=drain or Drain(),
        )  # fmt: skip

    @property
    def asked(self) -> list[str]:
        return [chat.text for chat in self.endpoint.chats]


@pytest.fixture
async def field(bench: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Field]:
    monkeypatch.setenv("TOLD_KEY", KEY)
    monkeypatch.delenv("RAY_ADDRESS", raising=False)

    def answer(received: Received) -> EndpointReply:
        message = SimpleNamespace(content=received.body["messages"][-1]["content"])
        return replies.answer(bench.faithful(SimpleNamespace(messages=[message])), delay=0.3)

    async with FaultEndpoint(answer, key=KEY) as endpoint:
        yield Field(bench, tmp_path, endpoint)


async def all_of(session: RunSession) -> list[Record]:
    return [record async for record in session.work()]


def outcome(records: list[Record]) -> list[Any]:
    return sorted((item.id, item.text, item.decision, item.attempts) for item in records)


async def until(ledger: Ledger, run: str, held: Callable[[list[Held]], bool], work: Awaitable[Any]) -> list[Held]:
    """Who holds samples, once that is as wanted; the work must not end before."""
    for _ in range(3600):  # Ray starts within seconds, on busy cores within minutes
        assert not asyncio.ensure_future(work).done(), await work
        found = list(await ledger.held(run)) if await ledger.run(run) else []
        if held(found):
            return found
        await asyncio.sleep(0.05)
    raise TimeoutError("nobody took up the work")


def process_of(held: Held) -> int:
    return int(held.worker.split("/")[1])


def two_at_work(held: list[Held]) -> bool:
    return len({process_of(item) for item in held}) == 2


async def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names what to install."""
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"casewright\[ray\]"):
        await RayEngine().work(Site("run", None, Workplace("ledger.sqlite")), Drain())  # type: ignore[arg-type]


async def test_a_ledger_in_memory_is_out_of_reach() -> None:
    """A run that lives in this process alone can't be worked on by actors."""
    with pytest.raises(UsageError, match="postgresql"):
        await RayEngine().work(Site("run", None, None), Drain())  # type: ignore[arg-type]


async def test_ray_client_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its driver would run elsewhere, without our ledger; the message says what to do instead."""
    monkeypatch.setitem(sys.modules, "ray", SimpleNamespace(is_initialized=lambda: False))
    with pytest.raises(UsageError, match="RAY_ADDRESS=auto"):
        await RayEngine(1, "ray://head:10001").work(Site("run", None, Workplace("x.sqlite")), Drain())  # type: ignore[arg-type]


def test_a_file_is_no_ledger_for_several_machines() -> None:
    """The machines that can't reach it are named."""
    from casewright.runs.ray.engine import _require_reach

    nodes = [{"NodeID": f"{n}", "NodeManagerHostname": f"machine-{n}", "Alive": n < 3} for n in range(4)]
    context = SimpleNamespace(get_node_id=lambda: "0")
    ray: Any = SimpleNamespace(nodes=lambda: nodes, get_runtime_context=lambda: context)
    assert machines_elsewhere(ray) == ["machine-1", "machine-2"]
    with pytest.raises(UsageError, match="machine-1, machine-2"):
        _require_reach(ray, Workplace("runs/x/ledger.sqlite"))
    _require_reach(ray, Workplace("postgresql://somebody@somewhere/ledger"))


@pytest.mark.server
@pytest.mark.shipped
async def test_an_actor_is_killed(field: Field) -> None:
    """Another is hired, no finished call is paid again, the outcome is a quiet run's; keys stay out of Ray's files."""
    quiet = await all_of(field.session("local", "quiet"))
    paid = len(field.asked)
    session = field.session(RayEngine(2), "storm")
    work = asyncio.create_task(all_of(session))
    ledger = open_ledger(field.folder / "storm.sqlite")
    holders = await until(ledger, session.run, two_at_work, work)
    os.kill(process_of(holders[0]), signal.SIGKILL)
    again = {process_of(item) for item in holders} - {process_of(holders[0])}
    await until(ledger, session.run, lambda held: any(process_of(item) not in again for item in held), work)
    assert not leaks(KEY)
    records = await asyncio.wait_for(work, 120)
    assert outcome(records) == outcome(quiet)
    own = field.asked[paid:]
    assert len(own) <= len(set(own)) + CONCURRENCY
    assert "actor_died" in {event.kind for event in await ledger.events(session.run)}
    await ledger.close()


@pytest.mark.server
@pytest.mark.shipped
async def test_a_driver_is_killed(field: Field) -> None:
    """Its actors go with it, and the same command goes on."""
    quiet = await all_of(field.session("local", "quiet"))
    paid = len(field.asked)
    ledger = open_ledger(field.folder / "storm.sqlite")
    session = field.session(RayEngine(2), "storm")
    given = (field.folder, field.bench.overlay, field.bench.certified, field.endpoint.api_base)
    driver = await asyncio.create_subprocess_exec(sys.executable, __file__, *map(str, given))
    alive = asyncio.create_task(driver.wait())
    try:
        holders = await until(ledger, session.run, two_at_work, alive)
    finally:
        driver.kill()
        await alive
    for _ in range(400):
        if not any(map(is_alive, map(process_of, holders))):
            break
        await asyncio.sleep(0.05)
    assert not any(map(is_alive, map(process_of, holders)))
    records = await asyncio.wait_for(all_of(session), 120)
    assert outcome(records) == outcome(quiet)
    own = field.asked[paid:]
    assert len(own) <= len(set(own)) + 2 * CONCURRENCY
    await ledger.close()


@pytest.mark.server
@pytest.mark.shipped
async def test_a_drain_reaches_the_actors(field: Field) -> None:
    """What is in flight finishes, nothing stays leased, and another start goes on."""
    drain = Drain()
    session = field.session(RayEngine(1), "drained", drain)
    work = asyncio.create_task(all_of(session))
    ledger = open_ledger(field.folder / "drained.sqlite")
    await until(ledger, session.run, bool, work)
    drain.begin(120)
    with pytest.raises(StoppedError):
        await asyncio.wait_for(work, 240)
    assert not await ledger.held(session.run)
    (tally,) = await ledger.tallies(session.run)
    assert 0 < tally.states.get("passed", 0) + tally.states.get("decided", 0) < N
    await ledger.close()
    records = await all_of(field.session("local", "drained"))
    assert [record.decision.outcome for record in records].count("accepted") == N


def is_alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2]
    except (FileNotFoundError, ProcessLookupError):
        return False


def leaks(secret: str) -> list[str]:
    """Files of a Ray of ours that hold it."""
    found = []
    for path in (path for home in HOMES.glob("casewright-ray-*") for path in home.rglob("*")):
        try:
            if path.is_file() and secret.encode() in path.read_bytes():
                found.append(str(path))
        except OSError:
            continue
    return found


def drive(folder: str, overlay: str, certified: str, base: str) -> None:
    """A driver in a process of its own."""
    bench = SimpleNamespace(overlay=Path(overlay), certified=Path(certified))
    endpoint: Any = SimpleNamespace(api_base=base)
    asyncio.run(all_of(Field(bench, Path(folder), endpoint).session(RayEngine(2), "storm")))


if __name__ == "__main__":
    drive(*sys.argv[1:])
