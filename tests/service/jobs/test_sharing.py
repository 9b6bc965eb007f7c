"""What many ask at once is answered once, and not for longer than it is good."""

from __future__ import annotations

import asyncio

import pytest

from casewright.service.jobs.sharing import Shared


async def test_many_who_ask_at_once_get_one_answer() -> None:
    """Also those who come while it is made, and though the first of them goes away."""
    shared, asked = Shared(30), 0
    ready = asyncio.Event()

    async def answer() -> int:
        nonlocal asked
        asked += 1
        await ready.wait()
        return asked

    first, *others = [asyncio.create_task(shared.ask("a", answer)) for _ in range(5)]
    await asyncio.sleep(0)
    first.cancel()
    ready.set()
    assert await asyncio.gather(*others) == [1] * 4
    assert await shared.ask("b", answer) == 2


async def test_an_answer_is_good_for_so_long_and_an_error_for_nobody() -> None:
    shared, lasting, said = Shared(0.0), Shared(30), list("321")

    async def answer() -> str:
        return said.pop()

    async def fail() -> str:
        raise LookupError

    found = []
    for _ in range(2):
        found.append(await shared.ask("a", answer))
        await asyncio.sleep(0.001)
    assert found == ["1", "2"]
    with pytest.raises(LookupError):
        await lasting.ask("a", fail)
    assert await lasting.ask("a", answer) == "3"
