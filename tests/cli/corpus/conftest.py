"""A small corpus of our own: three patients, one of them with two notes, in words that no other text has by chance."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

NOTES = (
    ("p1", "The baker of Quimby Lane has slept four hours a night since the ovens were moved to the cellar in March."),
    ("p1", "The baker of Quimby Lane now sleeps six hours and no longer hears the old ovens humming under the floor."),
    ("p2", "Her brother keeps nineteen canaries and she has fed every one of them although she eats nothing herself."),
    (
        "p3",
        "He counts the lamps on the ferry twice, going out and coming home, and writes both numbers down.",
    ),
)
COPY = NOTES[2][1]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Real notes, as their holder has them."""
    path = tmp_path / "notes.jsonl"
    rows = [{"text": text, "who": who} for who, text in NOTES]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def index(notes: Path, run: Any) -> Path:
    """An index of them, with patients."""
    path = notes.with_suffix(".cwindex")
    assert run("corpus", "index", notes, "--patient", "who").code == 0
    assert path.is_file()
    return path


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Two reports, one of which copies."""
    path = tmp_path / "reports.jsonl"
    rows = [
        {"id": "own", "text": "She feels tired and wants to be left alone with her garden for the time being."},
        {"id": "copied", "text": f"History: {COPY} She wants help with that."},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def said() -> Any:
    """Words of the corpus that stand in what a command said: there must be none."""

    def leaked(*told: str) -> list[str]:
        words = {"quimby", "ovens", "canaries", "nineteen", "ferry", "lamps", "baker"}
        return sorted(word for word in words if any(word in text.lower() for text in told))

    return leaked
