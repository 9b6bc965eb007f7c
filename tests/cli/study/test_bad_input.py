"""Every row about studies in ``docs/bad-input.md``: what a user reads, the exit code, and nothing lost."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from casewright.cli.ending import run_command
from casewright.exams.labels.tabular import read_table, write_table
from casewright.studies.sheets.form import COLUMNS

PAGE = Path(__file__).parents[3] / "docs" / "bad-input.md"
TABLE = PAGE.read_text("utf-8").partition("\n## Studies\n")[2].partition("\n## ")[0]


class Line(NamedTuple):
    """A row of the page."""

    told: str
    code: int


FOUND = re.findall(r"^\| (?!what a user|-)(.+?) \| (.+?) \| (\d+) \|$", TABLE, re.MULTILINE)
ROWS = {what: Line(told, int(code)) for what, told, code in FOUND}
ENDPOINT = "model: openai/one, small: false, api_base: 'http://127.0.0.1:9/v1', api_key_env: NO_SUCH_KEY"
STUDY: Mapping[str, Any] = {
    "title": "Small",
    "writers": {"one": "one"},
    "orders": {"low-mood": {"code": "F32.1", "kind": "progress", "level": "named", "n": 2}},
    "attempts": 2,
}
PARROT = "out/runs/parrot-low-mood-once-s0"
TEXTS = [{"id": f"r{at}", "code": "F32.1", "text": f"The ferryman of landing {at} lies awake."} for at in range(4)]


def write_rows(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@dataclass
class World:
    """A folder with a begun study, a run that isn't finished, texts, notes and two sheets; commands run in it."""

    folder: Path
    shared: tuple[str, ...]
    exports: Callable[..., Path]

    def study(self, *more: str, **changed: Any) -> list[Any]:
        """The study with other keys."""
        (self.folder / "study.yaml").write_text(json.dumps({**STUDY, **changed}), encoding="utf-8")
        return ["study", "run", "study.yaml", "--out", "out", "--config", "c.yaml", *self.shared, *more]

    def with_order(self, *more: str, **changed: Any) -> list[Any]:
        return self.study(*more, orders={"low-mood": {**STUDY["orders"]["low-mood"], **changed}})

    def beside_another(self) -> list[Any]:
        """Something else in the study's folder has the name of its journal."""
        (self.folder / "other").mkdir()
        (self.folder / "other" / "study.json").write_text("[]", encoding="utf-8")
        return self.study("--out", "other")

    def report(self, *places: str | Path) -> list[Any]:
        return ["study", "report", "--no-parrot", *places]

    def empty(self) -> list[Any]:
        (self.folder / "empty").mkdir()
        return self.report("empty")

    def two_writers(self) -> list[Any]:
        return self.report(*(f"x={self.exports(name, ['accepted'])}" for name in ("a", "b")))

    def corrupt(self) -> list[Any]:
        place = self.exports("broken", ["accepted"])
        with (place / "accepted.jsonl").open("a", encoding="utf-8") as file:
            file.write("{\n")
        return self.report(place)

    def blank(self) -> list[Any]:
        return ["study", "compare", write_rows(self.folder / "blank.jsonl", [{"text": " "}, {"text": ""}])]

    def filled(self, key: str = "s", **said: str) -> list[Any]:
        """The first sheet as it came back from somebody who wrote this into its first row."""
        rows = [dict(row) for _, row in read_table(self.folder / "s.csv") if not isinstance(row, str)]
        rows[0] |= {"rater": "A", "verdict": "real", **said}
        write_table(self.folder / "filled.csv", COLUMNS, rows)
        return ["study", "ratings", "filled.csv", "--key", f"{key}.csv.key.jsonl"]


Doing = Callable[[World], list[Any]]
SCENARIOS: dict[str, Doing] = {
    "names an unknown writer in an arm": lambda w: w.study(arms=[{"writers": "oen"}]),
    "names the parrot as a writer": lambda w: w.study(writers={"one": "one", "bird": "parrot"}),
    "sets max_samples in a study file": lambda w: w.with_order(max_samples=5),
    "sets a round_size smaller than n": lambda w: w.study(round_size=1),
    "has one order in two groups": lambda w: w.study(
        orders={"low-mood": STUDY["orders"]["low-mood"], "again": STUDY["orders"]["low-mood"]}
    ),
    "gives one model two names": lambda w: w.study(writers={"one": "one", "two": "one"}),
    "raises n in a study that was begun": lambda w: w.with_order("--only", "parrot", n=3),
    "chooses a cell that isn't": lambda w: w.study("--only", "oen"),
    "works a study off where another study.json lies": World.beside_another,
    "has set no key of a study's writer": lambda w: w.study(),
    "reports on a place that isn't there": lambda w: w.report("none"),
    "reports on an empty folder": World.empty,
    "reports on a folder of runs": lambda w: w.report("out/runs"),
    "reports on a run twice": lambda w: w.report(PARROT, w.folder / PARROT),
    "reports on a run that isn't finished": lambda w: w.report("half"),
    "reports on a study that isn't finished": lambda w: w.report("out"),
    "names two writers as one arm": World.two_writers,
    "reports on an export with a corrupt line": World.corrupt,
    "measures an unknown part": lambda w: w.report(PARROT, "--only", "diversty"),
    "names a field of codes that real notes lack": lambda w: w.report(
        PARROT, "--real", "notes.jsonl", "--real-code", "icd"
    ),
    "reports on held-out notes without those they are held out from": lambda w: w.report(
        PARROT, "--holdout", "notes.jsonl"
    ),
    "writes a report into a study's own folder": lambda w: w.report(PARROT, "-o", "out"),
    "compares texts that are all blank": World.blank,
    "puts real notes on a sheet without saying that they may be shown": lambda w: [
        *("study", "sheet", "texts.jsonl", "-o", "new.csv", "--real", "notes.jsonl")
    ],
    "writes a sheet and its key to one file": lambda w: [
        *("study", "sheet", "texts.jsonl", "-o", "new.jsonl", "--key", "new.jsonl")
    ],
    "writes a sheet in an unknown format": lambda w: ["study", "sheet", "texts.jsonl", "-o", "new.docx"],
    "reads a sheet whose text was edited": lambda w: w.filled(text="The ferryman sleeps."),
    "reads a sheet with the key of another": lambda w: w.filled(key="t"),
    "reads a sheet with a verdict outside the list": lambda w: w.filled(verdict="fake"),
}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory, small_rubric: str, certified: Path) -> Path:
    """The folder of the world, made once."""
    folder = tmp_path_factory.mktemp("begun")
    (folder / "rubrics").mkdir()
    (folder / "rubrics" / "F32.1.yaml").write_text(small_rubric, encoding="utf-8")
    (folder / "c.yaml").write_text(f"endpoints: {{one: {{{ENDPOINT}}}}}\n", encoding="utf-8")
    (folder / "study.yaml").write_text(json.dumps(STUDY), encoding="utf-8")
    write_rows(folder / "texts.jsonl", TEXTS)
    write_rows(folder / "notes.jsonl", [{"text": "She keeps to her room and sleeps little."}])
    shared = ("--rubrics", "rubrics", "--certificates", str(certified))
    order = ("F32.1", "--kind", "progress", "--level", "named", "-n", "2", "--writer", "parrot", *shared)
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        patched.setattr("casewright.certificates.reading.shipped_certificates", tuple)
        for command in (
            ("study", "run", "study.yaml", "--out", "out", "--config", "c.yaml", "--only", "parrot", *shared),
            ("generate", *order, "--preview", "1", "--run", "half"),
            ("study", "sheet", "texts.jsonl", "-n", "4", "-o", "s.csv"),
            ("study", "sheet", "texts.jsonl", "-n", "4", "-o", "t.csv", "--seed", "1"),
        ):
            assert run_command(list(command)) == 0
    return folder


@pytest.fixture
def world(begun: Path, tmp_path: Path, run: Any, certified: Path, exports: Callable[..., Path]) -> World:
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    return World(tmp_path, ("--rubrics", "rubrics", "--certificates", str(certified)), exports)


def completed(folder: Path) -> dict[str, bytes]:
    """What was made before: reports, sheets and their keys."""
    patterns = (f"{PARROT}/accepted.jsonl", "[st].csv*")
    return {str(path.relative_to(folder)): path.read_bytes() for one in patterns for path in folder.glob(one)}


def test_the_page_and_the_scenarios_are_the_same() -> None:
    """No row without a test, no test without a row."""
    assert list(ROWS) == list(SCENARIOS)


@pytest.mark.parametrize("what", list(SCENARIOS))
def test_bad_input(what: str, world: World, run: Any) -> None:
    """The message and the exit code stand on the page; what was completed before stays."""
    before = completed(world.folder)
    assert {f"{PARROT}/accepted.jsonl", "s.csv", "s.csv.key.jsonl"} <= before.keys()
    ended = run(*SCENARIOS[what](world))
    assert ended.code == ROWS[what].code, ended.err
    said = re.sub(r"\s+", " ", ended.err)
    for part in ROWS[what].told.split("…"):
        assert part.strip() in said, f"{part!r} is not in {said!r}"
    assert before.items() <= completed(world.folder).items()
    assert not list(world.folder.glob("new*"))


def test_a_study_goes_on_after_a_wrong_call(world: World, run: Any) -> None:
    """Mended, the same command finds what it had done; nothing of it is written again."""
    before = completed(world.folder)
    assert run(*world.with_order("--only", "parrot", n=3)).code == 2
    assert run(*world.beside_another()).code == 2
    ended = run(*world.study("--only", "parrot"))
    assert (ended.code, "1 of 1 cells are complete: nothing is left to write" in ended.out) == (0, True)
    assert completed(world.folder) == before
