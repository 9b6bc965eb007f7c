"""Runs share replies: what one was told costs the next nothing, and never comes round a newer screen."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from casewright.agents.recorded import RecordedModel, Recording, recording
from casewright.agents.reply_cache import Cached, ReplyCache
from casewright.errors import InputError, ModelFailure
from casewright.ledger import open_ledger
from casewright.ledger.protocol import RunRow
from casewright.models.protocol import Message, ModelReply, ModelRequest, Usage
from casewright.testing import MemoryLedger, ScriptedModel
from casewright.types import OverlapSpan, Privacy

ASKED = ModelRequest((Message("user", "write"),), 100)
COPIED = Privacy("notes", 14, 0.9, 0.5, 0.1, (OverlapSpan(4, 10, 14),))


def content_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def a_run(inner: ScriptedModel, cached: Cached | None, purpose: str = "write") -> tuple[Recording, MemoryLedger]:
    """One call, in a run of its own."""
    ledger = MemoryLedger()
    await ledger.open_run(RunRow("run", {}, {}), ())
    model = RecordedModel(inner, ledger, "run", purpose, cached=cached)
    with recording("s1") as kept:
        assert (await model.complete(ASKED)).text == "hello"
    return kept, ledger


async def test_another_run_pays_nothing(tmp_path: Path) -> None:
    """Its ledger holds the call, marked, and its bill none that was begun for it."""
    cache = ReplyCache(str(tmp_path))
    said = ScriptedModel([ModelReply("hello", usage=Usage(3, 2), seconds=1.5, usd=0.2)])
    first, _ = await a_run(said, Cached(cache))
    second, ledger = await a_run(said, Cached(cache))
    await cache.close()
    assert (first.cost.prompt_tokens, first.cost.usd, first.cost.cached) == (3, 0.2, 0)
    assert (second.cost.calls, second.cost.cached, second.cost.prompt_tokens, second.cost.usd) == (1, 1, 0, 0.0)
    (call,) = await ledger.calls("run")
    assert call.reply is not None
    assert (call.reply["cached"], call.reply["text"], call.sample) == (True, "hello", "s1")
    assert len(said.requests) == 1


async def test_switched_off_everybody_pays() -> None:
    """Without a cache, two runs are two calls."""
    said = ScriptedModel(["hello", "hello"])
    await a_run(said, None)
    await a_run(said, None)
    assert len(said.requests) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((" corpus-1", "write"), ("corpus-2", "write")),
        (("", "write"), ("corpus-1", "write")),
        (("", "write"), ("", "judge")),
    ],
    ids=["newer corpus", "a corpus where none was", "another purpose"],
)
async def test_a_reply_never_comes_round_a_screen(
    tmp_path: Path, first: tuple[str, str], second: tuple[str, str]
) -> None:
    """What was screened by something else is asked again."""
    cache = ReplyCache(str(tmp_path))
    said = ScriptedModel(["hello", "hello"])
    for screened, purpose in (first, second):
        await a_run(said, Cached(cache, screened), purpose)
    await cache.close()
    assert len(said.requests) == 2


def masked(text: str) -> tuple[str, Privacy | None]:
    return text.replace("SECRET", "█" * 6), COPIED


async def test_a_copy_is_masked_before_the_cache_sees_it(tmp_path: Path) -> None:
    """And comes back with what was found, as from a ledger."""
    cache = ReplyCache(str(tmp_path))
    said = ScriptedModel(["ok: SECRET words"])
    for run in ("one", "two"):
        model = RecordedModel(said, MemoryLedger(), run, "write", masked, Cached(cache, "c"))
        with recording("s1") as kept:
            assert (await model.complete(ASKED)).text == "ok: ██████ words"
            assert kept.screens == [COPIED]
    await cache.close()
    assert len(said.requests) == 1
    assert b"SECRET" not in content_of(tmp_path)


async def test_failures_are_not_shared(tmp_path: Path) -> None:
    """Another run may have more luck, also where a failure was paid for."""
    cache = ReplyCache(str(tmp_path))
    said = ScriptedModel([ModelFailure("refusal", "no"), "hello"])
    model = RecordedModel(said, MemoryLedger(), "run", "write", cached=Cached(cache))
    with recording("s1"), pytest.raises(ModelFailure):
        await model.complete(ASKED)
    await a_run(said, Cached(cache))
    await cache.close()


async def test_a_cache_that_cannot_be_written_stops_no_run(tmp_path: Path) -> None:
    """It answers nothing then."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    cache = ReplyCache(str(tmp_path / "file" / "below"))
    said = ScriptedModel(["hello", "hello"])
    await a_run(said, Cached(cache))
    await a_run(said, Cached(cache))
    await cache.close()
    assert len(said.requests) == 2


async def test_something_else_in_its_place_is_an_error(tmp_path: Path) -> None:
    """Named, before anything is paid."""
    place = tmp_path / "cache.sqlite"
    place.write_text("not a database, but long enough to be told from one" * 20, encoding="utf-8")
    cache = ReplyCache(str(place))
    with pytest.raises(InputError, match=r"cache\.sqlite"):
        await a_run(ScriptedModel(["hello"]), Cached(cache))


async def test_processes_share_it(tmp_path: Path) -> None:
    """What another process was told is there, while this one has it open."""
    cache = ReplyCache(str(tmp_path))
    assert await cache.find("nothing") is None
    code = (
        "import asyncio, sys\n"
        "from casewright.agents.reply_cache import Cached, ReplyCache\n"
        "from casewright.agents.recorded import RecordedModel, recording\n"
        "from casewright.models.protocol import Message, ModelRequest\n"
        "from casewright.testing import MemoryLedger, ScriptedModel\n"
        "async def main():\n"
        "    cache = ReplyCache(sys.argv[1])\n"
        "    model = RecordedModel(ScriptedModel(['hello']), MemoryLedger(), 'run', 'write', cached=Cached(cache))\n"
        "    with recording('s1'):\n"
        "        await model.complete(ModelRequest((Message('user', 'write'),), 100))\n"
        "    await cache.close()\n"
        "asyncio.run(main())\n"
    )
    await asyncio.to_thread(subprocess.run, [sys.executable, "-c", code, str(tmp_path)], check=True)
    kept, _ = await a_run(ScriptedModel([]), Cached(cache))
    await cache.close()
    assert kept.cost.cached == 1


async def test_a_cache_is_a_ledger_of_its_own_project(tmp_path: Path) -> None:
    """Runs of the same database don't see it."""
    cache = ReplyCache(str(tmp_path))
    await a_run(ScriptedModel(["hello"]), Cached(cache))
    await cache.close()
    ledger = open_ledger(tmp_path)
    assert await ledger.runs() == ()
    await ledger.close()
