"""``docs/measuring-a-set.md``: every command on the page does what it says, in the order of the page."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casewright.cli.corpus import CORPUS
from casewright.settings import load_settings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "measuring-a-set.md").read_text("utf-8")


def commands() -> Iterator[list[str]]:
    for body in re.findall(r"^```bash\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL):
        for line in body.replace("\\\n", " ").splitlines():
            yield shlex.split(line)[1:]


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files that the page names, made of our own notes."""
    monkeypatch.setenv("NEW_KEY", "a key of more than sixteen")
    monkeypatch.setenv("WARD_KEY", "another of more than sixteen")
    notes = [json.loads(line) for line in (ROOT / "examples/reference_notes.jsonl").read_text("utf-8").splitlines()]
    later = [{"patient": "p90", "text": "He came on foot and said that the mill had shut for good."}]
    kept = [note for note in (*notes[:20], *later) if note["patient"] != "p02"]
    write(tmp_path / "reference_notes.jsonl", notes[:20])
    write(tmp_path / "held_out.jsonl", [{**note, "patient": f"other-{note['patient']}"} for note in notes[20:]])
    write(tmp_path / "later.jsonl", later)
    write(tmp_path / "kept.jsonl", kept)
    (tmp_path / "left.txt").write_text("p02\n", encoding="utf-8")
    told = ["She sleeps badly and has no plans.", "He is calm and asks for his dog.", notes[3]["text"]]
    write(tmp_path / "reports.jsonl", [{"id": f"r{n}", "code": "F32.1", "text": text} for n, text in enumerate(told)])


def test_the_page_can_be_followed(run: Any, files: None) -> None:
    """From the first command to the last; an index that was purged is made again where the page goes on with it."""
    found = list(commands())
    made = found[0]
    for command in found:
        if "ward.cwindex" in command and command[1] == "scan" and not Path("ward.cwindex").exists():
            assert run(*made).code == 0
        ended = run(*command)
        assert ended.code == (5 if "--fail-on" in command else 0), (command, ended.err)
    assert Path("canaries.json").is_file()


def test_the_settings_on_the_page_are_settings(tmp_path: Path) -> None:
    """They name an index."""
    (body,) = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    file = tmp_path / "c.yaml"
    file.write_text(body, encoding="utf-8")
    assert load_settings(file).corpora["ward"].index == tmp_path / "ward.cwindex"


def test_every_command_and_figure_is_on_the_page(run: Any, files: None) -> None:
    """What isn't explained isn't printed."""
    shown = {f"casewright corpus {name}" for name in CORPUS}
    assert {name for name in shown if name not in PAGE} == set()
    ended = run("measure", "reports.jsonl", "--reference", "reference_notes.jsonl", "--holdout", "held_out.jsonl",
                "--patient", "patient", "--json")  # fmt: skip
    told = json.loads(ended.out)
    named = {name.partition(".")[0] for name in (*told["copying"]["figures"], *told["distances"]["reports"])}
    named |= set(told["diversity"]["overall"]) | {name.partition(".")[0] for name in told["distances"]["membership"]}
    families = {name for name in named if not re.search(rf"`{re.escape(re.sub(r'_[0-9]+$', '', name))}", PAGE)}
    assert families - {"verbatim_copies"} == set()
