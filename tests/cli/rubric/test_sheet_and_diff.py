"""``casewright rubric sheet`` and ``diff``: what they say, write, and leave alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def test_a_sheet_goes_out_and_comes_back(run: Any, own: Path) -> None:
    """Unchanged the file stays as it is; edited it says what that costs; nothing else is overwritten."""
    path = own / "F32.1.yaml"
    before = path.read_text("utf-8")
    assert run("rubric", "sheet", path, "--out", "s.csv").code == 0
    assert "nothing differs" in run("rubric", "sheet", "--read", "s.csv", "--into", path).out
    assert path.read_text("utf-8") == before
    sheet = Path("s.csv")
    sheet.write_text(sheet.read_text("utf-8").replace("Elated?", "Elated now?"), encoding="utf-8")
    ended = run("rubric", "sheet", "--read", sheet, "--into", path)
    assert "changed elation: asks; hash moved, labels and certificates are lost" in ended.out
    assert "version: 0.3.0" in path.read_text("utf-8")
    assert "# wrong on purpose" in path.read_text("utf-8")
    again = run("rubric", "sheet", "--read", sheet, "--into", path)
    assert again.code == 2
    assert "[sheet-stale]" in again.err


def test_a_bad_sheet_changes_nothing(run: Any, own: Path) -> None:
    """Every cell at once, exit code 2."""
    path = own / "F32.1.yaml"
    run("rubric", "sheet", "F32.1", "--rubrics", own, "--out", "s.csv")
    text = Path("s.csv").read_text("utf-8").replace("core-symptoms,supports,diagnosis,5", "core-symptoms,suports,,-5")
    Path("s.csv").write_text(text, encoding="utf-8")
    before = path.read_text("utf-8")
    ended = run("rubric", "sheet", "--read", "s.csv", "--into", path)
    assert ended.code == 2
    assert "problems: 3" in ended.err
    assert "sheet!B10: [sheet-choice] unknown role 'suports'; did you mean 'supports'?" in ended.err
    assert path.read_text("utf-8") == before
    assert run("rubric", "sheet").code == 2
    assert run("rubric", "sheet", "F32.1", "--out", "s.ods").code == 2


def test_a_page_to_sign(run: Any, own: Path) -> None:
    """On standard output, or in a file."""
    assert "Signature" in run("rubric", "sheet", own / "F32.1.yaml", "--print", "--out", "p.html").out + Path(
        "p.html"
    ).read_text("utf-8")


def test_diff_of_ours_and_a_folder(run: Any, own: Path) -> None:
    """Criteria, vetoes, labels; for programs too."""
    said = run("rubric", "diff", "ours", own).out
    assert "added elation (contradicts)" in said
    assert "vetoes gained: elation" in said
    assert "inherit a change: who:F32.1" in said
    told = json.loads(run("rubric", "diff", "F32.1", own, "--json").out)
    assert told["vetoes_gained"] == ["elation"]
    assert {"id": "symptom-range", "change": "removed"}.items() <= told["criteria"][1].items()
    assert "nothing differs" in run("rubric", "diff", "F32", "who:F32").out
    assert run("rubric", "diff", "ours").code == 2
    assert run("rubric", "diff", "F32.1", "F99.99").code == 2


def test_diff_says_which_decisions_change(run: Any, parrot: Any, overlay: Path, certified: Path) -> None:
    """Against what was decided, and nothing is appended. What is found otherwise was not examined, and only advises."""
    assert run("generate", "F32.1", *parrot, "-n", "1", "--run", "r").code == 0
    given = ("--run", "r", "--certificates", certified)
    assert "no decision changes" in run("rubric", "diff", overlay, *given).out
    path = overlay / "F32.1.yaml"
    path.write_text(path.read_text("utf-8").replace("concept: elevated-mood", "concept: depressed-mood"), "utf-8")
    told = json.loads(run("rubric", "diff", overlay, *given, "--json").out)["run"]
    assert told["counts_before"] == {"accepted": 1}
    assert told["counts_after"] == {"needs_review": 1}
    assert (told["changes"][0]["before"], told["changes"][0]["after"]) == ("accepted", "needs_review")
    assert not Path("r/judgings").exists()
