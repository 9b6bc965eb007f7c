"""Whoever may not see overlap may ask about it so often an hour, and repeats are noted."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from sqlalchemy import Connection, func, select, update

from casewright.service.overlap import checked_overlap
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.site import Site
from casewright.service.store.tables import audit, bands, sketches

ANA = Principal("k1", "ana", "default", frozenset({"evaluate"}))
EVA = Principal("k2", "eva", "default", frozenset({"evaluate"}))
WARD = Principal("k3", "mia", "ward", frozenset({"evaluate"}))


@pytest.fixture
def settings_text() -> str:
    return "roles: {writer: parrot}\nservice: {overlap_checks_per_hour: 5}\n"


def text(seed: int) -> str:
    return " ".join(random.Random(seed).choices([f"word{number}" for number in range(300)], k=150))


async def noted(site: Site) -> list[Any]:
    asked = select(audit.c.key, audit.c.detail).where(audit.c.did == "overlap.near_identical")
    rows = await site.database.read(lambda on: on.execute(asked.order_by(audit.c.sequence)).all())
    return [(key, json.loads(detail)) for key, detail in rows]


async def test_so_many_comparisons_an_hour(site: Site) -> None:
    """Counted for all of a job together: one that asks for too many is counted not at all."""
    await checked_overlap(site, ANA, [text(1), text(2), text(3)])
    with pytest.raises(Problem) as caught:
        await checked_overlap(site, ANA, [text(4), text(5), text(6)])
    assert caught.value.slug == "overlap-limited"
    assert 3500 < int(caught.value.headers["Retry-After"]) <= 3600
    await checked_overlap(site, ANA, [text(4), text(5)])
    with pytest.raises(Problem):
        await checked_overlap(site, ANA, [text(6)])
    await checked_overlap(site, EVA, [text(7)])


async def test_an_hour_later_there_are_new_ones(site: Site) -> None:
    """By the time at which each was asked."""
    await checked_overlap(site, ANA, [text(number) for number in range(5)])
    await site.database.run(lambda on: on.execute(update(sketches).values(at=sketches.c.at - 3601)))
    await checked_overlap(site, ANA, [text(number) for number in range(5, 10)])


async def test_whoever_sees_overlap_is_not_counted(site: Site) -> None:
    """There is nothing left to find out."""
    eva = Principal("k9", "eva", "default", frozenset({"evaluate", "privacy"}))
    await checked_overlap(site, eva, [text(1)] * 50)
    assert await site.database.read(lambda on: on.scalar(select(func.count()).select_from(sketches))) == 0


async def test_near_identical_repeats_are_noted(site: Site) -> None:
    """Also those that another key of the project sent; never across projects."""
    await checked_overlap(site, ANA, [text(1)])
    await checked_overlap(site, WARD, [text(1)])
    assert await noted(site) == []
    words = text(1).split()
    words[70] = "changed"
    await checked_overlap(site, ANA, [" ".join(words), text(2)])
    await checked_overlap(site, EVA, [text(1)])
    assert await noted(site) == [("k1", {"texts": 1, "of_other_keys": 0}), ("k2", {"texts": 1, "of_other_keys": 1})]


async def test_no_word_of_a_text_is_kept(site: Site) -> None:
    """In no table."""
    await checked_overlap(site, ANA, ["uncommonword " + text(1)])

    def everything(connection: Connection) -> str:
        return str([connection.execute(select(table)).all() for table in (sketches, bands, audit)])

    assert "word" not in (await site.database.read(everything)).replace("k1", "")


async def test_old_sketches_are_forgotten(site: Site) -> None:
    """After thirty days, with all that finds them."""
    await checked_overlap(site, ANA, [text(1)])
    await site.database.run(lambda on: on.execute(update(sketches).values(at=sketches.c.at - 31 * 86_400)))
    await checked_overlap(site, ANA, ["short"])

    def left(connection: Connection) -> tuple[int, ...]:
        counts = (select(func.count()).select_from(table) for table in (sketches, bands))
        return tuple(connection.execute(one).scalar_one() for one in counts)

    assert await site.database.read(left) == (1, 0)
