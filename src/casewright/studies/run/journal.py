"""``study.json``: what a study is made of, and how each of its cells stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from casewright.errors import InputError
from casewright.exams.replacing import replace_file
from casewright.ledger.protocol import Spent
from casewright.wire import from_json, to_json

__all__ = ["JOURNAL", "CellEntry", "Journal", "State", "WriterEntry", "read_journal", "write_journal"]

JOURNAL = "study.json"
State = Literal["waiting", "running", "complete", "short", "paused", "stopped", "failed"]
"""``short``: an order's own budget kept samples from being tried; that fewer passed than were tried is no shortness.
``running`` in a file that nobody writes any more: its process was killed; the same command goes on."""


@dataclass(frozen=True, slots=True)
class WriterEntry:
    """Who wrote. ``model`` is as the study file names it; ``name`` and ``fingerprint`` are the model's own."""

    model: str
    name: str
    family: str
    fingerprint: str
    critics: tuple[str, ...] = ()
    seal: str | None = None


@dataclass(frozen=True, slots=True)
class CellEntry:
    """One cell, and how it stands.

    Attributes:
        name: Its name.
        folder: Its run's folder, seen from the study's.
        run: Its run's id.
        writer: The writer's name in the study file, or ``parrot``.
        group: Its group of orders.
        loop: Whether failed drafts went back.
        seed: Of its cases and drafts.
        samples: How many are to be tried.
        state: How it stands.
        why: Why, where it didn't end well.
        decided: Samples that were decided.
        outcomes: How many ended how.
        used: What its completed calls used, by its ledger, over all its starts; a cached reply costs nothing.
        seconds: Wall time of its run by its ledger, from each start to the last event of that start, added up.
        began: When its run was begun, in UTC.
        ended: When something last happened to it, in UTC.
    """

    name: str
    folder: str
    run: str
    writer: str
    group: str
    loop: bool
    seed: int
    samples: int
    state: State = "waiting"
    why: str = ""
    decided: int = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)
    used: Spent = field(default_factory=Spent)
    seconds: float = 0.0
    began: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Journal:
    """A study's folder in short.

    Attributes:
        title: Its heading.
        file: Name of the study file.
        content: What stands in it.
        versions: Of this package, Python and the machine, at the latest start.
        reference: The corpus that reports were held against, by fingerprint; empty without one.
        engine: Who worked on the samples.
        ledger: Where the runs are kept, without its password; empty where each cell has a ledger in its folder.
        writers: By name.
        cells: In the order of work.
        schema: Of this file.
    """

    title: str
    file: str
    content: Mapping[str, Any]
    versions: Mapping[str, str]
    reference: str
    engine: str
    ledger: str
    writers: Mapping[str, WriterEntry]
    cells: tuple[CellEntry, ...]
    schema: int = 1


def read_journal(folder: Path) -> Journal | None:
    """What a study's folder says of itself; ``None`` where it holds no study yet.

    Raises:
        InputError: its ``study.json`` can't be read, or is another program's.
    """
    path = folder / JOURNAL
    try:
        told: Any = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise InputError(f"can't read {str(path)!r}: {error}") from None
    if not isinstance(told, dict) or "cells" not in told:
        raise InputError(f"{str(path)!r} is no journal of `casewright study run`; give another folder with --out")
    return from_json(Journal, told)


def write_journal(folder: Path, journal: Journal) -> None:
    """Replaces it in one step.

    Raises:
        StorageError: the folder can't be written.
    """
    text = json.dumps(to_json(journal), ensure_ascii=False, indent=1)
    replace_file(folder / JOURNAL, f"{text}\n".encode())
