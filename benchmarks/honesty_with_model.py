"""Loop honesty with a real writer: `python -m benchmarks.honesty_with_model --folder DIR`, again after any stop.

The three loops on the same cases. Every reply is kept in the folder's ledger, so nothing is paid twice: the first
drafts are shared by all loops, and a stopped run goes on. What is true of a draft isn't known here, so the accepted
texts go to ``sheet.csv``, each once and blinded; filled in by a person, `--labels sheet.csv` prints the table.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.honesty.figures import Loop, accept_all, gated
from benchmarks.honesty.loops import first_draft, passed, run_loop
from benchmarks.honesty.sheet import Entry, read_faults, write_sheet
from benchmarks.honesty.table import table
from benchmarks.honesty.writers import Blinded, Planted

from casewright.agents.document_writer import DocumentWriter
from casewright.agents.parrot import ParrotWriter
from casewright.agents.protocol import Brief, Writer
from casewright.agents.recorded import RecordedModel
from casewright.agents.section_writer import SectionWriter
from casewright.ledger import open_ledger
from casewright.ledger.protocol import Ledger, RunRow
from casewright.models import load_model
from casewright.settings import load_settings
from casewright.types import Order, Record
from casewright.wire import from_json, to_json

RUN = "honesty"
LOOPS = ("accept all", "regenerate, told nothing", "full loop")


async def write_all(asked: argparse.Namespace) -> dict[str, list[Record]]:
    """The records of the two gated loops; the ledger makes what is there already free."""
    settings = load_settings(asked.settings)
    ledger = open_ledger(asked.folder / "calls.sqlite")
    await ledger.open_run(RunRow(RUN, {"writer": asked.writer}, {}), ())
    model = None if asked.writer == "parrot" else load_model(asked.writer, settings.endpoints, report=_tell)
    writer: Writer = ParrotWriter() if model is None else _writer(RecordedModel(model, ledger, RUN, "write"))
    orders = [Order(code, asked.n) for code in asked.codes]
    found = {}
    try:
        for name, taking_part in (("full", writer), ("blind", Blinded(writer)), ("parrot", ParrotWriter())):
            folder = asked.folder / name
            records = await run_loop(taking_part, orders, folder, settings=settings, heard=asked.heard)
            found[name] = records
            print(f"{name}: {sum(map(passed, records))} of {len(records)} accepted", flush=True)
    finally:
        await _close(model, ledger)
    return found


def _writer(model: RecordedModel) -> Writer:
    return SectionWriter(model) if model.small else DocumentWriter(model)


async def _close(model: Any, ledger: Ledger) -> None:
    if model is not None:
        await model.close()
    await ledger.close()


def _tell(what: str, share: float) -> None:
    print(f"{what}: {share:.0%}", flush=True)


async def keep(folder: Path, records: Mapping[str, Sequence[Record]]) -> None:
    """Writes ``records.json`` and the sheet."""
    stored = {name: [to_json(record) for record in found] for name, found in records.items()}
    (folder / "records.json").write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")
    entries: dict[str, Entry] = {}
    accepted: dict[str, list[str]] = {}
    for loop, record, text in _texts(records):
        told = (await ParrotWriter().write(Brief(record.case, 1))).text if record.case else ""
        entry = Entry(record.code, told, text)
        entries[entry.id] = entry
        accepted.setdefault(entry.id, []).append(loop)
    path = write_sheet(folder, list(entries.values()), accepted)
    print(f"{len(entries)} texts to label in {path}; key.json says who let them through")


def _texts(records: Mapping[str, Sequence[Record]]) -> list[tuple[str, Record, str]]:
    """Every text that some loop accepts, with its loop; the parrot needs no labels."""
    found = [(LOOPS[0], record, text) for record in records["full"] if (text := first_draft(record))]
    for loop, name in zip(LOOPS[1:], ("blind", "full"), strict=True):
        found += [(loop, record, record.text) for record in records[name] if passed(record) and record.text]
    return found


def figures(records: Mapping[str, Sequence[Record]], faults: Mapping[str, bool]) -> list[Loop]:
    """The loops with faults as a person labelled them.

    Raises:
        KeyError: a text that was accepted has no label.
    """
    planted = {
        text: Planted("labelled faulty" if faults[Entry(record.code, "", text).id] else None, None)  # type: ignore[arg-type]
        for _, record, text in _texts(records)
    }
    full, blind = records["full"], records["blind"]
    return [accept_all(full, planted), gated(LOOPS[1], blind, planted), gated(LOOPS[2], full, planted)]


def show(folder: Path, labels: Path) -> None:
    """Prints the tables: the writer's, and the parrot's, whose drafts tell the facts and nothing else."""
    stored = json.loads((folder / "records.json").read_text("utf-8"))
    records = {name: [from_json(Record, item) for item in found] for name, found in stored.items()}
    print("\n".join(table("the writer", figures(records, read_faults(labels)))))
    sound = {text: Planted(None, None) for record in records["parrot"] if (text := record.text)}  # type: ignore[arg-type]
    print("\n" + "\n".join(table("the parrot", [gated("full loop", records["parrot"], sound)])))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writer", default="embedded/qwen2.5-coder-0.5b", help="a model, an endpoint, or parrot")
    parser.add_argument("--n", type=int, default=10, help="cases of each code")
    parser.add_argument("--codes", nargs="+", default=["F32.1", "F41.1"])
    parser.add_argument("--folder", type=Path, required=True, help="where everything is kept")
    parser.add_argument("--settings", type=Path, help="a settings file with endpoints")
    parser.add_argument("--heard", choices=["all", "rules", "certified"], default="all", help="who decides")
    parser.add_argument("--labels", type=Path, help="the filled-in sheet: print the table, write nothing")
    return parser.parse_args()


if __name__ == "__main__":
    told = arguments()
    if told.labels:
        show(told.folder, told.labels)
    else:
        told.folder.mkdir(parents=True, exist_ok=True)
        asyncio.run(keep(told.folder, asyncio.run(write_all(told))))
