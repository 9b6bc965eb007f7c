"""Studies: found in the folders that settings name, shown as far as they are, their report without any power."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.service.pages.conftest import Visit

from casewright.measures.figure import Figure
from casewright.studies.book import ArmLine, Book
from casewright.studies.part import Claim, Part
from casewright.studies.run.journal import CellEntry, Journal, WriterEntry, write_journal
from casewright.studies.table import Column, Row, Table
from casewright.wire import to_json

WRITER = WriterEntry("parrot", "parrot", "", "parrot:1")


@pytest.fixture
def studies(tmp_path: Path) -> Path:
    """A folder with two studies: one under way, one with a report."""
    folder = tmp_path / "studies"
    cells = (
        CellEntry("a", "runs/a", "r1", "small", "g", True, 0, 10, "complete", decided=10, outcomes={"accepted": 7}),
        CellEntry("b", "runs/b", "r2", "small", "g", False, 0, 10, "running", decided=4, outcomes={"accepted": 1}),
    )
    for name in ("going on", "done"):
        (folder / name).mkdir(parents=True)
        journal = Journal(f"Study {name}", "s.yaml", {}, {}, "", "local", "", {"small": WRITER}, cells)
        write_journal(folder / name, journal)
    _report(folder / "done" / "report")
    return folder


def _report(folder: Path) -> None:
    table = Table(
        id="accepted",
        title="Accepted reports",
        labels=("Arm",),
        columns=(Column("share", "Accepted of tried"),),
        rows=(Row(("small",), {"share": Figure(0.7, 10, 0.4, 0.89)}),),
    )
    claim = Claim("<b>small</b> is better than the parrot.", "open", "10 pairs are too few")
    part = Part("acceptance", "Acceptance", tables=(table,))
    book = Book("Study done", {"seed": "0"}, (ArmLine("small", 10, 10, 7, "passed"),), (part,), (claim,))
    (folder / "figures").mkdir(parents=True)
    (folder / "study.json").write_text(json.dumps({"schema": 1, **to_json(book)}), encoding="utf-8")
    (folder / "report.html").write_text("<script>alert(1)</script><h1>Study</h1>", encoding="utf-8")
    (folder / "figures" / "accepted.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (folder / "secret.txt").write_text("not a figure", encoding="utf-8")


@pytest.fixture
def settings_text(studies: Path) -> str:
    return f"roles: {{writer: parrot}}\nservice: {{studies: [{json.dumps(str(studies))}]}}\n"


async def test_studies_of_a_folder_are_listed_with_how_far_they_are(visitor: Visit) -> None:
    """By a name that an address can have."""
    page = " ".join((await (await visitor("evaluate")).get("/studies")).text.split())
    assert '<a href="/studies/going-on">' in page
    assert '14 <span class="quiet">of 20</span>' in page
    assert "1 running" in page


async def test_a_report_shows_claims_and_figures_with_n_and_interval(visitor: Visit) -> None:
    """What a claim says is text."""
    page = (await (await visitor("evaluate")).get("/studies/done")).text
    assert "&lt;b&gt;small&lt;/b&gt; is better" in page
    assert "0.40–0.89, n = 10" in page
    assert "Not yet" in page


async def test_a_study_without_a_report_says_so(visitor: Visit) -> None:
    """Its cells are there anyway."""
    ana = await visitor("evaluate")
    assert "No report was made yet" in (await ana.get("/studies/going-on")).text
    assert (await ana.get("/studies/going-on/report")).status_code == 404


async def test_a_reports_own_page_may_run_and_load_nothing(visitor: Visit) -> None:
    """It is a file that somebody put there."""
    answer = await (await visitor("evaluate")).get("/studies/done/report")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "script-src" not in policy


@pytest.mark.parametrize("name", ["secret.txt", "..%2Fstudy.json", "%2e%2e%2fsecret.txt", "other.svg"])
async def test_only_pictures_of_the_report_are_given_out(visitor: Visit, name: str) -> None:
    """No path leads elsewhere."""
    ana = await visitor("evaluate")
    assert (await ana.get("/studies/done/figures/accepted.svg")).status_code == 200
    assert (await ana.get(f"/studies/done/figures/{name}")).status_code == 404


async def test_a_study_that_can_not_be_read_does_not_hide_the_others(visitor: Visit, studies: Path) -> None:
    """It is named with why."""
    (studies / "done" / "study.json").write_text("{", encoding="utf-8")
    page = (await (await visitor("evaluate")).get("/studies")).text
    assert "can&#39;t be read" in page
    assert "/studies/going-on" in page
