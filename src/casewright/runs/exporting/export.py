"""One export: what is asked, what is checked before any work, and what is written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from casewright.errors import CasewrightError, InputError, UnknownNameError, UsageError
from casewright.ledger.protocol import Ledger
from casewright.runs.exporting.argilla import ArgillaFolder
from casewright.runs.exporting.card import CardFacts, write_card
from casewright.runs.exporting.chosen import Chosen, choose
from casewright.runs.exporting.files import FILES
from casewright.runs.exporting.hub import write_shards
from casewright.runs.exporting.parquet_table import require_parquet
from casewright.runs.exporting.portrait import Portrait
from casewright.runs.exporting.sinks import FOLDERS, FORMATS, SINKS, Format
from casewright.runs.exporting.whole import MANIFEST, check_target, whole_file, whole_folder
from casewright.runs.kept_figures import read_history
from casewright.types import Outcome, Record

__all__ = ["Export", "Exported", "export_run"]

SUFFIXES = (".jsonl", ".parquet", ".csv")


@dataclass(frozen=True, slots=True)
class Export:
    """What is asked.

    Args:
        target: A file, where its name ends as the format does and one outcome is asked for; else a folder.
        format: ``jsonl``, ``parquet``, ``csv``, ``hf`` or ``argilla``.
        outcomes: Which samples; each outcome has a file, or a configuration, of its own (Argilla's records are one).
        judging: Under which decisions are read; by default the newest.
        overwrite: Whether a target that exists is replaced.
        told: For Argilla, whether verdicts, answers and quotations come along as suggestions.
    """

    target: Path
    format: Format = "jsonl"
    outcomes: tuple[Outcome, ...] = ("accepted",)
    judging: str | None = None
    overwrite: bool = False
    told: bool = False

    @property
    def is_file(self) -> bool:
        """Whether the target is one file."""
        return self.format not in FOLDERS and self.target.suffix == f".{self.format}"

    def check(self) -> None:
        """Says before any work what is wrong with it.

        Raises:
            UnknownNameError: an unknown format or outcome.
            UsageError: the target exists or its name is that of something else, or Parquet can't be written here.
        """
        if self.format not in FORMATS:
            raise UnknownNameError("format", self.format, FORMATS)
        for outcome in self.outcomes:
            if outcome not in FILES:
                raise UnknownNameError("outcome", outcome, FILES)
        self._check_name()
        check_target(self.target, folder=not self.is_file, overwrite=self.overwrite)
        if self.format in ("parquet", "hf"):
            require_parquet()

    def _check_name(self) -> None:
        name = str(self.target)
        if self.is_file and len(self.outcomes) > 1:
            raise UsageError(f"{name!r} is one file, and {len(self.outcomes)} outcomes are asked for: name a folder")
        if not self.is_file and self.target.suffix in SUFFIXES:
            kind = "a folder is made" if self.format in FOLDERS else f"the format is {self.format!r}"
            raise UsageError(f"{name!r} is named like a file of another format: {kind}")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what of the run was left out. ``rows`` and ``left`` count samples by outcome."""

    target: Path
    run: str
    judging: str
    rows: Mapping[Outcome, int]
    left: Mapping[Outcome, int]
    undecided: int


async def export_run(ledger: Ledger, run: str, export: Export) -> Exported:
    """Writes a run's reports as the decisions stand now; records are read one at a time.

    Raises:
        UsageError: the call can't be carried out; see `Export.check`.
        InputError: nothing of the run has such an outcome.
        StorageError: the target can't be written; nothing of it is there then.
    """
    export.check()
    chosen = await choose(ledger, run, export.judging)
    _refuse_nothing(chosen, export)
    if export.is_file:
        with whole_file(export.target) as path:
            outcome = export.outcomes[0]
            rows = {outcome: await _write(path, export.format, chosen.records(outcome))}
    else:
        with whole_folder(export.target) as folder:
            rows = await _fill(folder, chosen, export)
    left = {name: count - rows.get(name, 0) for name, count in chosen.counts.items()}
    return Exported(export.target, run, chosen.judging, rows, {n: c for n, c in left.items() if c}, chosen.undecided)


def _refuse_nothing(chosen: Chosen, export: Export) -> None:
    if not any(chosen.samples.get(outcome) for outcome in export.outcomes):
        there = ", ".join(f"{count} {name}" for name, count in sorted(chosen.counts.items()))
        raise InputError(f"run {chosen.run!r} has nothing {' or '.join(export.outcomes)} to export; it has {there}")


async def _write(path: Path, format: Format, records: AsyncIterator[Record]) -> int:  # noqa: A002 - its name outside
    count = 0
    with closing(SINKS[format](path)) as sink:
        async for record in records:
            sink.add(record)
            count += 1
    return count


async def _fill(folder: Path, chosen: Chosen, export: Export) -> dict[Outcome, int]:
    if export.format == "argilla":
        return await _fill_argilla(folder, chosen, export)
    portrait = Portrait("accepted" if "accepted" in export.outcomes else export.outcomes[0])
    rows: dict[Outcome, int] = {}
    for outcome in dict.fromkeys(export.outcomes):
        records = _seen(
            chosen.records(outcome), portrait, counted=export.format == "hf" and outcome == portrait.outcome
        )
        if export.format == "hf":
            rows[outcome] = await write_shards(folder, outcome, records, len(chosen.samples.get(outcome, ())))
        else:
            name = FILES[outcome].replace("jsonl", export.format)
            rows[outcome] = await _write(folder / name, export.format, records)
    if export.format == "hf":
        card = write_card(await _card_facts(chosen, rows, portrait))
        (folder / "README.md").write_text(card, encoding="utf-8")
    manifest = _manifest(folder, chosen, rows)
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return rows


async def _fill_argilla(folder: Path, chosen: Chosen, export: Export) -> dict[Outcome, int]:
    rows: dict[Outcome, int] = {}
    with ArgillaFolder(folder, f"casewright-{chosen.run}", told=export.told) as made:
        for outcome in dict.fromkeys(export.outcomes):
            before = made.rows
            async for record in chosen.records(outcome):
                made.add(record)
            rows[outcome] = made.rows - before
    (folder / MANIFEST).write_text(json.dumps(_manifest(folder, chosen, rows), indent=2) + "\n", encoding="utf-8")
    return rows


async def _seen(records: AsyncIterator[Record], portrait: Portrait, *, counted: bool) -> AsyncIterator[Record]:
    async for record in records:
        if counted:
            portrait.add(record)
        yield record


async def _card_facts(chosen: Chosen, rows: Mapping[Outcome, int], portrait: Portrait) -> CardFacts:
    run = await chosen.ledger.run(chosen.run)
    if run is None:
        raise CasewrightError(f"run {chosen.run!r} has samples and isn't there")
    history = await read_history(chosen.ledger, chosen.run)
    return CardFacts(
        run=run,
        orders=await chosen.ledger.orders(chosen.run),
        judging=chosen.judging,
        counts=chosen.counts,
        undecided=chosen.undecided,
        exported=rows,
        portrait=portrait,
        figures=history.figures.get(chosen.judging),
        certificates=await chosen.ledger.certificates(chosen.run),
        version=version("casewright"),
    )


def _manifest(folder: Path, chosen: Chosen, rows: Mapping[Outcome, int]) -> dict[str, Any]:
    """What is in the folder, so that whoever has it can tell whether it is whole, and an export may replace it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        "casewright": version("casewright"),
        "run": chosen.run,
        "judging": chosen.judging,
        "rows": dict(rows),
        "samples": chosen.counts,
        "undecided": chosen.undecided,
        "files": {str(path.relative_to(folder)): _sha256(path) for path in files},
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
