"""Rows of requests that come at once share a transaction, and each request hears what became of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from casewright.errors import StorageError
from casewright.service.store import Database
from casewright.service.store.appending import Appending
from casewright.service.store.tables import audit

ROW = dict.fromkeys(("project", "key", "who", "did", "what", "detail"), "x") | {"at": 1.0}


class Disk:
    """Keeps batches; writes when it is let to."""

    def __init__(self) -> None:
        self.batches: list[list[Mapping[str, Any]]] = []
        self.go = asyncio.Event()
        self.full = False

    async def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        await self.go.wait()
        if self.full:
            raise StorageError("the disk is full")
        self.batches.append(list(rows))


async def test_rows_that_come_while_others_are_written_go_together() -> None:
    """In the order in which they came."""
    disk = Disk()
    appending = Appending(disk.write)
    waiting = [asyncio.create_task(appending.add({"n": 0}))]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiting += [asyncio.create_task(appending.add({"n": number})) for number in range(1, 9)]
    await asyncio.sleep(0)
    disk.go.set()
    await asyncio.gather(*waiting)
    assert [[row["n"] for row in batch] for batch in disk.batches] == [[0], [1, 2, 3, 4, 5, 6, 7, 8]]


async def test_each_hears_that_its_row_was_not_kept() -> None:
    """And the next one is written again."""
    disk = Disk()
    disk.full = True
    disk.go.set()
    appending = Appending(disk.write)
    found = await asyncio.gather(*(appending.add({"n": number}) for number in range(5)), return_exceptions=True)
    assert [type(one) for one in found] == [StorageError] * 5
    disk.full = False
    await appending.add({"n": 9})
    assert disk.batches == [[{"n": 9}]]


async def test_one_that_has_gone_holds_up_nobody() -> None:
    """Its row is written with the others."""
    disk = Disk()
    appending = Appending(disk.write)
    waiting = [asyncio.create_task(appending.add({"n": number})) for number in range(3)]
    await asyncio.sleep(0)
    waiting[1].cancel()
    disk.go.set()
    found = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(one).__name__ for one in found] == ["NoneType", "CancelledError", "NoneType"]
    assert sum(len(batch) for batch in disk.batches) == 3


async def test_a_hundred_rows_are_a_hundred_rows(tmp_path: Path) -> None:
    """In the database, once each."""
    database = Database.beside(str(tmp_path))
    await asyncio.gather(*(database.append(audit, {**ROW, "what": str(number)}) for number in range(100)))
    asked = select(func.count(func.distinct(audit.c.what)), func.count()).select_from(audit)
    assert tuple(await database.read(lambda on: on.execute(asked).one())) == (100, 100)
    database.close()


async def test_what_no_row_can_be_is_its_senders_fault(tmp_path: Path) -> None:
    """A row without what the table needs."""
    database = Database.beside(str(tmp_path))
    with pytest.raises(Exception, match=r"NOT NULL|required"):
        await database.append(audit, {"at": 1.0})
    await database.append(audit, ROW)
    database.close()
