"""A Hugging Face dataset folder: Parquet shards, one configuration an outcome, and a card."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

from casewright.runs.exporting.parquet_table import ParquetTable
from casewright.types import Outcome, Record

__all__ = ["SHARD", "write_shards"]

SHARD = 10_000
"""Rows of a shard."""


async def write_shards(folder: Path, outcome: Outcome, records: AsyncIterator[Record], rows: int) -> int:
    """Writes ``data/OUTCOME/train-*.parquet`` and returns how many records there were.

    Args:
        folder: The dataset folder.
        outcome: Names the configuration.
        records: The records, at most ``rows``.
        rows: How many are expected: shards are numbered by it.
    """
    place = folder / "data" / outcome
    place.mkdir(parents=True)
    total = max(1, -(-rows // SHARD))
    written, shard = 0, ParquetTable(place / _name(0, total))
    async for record in records:
        if written and written % SHARD == 0:
            shard.close()
            shard = ParquetTable(place / _name(written // SHARD, total))
        shard.add(record)
        written += 1
    shard.close()
    return written


def _name(number: int, total: int) -> str:
    return f"train-{number:05d}-of-{total:05d}.parquet"
