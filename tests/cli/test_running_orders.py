"""``docs/running-orders.md``: every command on the page does what it says, in the order of the page."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casewright.runs.order_file import read_order_file
from casewright.runs.order_form import Budgets, Entry
from casewright.settings import load_settings

PAGE = (Path(__file__).parents[2] / "docs" / "running-orders.md").read_text("utf-8")
RAISE = "# after raising n"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def lines(*, server: bool) -> Iterator[str]:
    """The commands of the page; those that need a server of PostgreSQL apart."""
    for body in blocks("bash"):
        if ("postgresql://" in body) == server:
            yield from (line for line in body.replace("\\\n", " ").splitlines() if line)


@pytest.fixture
def files(tmp_path: Path, overlay: Path, certified: Path) -> Path:
    """What the page names, for a night of seconds: two orders of two, written by the parrot."""
    night = tmp_path / "night.yaml"
    night.write_text(
        "{defaults: {n: 2, kind: progress, level: named, language: [en, es]}, orders: [{code: F32.1}]}",
        encoding="utf-8",
    )
    settings = f"{{roles: {{writer: parrot}}, rubrics: [{overlay}], certificates: {certified}}}"
    (tmp_path / "house.yaml").write_text(settings, encoding="utf-8")
    return night


def test_the_page_can_be_followed(run: Any, files: Path) -> None:
    """From the look ahead to the larger budget; what is accepted only grows."""
    accepted: list[str] = []
    for line in lines(server=False):
        if line == RAISE:
            files.write_text(files.read_text("utf-8").replace("n: 2", "n: 3"), encoding="utf-8")
            continue
        ended = run(*shlex.split(line)[1:])
        assert ended.code == 0, (line, ended.err)
        kept = Path("night/accepted.jsonl")
        now = [json.loads(row)["id"] for row in kept.read_text("utf-8").splitlines()] if kept.exists() else []
        assert set(accepted) <= set(now), line
        accepted = now
    assert len(accepted) == 6


def test_the_part_on_several_machines(run: Any, files: Path, postgres_url: str, monkeypatch: Any) -> None:
    """A shared ledger, a worker, a session that leaves the samples to workers."""
    for line in lines(server=True):
        if line.startswith("export "):
            monkeypatch.setenv("CASEWRIGHT_LEDGER", postgres_url)
            continue
        ended = run(*shlex.split(line)[1:])
        assert ended.code == 0, (line, ended.err)
    assert "complete; 4 accepted + 0 short = 4" in ended.out


def test_the_order_file_on_the_page_is_one(tmp_path: Path) -> None:
    """With the limits that the text names."""
    file = tmp_path / "night.yaml"
    file.write_text(blocks("yaml")[0], encoding="utf-8")
    found = read_order_file(file)
    assert len(found.orders) == 4 * 4 + 4 + 2
    assert sum(order.n for order in found.orders) == 16 * 200 + 4 * 50 + 2 * 200
    assert found.limits.total.max_usd == 60
    assert {limits.max_samples for limits in found.limits.by_order.values()} == {None, 400}


def test_the_settings_on_the_page_are_settings(tmp_path: Path) -> None:
    """Roles name endpoints."""
    file = tmp_path / "house.yaml"
    file.write_text(blocks("yaml")[1], encoding="utf-8")
    assert load_settings(file).roles.writer == "writer-a"


def test_every_key_is_on_the_page() -> None:
    """What an order may say, and what a run may use."""
    assert {name for name in (*Entry.model_fields, *Budgets.model_fields) if f"`{name}`" not in PAGE} == set()


def test_what_a_preview_says_is_what_the_page_shows(run: Any, files: Path) -> None:
    """The lines, whatever their figures."""
    (shown,) = blocks("text")
    told = run("generate", "night.yaml", "--config", "house.yaml", "--preview", "3").out
    for line in shown.splitlines():
        words = re.split(r"[\d.,]+", line.partition(";")[0])
        assert re.search(r"[\d.,]+".join(map(re.escape, words)), told), line
