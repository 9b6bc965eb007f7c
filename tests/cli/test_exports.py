"""``docs/exports.md``: every command on the page does what it says, in the order of the page."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")


def commands() -> Iterator[list[str]]:
    for body in re.findall(r"^```bash\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL):
        for line in body.replace("\\\n", " ").splitlines():
            yield shlex.split(line)[1:]


@pytest.fixture
def begun(overlay: Path, certified: Path) -> list[str]:
    """The first command, by a rubric and certificates that don't move with those that ship."""
    return [*next(commands()), "--rubrics", str(overlay), "--certificates", str(certified)]


def accepted(file: str) -> list[str]:
    return [json.loads(line)["id"] for line in Path(file).read_text("utf-8").splitlines()]


def test_the_page_can_be_followed(run: Any, tmp_path: Path, begun: list[str]) -> None:
    """From the first command to the last; decisions are followed by exports and filled by the next start."""
    pytest.importorskip("pyarrow")
    _, *rest = commands()
    assert run(*begun).code == 0
    first, second = accepted("runs/demo/accepted.jsonl")
    (tmp_path / "decisions.csv").write_text(f"id,decision,why\n{second},accept,reads true\n", encoding="utf-8")
    for command in rest:
        ended = run(*[first if word == "SAMPLE" else word for word in command])
        assert ended.code == 0, (command, ended.err)
    assert accepted("demo.jsonl") == [first, second]
    assert run("export", "runs/demo", "-o", "now.jsonl").code == 0
    assert accepted("now.jsonl") == [second]
    assert run(*begun).code == 0
    assert len(accepted("runs/demo/accepted.jsonl")) == 2
    assert first not in accepted("runs/demo/accepted.jsonl")
    every_part_is_explained(json.loads(Path("runs/demo/summary.json").read_text("utf-8")))


def every_part_is_explained(summary: dict[str, Any]) -> None:
    """What the page calls a part is there, and no part of the distribution is without a word."""
    assert set(summary["distribution"]) == {"written", "accepted", "traits", "numbers", "refused"}
    for name in ("orders", "yields", "spent", "bill", "stops", "total", "seal", "panels", "parrot", "diversity"):
        assert name in summary
        assert f"`{name}`" in PAGE
    traits = " ".join(PAGE.split())
    assert all(name.replace("_", " ") in traits for name in summary["distribution"]["traits"])
    assert all(name in PAGE for row in summary["orders"] for name in ("why_short", "undecided") if name in row)


def test_a_decision_is_told_with_what_it_changed(run: Any, begun: list[str]) -> None:
    """Before and after, the second time that nothing was appended, and what is short now."""
    assert run(*begun).code == 0
    first, _ = accepted("runs/demo/accepted.jsonl")
    said = ("--who", "dr-a", "--why", "no")
    ended = run("decide", "runs/demo", first, "reject", *said)
    assert f"{first}: accepted → rejected" in ended.out
    assert "1 acceptances were withdrawn" in ended.out
    assert "nothing was appended" in run("decide", "runs/demo", first, "reject", *said).out
    told = json.loads(run("decide", "runs/demo", first, "accept", *said, "--json").out)
    assert (told["before"], told["outcome"], told["who"]) == ("rejected", "accepted", "dr-a")


def test_what_is_left_behind_is_counted(run: Any, begun: list[str]) -> None:
    """A person's rejection is in no export of accepted reports, and is said."""
    assert run(*begun).code == 0
    first, _ = accepted("runs/demo/accepted.jsonl")
    assert run("decide", "runs/demo", first, "reject", "--who", "dr-a", "--why", "no").code == 0
    ended = run("export", "runs/demo", "-o", "set.jsonl")
    assert "set.jsonl: 1 accepted" in ended.out
    assert "not exported: 1 rejected (--outcome)" in ended.out
