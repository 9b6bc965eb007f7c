"""Rows of ``docs/bad-input.md``, but for studies: what a user does wrong and reads, the exit code, and nothing lost."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from casewright.cli import progress
from casewright.cli.ending import run_command

PAGE = Path(__file__).parents[2] / "docs" / "bad-input.md"


class Line(NamedTuple):
    """A row of the page."""

    told: str
    code: int


TABLE = PAGE.read_text("utf-8").partition("\n## Studies\n")[0]
PAGE_ROWS = re.findall(r"^\| (?!what a user|-)(.+?) \| (.+?) \| (\d+) \|$", TABLE, re.MULTILINE)
ROWS = {what: Line(told, int(code)) for what, told, code in PAGE_ROWS}
SLOW = ("names an endpoint that", "has a key that", "names a model that", "has set no key")
"""They load litellm, which takes seconds."""


@dataclass
class World:
    """What a scenario may use."""

    folder: Path
    rubric: Path
    case: Path
    kept: Path
    note: str
    monkeypatch: pytest.MonkeyPatch
    served: Callable[..., Any]
    stack: ExitStack
    parrot: tuple[str, ...]
    certified: Path

    def generate(self, *more: str | Path, code: str = "F32.1") -> list[str | Path]:
        return ["generate", code, *self.parrot, "--run", self.kept, *more]

    def evaluate(self, name: str, data: str | bytes, *more: str) -> list[str | Path]:
        path = self.folder / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        common = ("--kind", "progress", "--rubrics", str(self.rubric.parent), "--run", str(self.folder / "e"))
        return ["evaluate", path, *common, "--certificates", self.certified, *more]

    def beside_good(self, row: str | bytes) -> list[str | Path]:
        good = json.dumps({"text": self.note, "code": "F32.1"})
        return self.evaluate("rows.jsonl", (row.encode() if isinstance(row, str) else row) + f"\n{good}\n".encode())

    def begun(self) -> Path:
        from casewright.rubrics.scaffold import scaffold

        path = self.folder / "F40.1.yaml"
        path.write_text(scaffold("F40.1"), encoding="utf-8")
        return path

    def with_rubric(self, old: str, new: str) -> list[str | Path]:
        text = self.rubric.read_text("utf-8")
        assert old in text
        self.rubric.write_text(text.replace(old, new, 1), encoding="utf-8")
        return self.generate()

    def with_case(self, old: str, new: str) -> list[str | Path]:
        self.case.write_text(self.case.read_text("utf-8").replace(old, new), encoding="utf-8")
        return self.generate("--case", self.case)

    def with_settings(self, text: str, *more: str) -> list[str | Path]:
        path = self.folder / "c.yaml"
        path.write_text(text, encoding="utf-8")
        return self.generate("--config", path, *more)

    def with_ledger(self, make: Callable[[Path], Any]) -> list[str | Path]:
        (self.folder / "l").mkdir()
        make(self.folder / "l" / "ledger.sqlite")
        return self.generate("--run", self.folder / "l")

    def with_endpoint(self, **how: Any) -> list[str | Path]:
        endpoint = self.stack.enter_context(self.served(**how))
        return self._writing(f"api_base: '{endpoint.api_base}', api_key: sk-wrong")

    def _writing(self, endpoint: str) -> list[str | Path]:
        text = f"endpoints: {{mine: {{model: openai/local, {endpoint}}}}}\n"
        return self.with_settings(text, "--writer", "mine", "--run", str(self.folder / "other"))

    def without_server(self) -> list[str | Path]:
        return self._writing("api_base: 'http://127.0.0.1:9/v1', api_key: k")

    def without_key(self) -> list[str | Path]:
        return self._writing("api_base: 'http://127.0.0.1:9/v1', api_key_env: NO_SUCH_KEY")

    def while_tracing(self) -> list[str | Path]:
        self.monkeypatch.setenv("LANGSMITH_TRACING", "true")
        return self.generate("--reference", self._rows('{"text": "a"}'))

    def _rows(self, text: str) -> Path:
        path = self.folder / "rows.jsonl"
        path.write_text(text, encoding="utf-8")
        return path

    def notes(self) -> Path:
        path = self.folder / "notes.jsonl"
        told = [{"text": text, "who": f"p{n}"} for n, text in enumerate(REAL)]
        path.write_text("".join(json.dumps(row) + "\n" for row in told), encoding="utf-8")
        return path

    def index(self, change: Callable[[bytes], bytes] = bytes, name: str = "notes.cwindex") -> Path:
        """An index of three notes, or what is left of it."""
        from casewright.measures.privacy import iter_reference, write_index
        from casewright.runs.reference import corpus_key

        path = self.folder / name
        notes = iter_reference(self.notes(), patient_field="who")
        write_index(path, notes, corpus_key(), name="notes", patients_named=True)
        path.write_bytes(change(path.read_bytes()))
        return path

    def other(self) -> Path:
        path = self.folder / "other.cwindex"
        path.write_text("hello " * 200, encoding="utf-8")
        return path

    def with_key(self, value: str, *command: Any) -> list[Any]:
        self.monkeypatch.setenv("SHORT_KEY", value)
        return [*command, "--key-env", "SHORT_KEY"]

    def with_new_key(self) -> list[Any]:
        self.monkeypatch.setenv("NEW_KEY", "a new key of enough letters")
        others = self._rows('{"text": "Somebody else came.", "who": "p9"}')
        return ["corpus", "rotate-key", self.index(), others, "--patient", "who", "--new-key-env", "NEW_KEY"]

    def copying(self) -> list[Any]:
        text = json.dumps({"text": f"She says: {REAL[0]}"})
        return ["corpus", "scan", self.index(), self._rows(text), "--fail-on", "copy"]

    def on_a_full_disk(self) -> list[str | Path]:
        self.monkeypatch.setattr("shutil.disk_usage", lambda path: _Usage(10, 10, 0))
        return self.generate("-n", "2")

    def on_a_disk_that_fills(self) -> list[str | Path]:
        def full(number: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        self.monkeypatch.setattr(os, "fsync", full)
        return self.generate("-n", "2")

    def where_nobody_may_write(self) -> list[str | Path]:
        place = "/dev/null/run" if os.geteuid() == 0 else str(self._locked())
        return self.generate("--run", place)

    def _locked(self) -> Path:
        place = self.folder / "locked"
        place.mkdir(mode=0o500)
        return place

    def deciding(self, *more: str | Path) -> list[str | Path]:
        return ["decide", self.kept, *more]

    def interrupted(self) -> list[str | Path]:
        def enter(view: Any, sample: str, node: str, attempt: int) -> None:
            if node == "facts":
                os.kill(os.getpid(), signal.SIGINT)

        self.monkeypatch.setattr(progress.RunView, "enter", enter)
        return self.generate("-n", "3")

    def with_orders(self, text: str, *more: str) -> list[str | Path]:
        """An order file; level and system are its own business, like kind and language."""
        (self.folder / "night.yaml").write_text(text, encoding="utf-8")
        return ["generate", self.folder / "night.yaml", "--writer", "parrot", *more]

    @property
    def ledger(self) -> bytes:
        return (self.kept / "ledger.sqlite").read_bytes()

    def half_copied(self) -> Path:
        """The exports, and of the ledger what stood in it before its log was written back: nothing."""
        copy = self.folder / "copy"
        copy.mkdir()
        (copy / "summary.json").write_bytes((self.kept / "summary.json").read_bytes())
        (copy / "ledger.sqlite").write_bytes(b"")
        return copy

    def while_locked(self) -> list[str | Path]:
        from casewright.ledger import SqliteLedger

        self.monkeypatch.setitem(SqliteLedger.__init__.__kwdefaults__ or {}, "busy_seconds", 0.2)
        return self.with_ledger(self._lock)

    def _lock(self, path: Path) -> None:
        path.write_bytes(self.ledger)
        connection = sqlite3.connect(path, isolation_level=None)
        self.stack.callback(connection.close)
        connection.execute("BEGIN IMMEDIATE")

    def after_cancelling(self) -> list[str | Path]:
        other = ("--run", self.folder / "other")
        assert run_command([str(word) for word in self.generate("-n", "2", "--preview", "1", *other)]) == 0
        assert run_command(["cancel", str(self.folder / "other")]) == 0
        return self.generate("-n", "2", *other)

    def two_samples(self) -> list[str | Path]:
        return ["show", self.folder / "two", "F32.1"]


class _Usage(NamedTuple):
    total: int
    used: int
    free: int


def order(code: str = "F32.1", n: int = 1, **more: Any) -> str:
    """An order file of one order; budgets are those of the run."""
    budgets = {"budgets": more.pop("budgets")} if "budgets" in more else {}
    return json.dumps({"orders": [{"code": code, "n": n, **more}], **budgets})


def read_only(data: bytes) -> bytes:
    """A ledger that this SQLite may read and not write, whoever it belongs to: its write version is of tomorrow."""
    return data[:18] + bytes([3]) + data[19:]


def other_application(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE birds (name)")
    connection.close()


def newer_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA application_id = {0x43574C47}")
        connection.execute("PRAGMA user_version = 99")
    connection.close()


REAL = (
    "She keeps the letters of her brother in the oven and has not cooked a meal since the end of last summer.",
    "He walks to the lighthouse at night because the lamps of the harbour tell him when it is safe to sleep.",
    "They found him in the orchard with his boots on the wrong feet, calm, and asking for the other ladder.",
)


def altered(data: bytes) -> bytes:
    """One bit of it."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def of_tomorrow(data: bytes) -> bytes:
    """The version stands after the sixteen bytes that tell an index."""
    place = len(b"casewright-index")
    return data[:place] + bytes([data[place] + 1]) + data[place + 1 :]


BOMB = 'id: "who:F32.1"\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n'
Doing = Callable[[World], list[Any]]
SCENARIOS: dict[str, Doing] = {
    "orders a code that the table doesn't have": lambda w: w.generate(code="F32.19"),
    "orders something that is no code": lambda w: w.generate(code="XYZ"),
    "orders an empty code": lambda w: w.generate(code=""),
    "orders a code with a command behind it": lambda w: w.generate(code="F32.1; rm"),
    "orders a code that no cases are drawn for": lambda w: w.generate(code="F50.0"),
    "names no code": lambda w: ["generate", *w.parrot],
    "names an unknown comorbidity": lambda w: w.generate("--with", "F99.99"),
    "names the code as its own comorbidity": lambda w: w.generate("--with", "f321"),
    "names an unknown kind": lambda w: w.generate("--kind", "letter"),
    "names an unknown language": lambda w: w.generate("--language", "fr"),
    "names an unknown level": lambda w: w.generate("--level", "full"),
    "names an unknown code system": lambda w: w.generate("--system", "icd11"),
    "names an unknown writer": lambda w: w.generate("--writer", "parot"),
    "names an unknown critic": lambda w: w.generate("--critic", "nobody"),
    "names an unknown provider": lambda w: w.generate("--writer", "opnai/x"),
    "names an embedded model that isn't": lambda w: w.generate("--writer", "embedded/qwen9"),
    "names weights that aren't there": lambda w: w.generate("--writer", "huggingface/nowhere"),
    "wants no report": lambda w: w.generate("-n", "0"),
    "orders a billion reports": lambda w: w.generate("-n", "1000000000"),
    "allows no dollar": lambda w: w.generate("--max-usd", "0"),
    "previews nothing": lambda w: w.generate("--preview", "0"),
    "names an unknown engine": lambda w: w.generate("--engine", "spark"),
    "gives an order file that isn't there": lambda w: ["generate", "none.yaml", "--writer", "parrot"],
    "gives an empty order file": lambda w: w.with_orders(""),
    "gives an order file with an unknown key": lambda w: w.with_orders(order(langauge="es")),
    "gives an order file with a key twice": lambda w: w.with_orders("orders: [{code: F32.1, n: 1, n: 2}]"),
    "gives an order file with an alias bomb": lambda w: w.with_orders(BOMB),
    "gives an order file with an unknown code": lambda w: w.with_orders(order(code="F32.19")),
    "wants no report in an order file": lambda w: w.with_orders(order(n=0)),
    "wants a billion reports in an order file": lambda w: w.with_orders(order(n=10**9)),
    "sets a budget of zero in an order file": lambda w: w.with_orders(order(budgets={"max_usd": 0})),
    "allows fewer samples than reports": lambda w: w.with_orders(order(n=2, max_samples=1)),
    "wants a severity that the code excludes": lambda w: w.with_orders(order(targets={"severity": {"mild": 1}})),
    "wants an age that no case of the code has": lambda w: w.with_orders(
        order(code="F03", targets={"age": {"18-24": 1}})
    ),
    "wants a trait that can't be steered": lambda w: w.with_orders(order(targets={"sx": {"female": 1}})),
    "wants shares that are none": lambda w: w.with_orders(order(targets={"sex": {"female": 0}})),
    "gives codes beside an order file": lambda w: ["generate", "F32.1", "night.yaml", "--writer", "parrot"],
    "says on the command line what belongs in the order file": lambda w: w.with_orders(
        order(), "-n", "2", "--language", "es"
    ),
    "mistypes an option": lambda w: w.generate("--langauge", "es"),
    "mistypes a command": lambda w: ["generat", "F32.1"],
    "names a file that isn't there": lambda w: ["evaluate", w.folder / "none.jsonl"],
    "evaluates an empty file": lambda w: w.evaluate("rows.jsonl", ""),
    "evaluates a binary file": lambda w: w.evaluate("rows.jsonl", bytes(range(128, 256)) * 20),
    "evaluates a file of unknown format": lambda w: w.evaluate("rows.docx", "PK"),
    "evaluates a damaged archive": lambda w: w.evaluate("rows.jsonl.gz", b"\x1f\x8b\x08 and so on"),
    "evaluates a file in UTF-16": lambda w: w.evaluate("rows.csv", "text\nhello".encode("utf-16")),
    "evaluates a CSV with a broken quotation": lambda w: w.evaluate("rows.csv", 'text\n"open\nand more'),
    "evaluates a CSV without the column": lambda w: w.evaluate("rows.csv", "note,code\nhello,F32.1\n"),
    "evaluates rows without any code": lambda w: w.evaluate("rows.jsonl", json.dumps({"text": w.note})),
    "has a row of 10 MB among good ones": lambda w: w.beside_good(json.dumps({"text": "x" * 10_000_000})),
    "has a text of 2 MB among good ones": lambda w: w.beside_good(
        json.dumps({"text": "x " * 1_000_000, "code": "F32.1"})
    ),
    "has a wrongly encoded row among good ones": lambda w: w.beside_good('{"text": "depresión"}'.encode("latin-1")),
    "has a row without text among good ones": lambda w: w.beside_good('{"code": "F32.1"}'),
    "has a broken line among good ones": lambda w: w.beside_good('{"text": "She says'),
    "has a row with an unknown code among good ones": lambda w: w.beside_good('{"text": "a", "code": "F32.19"}'),
    "asks to fail on rejected rows, and has one": lambda w: w.evaluate(
        "rows.jsonl", json.dumps({"text": "Nothing.", "code": "F32.1"}), "--fail-on", "rejected"
    ),
    "gives rubrics with a mistyped key": lambda w: w.with_rubric("weight", "wieght"),
    "gives rubrics with an unknown concept": lambda w: w.with_rubric("depressed-mood", "depresed-mood"),
    "gives rubrics with a key twice": lambda w: w.with_rubric("few-pleasures", "low-mood"),
    "gives rubrics with an alias bomb": lambda w: w.with_rubric(w.rubric.read_text("utf-8"), BOMB),
    "gives rubrics for a code that isn't": lambda w: w.with_rubric("who:F32.1", "who:F32.19"),
    "gives rubrics with an unknown parent": lambda w: w.with_rubric("who:V", "who:X"),
    "gives a folder without rubrics": lambda w: w.generate("--rubrics", w.kept),
    "judges a run again that isn't there": lambda w: ["rejudge", "nowhere"],
    "compares a rubric with something that is none": lambda w: ["rubric", "diff", "F32.1", "nowhere"],
    "lints rubrics with an error": lambda w: ["rubric", "lint", w.with_rubric("weight: 3", "weight: -3") and w.rubric],
    "lints a rubric that it has just begun": lambda w: ["rubric", "lint", w.begun()],
    "lints a folder that isn't there": lambda w: ["rubric", "lint", "nowhere"],
    "tests rubrics that have no golden": lambda w: ["rubric", "test", w.rubric],
    "tests goldens with a critic that isn't": lambda w: ["rubric", "test", w.rubric, "--critic", "nobody"],
    "begins a rubric that exists": lambda w: ["rubric", "new", "F32.1", "--out", w.rubric.parent],
    "asks for a place that the table doesn't have": lambda w: ["rubric", "explain", "F32.19"],
    "mistypes a setting": lambda w: w.with_settings("endpionts: {}\n"),
    "sets a value out of range": lambda w: w.with_settings("gate: {coverage: 2}\n"),
    "names two corpora and chooses none": lambda w: w.with_settings("corpora: {a: {path: a.csv}, b: {path: b.csv}}\n"),
    "names a folder of certificates that isn't there": lambda w: w.generate("--certificates", "nowhere"),
    "brings a case with an unknown concept": lambda w: w.with_case("low-energy", "low-energi"),
    "brings a case that can't be": lambda w: w.with_case("age: 41", "age: 341"),
    "brings a reference corpus without the field": lambda w: w.generate("--reference", w._rows('{"note": "a"}')),
    "brings a reference corpus while tracing is on": World.while_tracing,
    "brings an index and names a patient field": lambda w: w.generate("--reference", w.index(), "--patient", "who"),
    "brings an index that isn't there": lambda w: w.generate("--reference", w.folder / "none.cwindex"),
    "brings something else as an index": lambda w: w.generate("--reference", w.other()),
    "brings an index that was cut off": lambda w: w.generate("--reference", w.index(lambda data: data[:-9])),
    "brings an index that was tampered with": lambda w: w.generate("--reference", w.index(altered)),
    "brings an index of a newer version": lambda w: w.generate("--reference", w.index(of_tomorrow)),
    "brings an index with another key": lambda w: w.with_key("x" * 16, *w.generate("--reference", w.index())),
    "brings a key that is too short": lambda w: w.with_key("x" * 15, *w.generate("--reference", w.index())),
    "names both notes and an index in settings": lambda w: w.with_settings(
        "corpora: {a: {path: a.csv, index: a.cwindex}}\n"
    ),
    "indexes an empty corpus": lambda w: ["corpus", "index", w._rows('{"text": " "}')],
    "indexes notes by a patient field that they don't have": lambda w: [
        "corpus",
        "index",
        w.notes(),
        "--patient",
        "mrn",
    ],
    "indexes notes by a text field that they don't have": lambda w: ["corpus", "index", w.notes(), "--text", "body"],
    "indexes notes where an index is": lambda w: ["corpus", "index", w.notes(), "--out", w.index()],
    "calls an index otherwise": lambda w: ["corpus", "index", w.notes(), "--out", w.folder / "notes.db"],
    "adds notes without patients to an index that has them": lambda w: ["corpus", "add", w.index(), w.notes()],
    "removes a patient who isn't there": lambda w: ["corpus", "remove", w.index(), "--patient", "p7"],
    "rotates a key with other notes": World.with_new_key,
    "purges a file that is no index": lambda w: ["corpus", "purge", w.other(), "--yes"],
    "purges an index where nobody can be asked": lambda w: ["corpus", "purge", w.index()],
    "scans texts that copy, and asks to fail on that": World.copying,
    "scans a folder without texts": lambda w: ["corpus", "scan", w.index(), w.kept.parent / "rubrics"],
    "measures a set that isn't there": lambda w: ["measure", w.folder / "none.jsonl"],
    "measures a set without texts": lambda w: ["measure", w._rows('{"text": " "}')],
    "measures a set without the column": lambda w: ["measure", w._rows('{"note": "a"}')],
    "measures one text alone": lambda w: ["measure", w._rows('{"text": "She sleeps little and eats less."}')],
    "measures with an unknown embedder": lambda w: ["measure", w.notes(), "--embedder", "bert"],
    "measures with canaries that are none": lambda w: ["measure", w.notes(), "--canaries", w._rows("{}")],
    "wants copies to fail and says of what in nothing": lambda w: ["measure", w.notes(), "--fail-on", "copy"],
    "holds out the notes that the writer was shown": lambda w: [
        "measure",
        w._rows('{"text": "a"}'),
        "--reference",
        w.notes(),
        "--holdout",
        w.notes(),
        "--patient",
        "who",
    ],
    "holds out notes from nothing": lambda w: ["measure", w._rows('{"text": "a"}'), "--holdout", w.notes()],
    "makes no canaries": lambda w: ["corpus", "canaries", "make", "0", "--seed", "1", "--out", w.folder / "k.json"],
    "goes on in the folder of another run": lambda w: w.generate(code="F41.1"),
    "has a ledger of another project": lambda w: ["status", w.kept, "--project", "ward-7"],
    "has a ledger that is read-only": lambda w: w.with_ledger(lambda path: path.write_bytes(read_only(w.ledger))),
    "has a ledger that another program locked": World.while_locked,
    "has copied half of a ledger": lambda w: w.with_ledger(lambda path: path.write_bytes(w.ledger[:40_000])),
    "has copied a run folder without its ledger's log": lambda w: w.generate("--run", w.half_copied()),
    "asks how a run stands in such a copy": lambda w: ["status", w.half_copied()],
    "names a run that the ledger doesn't hold": lambda w: ["resume", f"{w.kept}#nothing"],
    "names a run by its id and no ledger": lambda w: ["status", "r1"],
    "names a ledger of an unknown sort": lambda w: ["status", "mysql://me:hunter2@db/runs#r1"],
    "resumes a run with other rubrics at hand": lambda w: ["resume", w.kept],
    "goes on with a run that was cancelled": World.after_cancelling,
    "has a ledger of a newer version": lambda w: w.with_ledger(newer_version),
    "has something else in the place of the ledger": lambda w: w.with_ledger(
        lambda path: path.write_text("hello" * 99)
    ),
    "has a database of another application there": lambda w: w.with_ledger(other_application),
    "shows a run that isn't there": lambda w: ["show", w.folder / "nowhere"],
    "shows a sample that isn't there": lambda w: ["show", w.kept, "nothing"],
    "names a sample by what several share": World.two_samples,
    "exports a run that isn't there": lambda w: ["export", w.folder / "nowhere", "-o", w.folder / "x.jsonl"],
    "exports to a file that exists": lambda w: ["export", w.kept, "-o", w._rows("mine")],
    "exports over a folder that no export made": lambda w: ["export", w.kept, "-o", w.rubric.parent, "--overwrite"],
    "exports to a name of another format": lambda w: [
        "export",
        w.kept,
        "--format",
        "csv",
        "-o",
        w.folder / "a.parquet",
    ],
    "exports several outcomes to one file": lambda w: [
        "export",
        w.kept,
        "-o",
        w.folder / "a.jsonl",
        "--outcome",
        "accepted",
        "--outcome",
        "surplus",
    ],
    "exports what the run doesn't have": lambda w: ["export", w.kept, "-o", w.folder / "a", "--outcome", "cancelled"],
    "exports in an unknown format": lambda w: ["export", w.kept, "--format", "xlsx", "-o", w.folder / "a"],
    "exports under a judging that isn't": lambda w: ["export", w.kept, "-o", w.folder / "a", "--judging", "0"],
    "decides about a sample that isn't there": lambda w: w.deciding("nobody", "accept", "--who", "a", "--why", "b"),
    "decides with a word that isn't known": lambda w: w.deciding("nobody", "maybe", "--who", "a", "--why", "b"),
    "decides without saying who": lambda w: w.deciding("nobody", "accept", "--why", "b"),
    "decides without saying why": lambda w: w.deciding("nobody", "accept", "--who", "a"),
    "decides about nothing": lambda w: w.deciding(),
    "decides by a file with wrong rows": lambda w: w.deciding(
        "--file", w._rows('{"id": "x", "decision": "accept"}\n{"id": "y", "decision": "maybe", "who": "a", "why": "b"}')
    ),
    "decides by a file without the columns": lambda w: w.deciding("--file", w._rows('{"sample": "x"}')),
    "decides by a file and a sample": lambda w: w.deciding("x", "accept", "--file", w._rows("{}")),
    "has no room on the disk": World.on_a_full_disk,
    "runs out of room while files are written": World.on_a_disk_that_fills,
    "may not write in the run folder": World.where_nobody_may_write,
    "presses Ctrl-C": World.interrupted,
    "names an endpoint that isn't there": World.without_server,
    "has a key that is refused": lambda w: w.with_endpoint(key="sk-right"),
    "names a model that the endpoint doesn't have": lambda w: w.with_endpoint(models=["another"]),
    "has set no key where settings say there is one": World.without_key,
    "puts an endpoint into a pool that isn't there": lambda w: w.with_settings("pools: {p: {members: {gpu: 1}}}"),
    "calls a pool like an endpoint": lambda w: w.with_settings(
        "{endpoints: {a: {model: x/y}}, pools: {a: {members: {a: 1}}}}"
    ),
    "puts a small model and a large one into a pool": lambda w: w.with_settings(
        "endpoints: {a: {model: openai/qwen3-32b}, b: {model: openai/qwen3-0.6b}}\n"
        "pools: {p: {members: {a: 1, b: 1}}}\nroles: {critics: [p]}"
    ),
    "wants batches of a model that runs here": lambda w: w.with_settings(
        "endpoints: {a: {model: embedded/smollm2-135m, batch: {}}}\nroles: {critics: [a]}"
    ),
    "wants batches where no provider takes them": lambda w: w.with_settings(
        "endpoints: {a: {model: anthropic/claude-x, batch: {}}}\nroles: {critics: [a]}"
    ),
    "puts a password into the cache's URL": lambda w: w.with_settings("how: {cache: 'postgresql://me:hush@h/db'}"),
}


@pytest.fixture
def world(
    tmp_path: Path, overlay: Path, case_file: Path, note: str, monkeypatch: pytest.MonkeyPatch, served: Any,
    parrot: tuple[str, ...], certified: Path, run: Any,
) -> Any:  # fmt: skip
    with ExitStack() as stack:
        rubric, kept = overlay / "F32.1.yaml", tmp_path / "kept"
        yield World(tmp_path, rubric, case_file, kept, note, monkeypatch, served, stack, parrot, certified)


def test_the_page_and_the_scenarios_are_the_same() -> None:
    """No row without a test, no test without a row."""
    assert list(ROWS) == list(SCENARIOS)


@pytest.mark.parametrize(
    "what", [pytest.param(name, marks=[pytest.mark.slow] * name.startswith(SLOW), id=name) for name in SCENARIOS]
)
def test_bad_input(what: str, world: World, run: Any) -> None:
    """The message and the exit code stand on the page; what was accepted before stays, and can be gone on with."""
    assert run(*world.generate()).code == 0
    accepted = (world.kept / "accepted.jsonl").read_bytes()
    rubric = world.rubric.read_bytes()
    if what == "names a sample by what several share":
        assert run(*world.generate("-n", "2", "--run", world.folder / "two")).code == 0
    with world.monkeypatch.context() as patched:
        world.monkeypatch = patched
        ended = run(*SCENARIOS[what](world))
    assert ended.code == ROWS[what].code, ended.err
    said = re.sub(r"\s+", " ", ended.err or ended.out)  # findings of a check are what was asked for
    for part in ROWS[what].told.split("…"):
        assert part.strip() in said, f"{part!r} is not in {said!r}"
    assert (world.kept / "accepted.jsonl").read_bytes() == accepted
    world.rubric.write_bytes(rubric)
    assert run(*world.generate("-n", "2")).code == 0
    assert (world.kept / "accepted.jsonl").read_bytes().startswith(accepted)
