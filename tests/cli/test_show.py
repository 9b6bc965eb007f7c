"""``casewright show`` and ``doctor``: for people to read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from casewright.rubrics import resolve
from casewright.testing import certificates_for, write_certificates


@pytest.fixture
def folder(run: Any, parrot: Any, tmp_path: Path) -> Path:
    assert run("generate", "F32.1", "-n", "2", *parrot, "--run", tmp_path / "r").code == 0
    return tmp_path / "r"


def test_a_run_is_a_line_a_sample(run: Any, folder: Path) -> None:
    """With outcome, attempts and measures; below, the diversity of what was accepted."""
    ended = run("show", folder)
    assert ended.code == 0
    assert sum("accepted" in line for line in ended.out.splitlines() if "F32.1" in line) == 2
    assert "diversity of the 2 accepted reports" in ended.out


@pytest.mark.parametrize("text", ["", "{}", '{"run": 3}', "[1]", None], ids=["empty", "bare", "other", "list", "gone"])
def test_diversity_is_measured_anew_where_no_summary_tells_it(run: Any, folder: Path, text: str | None) -> None:
    """Whatever lies in the summary's place."""
    before = run("show", folder).out
    (folder / "summary.json").unlink()
    if text is not None:
        (folder / "summary.json").write_text(text, "utf-8")
    assert run("show", folder).out == before


def test_a_sample_shows_its_evidence(run: Any, folder: Path) -> None:
    """The report, every fact, each criterion with its votes and words, the measures."""
    ended = run("show", folder, "0001")
    assert ended.code == 0
    for part in ("accepted by gate", "gated by facts, rules", "report", "facts", "told", "criteria", "low-mood",
                 "rules: present", "“", "measures", "MTLD", "copying was not assessable"):  # fmt: skip
        assert part in ended.out


def test_who_judged_is_shown(run: Any, folder: Path, parrot: Any) -> None:
    """The marks and certificates of a sample; of a run, the gate's standing, its certificates and the seal."""
    sample = run("show", folder, "0001").out
    assert "gate_uncertified, provisional, no_second_family" in sample
    assert "certificates: synthetic-facts-en, synthetic-rules-en" in sample
    summary = run("generate", "F32.1", "-n", "2", *parrot, "--run", folder).out
    for part in ("gate in en: uncertified (no certificate of the gate", "rules synthetic-rules-en (provisional)",
                 "corrected: none (no certificate of the gate", "seal: no_second_family"):  # fmt: skip
        assert part in summary


def test_a_run_by_its_ledger(run: Any, folder: Path) -> None:
    """A ledger file with ``#id`` names the same."""
    name = run("show", f"{folder / 'ledger.sqlite'}").out
    assert name == run("show", folder).out


def test_markup_in_a_report_is_printed_as_it_is(run: Any, tmp_path: Path) -> None:
    """Square brackets mean something to the printer, escape sequences to the terminal: a report's own do nothing."""
    rows = tmp_path / "n.csv"
    rows.write_text('id,text,code\n[red]x,"Seen by [NAME] [/bold] on [DATE].\x1b[2J Low mood.",F32.1\n', "utf-8")
    run("evaluate", rows, "--run", tmp_path / "e")
    ended = run("show", tmp_path / "e", "red")
    assert ended.code == 0
    assert "Seen by [NAME] [/bold] on [DATE].\ufffd[2J" in ended.out
    assert "[red]x" in ended.out
    assert "[red]x" in run("show", tmp_path / "e").out


def test_what_changed_between_attempts(run: Any, parrot: Any, overlay: Path, case_file: Path, tmp_path: Path) -> None:
    """A sample that was repaired shows why and what."""
    rubric = overlay / "F32.1.yaml"
    rubric.write_text(rubric.read_text("utf-8").replace("concept: elevated-mood", "concept: fluoxetine"), "utf-8")
    reworded = certificates_for([resolve("F32.1", kind="progress", overlays=(overlay,))])
    own = write_certificates(tmp_path / "own", reworded)
    made = run("generate", "F32.1", *parrot, "--certificates", own, "--case", case_file, "--run", tmp_path / "x")
    assert made.code == 3
    ended = run("show", tmp_path / "x", "0000")
    assert "attempt 1 to 2" in ended.out
    assert "because contradiction" in ended.out


def test_doctor_says_what_can_be_used(run: Any) -> None:
    """Code tables, cases, rubrics, writers, extras, disk; each missing part with what to do."""
    ended = run("doctor")
    assert ended.code == 0
    for part in ("code table icd10-who-2019", "cases: drawn for", "rubric F32.1", "embedded/", "extra parquet", "disk"):
        assert part in ended.out


def test_doctor_names_a_broken_part_and_goes_on(run: Any, tmp_path: Path) -> None:
    """Settings that can't be read are an error of the call; endpoints are listed without their keys."""
    config = tmp_path / "c.yaml"
    config.write_text("endpoints: {mine: {model: openai/x, api_key: sk-secret}}\n", encoding="utf-8")
    ended = run("doctor", "--config", config)
    assert "endpoint mine" in ended.out
    assert "sk-secret" not in ended.out
    config.write_text("endpoint: {}\n", encoding="utf-8")
    assert run("doctor", "--config", config).code == 2


@pytest.mark.slow
def test_a_reader_that_hangs_up_is_no_failure(folder: Path) -> None:
    """``casewright show RUN SAMPLE | head -1`` ends quietly; output that can't be kept says why."""
    command = [sys.executable, "-c", "from casewright.cli import main; main()", "show", str(folder), "0001"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0) as process:  # noqa: S603 - our own command
        assert process.stdout
        assert process.stderr
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
    full = Path("/dev/full")
    if full.exists():
        with full.open("w") as out:
            done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603 - our own command
        assert done.returncode == 4
        assert done.stderr.startswith("Error: No space left on device; free some room")
