"""Label sets, sheets out and in, and exams with one click."""

from __future__ import annotations

import csv
import io
import re

import pytest
from tests.service.pages.conftest import Visit

from casewright.certificates import read_certificates
from casewright.service.labels import Exam, ExamRequest
from casewright.service.pages.rendering import environment
from casewright.service.site import Site
from casewright.testing.kept_run import keep_run
from casewright.wire import to_json


@pytest.fixture
async def sheet(visitor: Visit, site: Site) -> tuple[str, bytes]:
    """The id of a sheet of two questions that was handed out, and what is in it."""
    await keep_run(await site.ledgers.of("default"), ["needs_review", "accepted"], n=2)
    ana = await visitor("rubric-admin", "review")
    answer = await ana.post("/labels/sheets", data={"n": "2", "per_report": "1"})
    assert answer.status_code == 200, answer.text
    name = re.search(r'filename="([^"]+)"', answer.headers["content-disposition"])
    found = re.search(r"sheet-[0-9a-f]+", name[1]) if name else None
    assert found, answer.headers
    return found[0], answer.content


def answered(body: bytes, answer: str = "present") -> bytes:
    """The sheet as a rater gives it back."""
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    told = io.StringIO()
    writer = csv.DictWriter(told, rows[0].keys())
    writer.writeheader()
    writer.writerows({**row, "answer": answer, "rater": "eva"} for row in rows)
    return told.getvalue().encode()


async def test_without_answers_the_page_says_where_they_come_from(visitor: Visit) -> None:
    """And needs the role."""
    page = await (await visitor("rubric-admin")).get("/labels")
    assert "Nobody has answered a criterion yet" in page.text
    assert (await (await visitor("review", name="eva")).get("/labels")).status_code == 403


async def test_a_sheet_that_comes_back_is_a_label_set(visitor: Visit, sheet: tuple[str, bytes]) -> None:
    """What was taken is said, and the set can be taken out again."""
    ana, (name, body) = await visitor("rubric-admin"), sheet
    sent = {"file": ("answers.csv", answered(body), "text/csv")}
    page = await ana.post("/labels/sheets/taken", data={"sheet": name}, files=sent)
    assert "Taken: 2 answers of eva" in page.text
    assert "the whole project" in page.text
    taken = await ana.get("/labels/all/file", params={"form": "csv"})
    assert taken.text.count("eva") == 2


async def test_rows_that_cannot_be_used_are_named_and_not_repeated(visitor: Visit, sheet: tuple[str, bytes]) -> None:
    """The page stays, with what is wrong."""
    ana, (name, body) = await visitor("rubric-admin"), sheet
    sent = {"file": ("answers.csv", answered(body, "certainlyso"), "text/csv")}
    page = await ana.post("/labels/sheets/taken", data={"sheet": name}, files=sent)
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert "certainlyso" not in page.text
    other = {"file": ("answers.pdf", b"%PDF", "application/pdf")}
    assert (await ana.post("/labels/sheets/taken", data={"sheet": name}, files=other)).status_code == 422


async def test_an_exam_begins_with_one_click(visitor: Visit, sheet: tuple[str, bytes]) -> None:
    """Its page follows it."""
    ana, (name, body) = await visitor("rubric-admin"), sheet
    sent = {"file": ("answers.csv", answered(body), "text/csv")}
    await ana.post("/labels/sheets/taken", data={"sheet": name}, files=sent)
    begun = await ana.post("/labels/exams", data={"labels": "all", "bases": "none"})
    assert begun.status_code == 303
    page = await ana.get(begun.headers["location"])
    assert "Exam of rules" in page.text
    assert f'hx-get="{begun.headers["location"]}/progress"' in page.text
    assert begun.headers["location"].rpartition("/")[2] in (await ana.get("/labels")).text


async def test_what_an_exam_found_is_shown(site: Site) -> None:
    """Every certificate with its rates and n, and that it doesn't count until somebody says so."""
    assert site.place.certificates
    found = next(one for one in read_certificates([site.place.certificates]) if one.critic == "rules")
    exam = Exam("exam-1", ExamRequest(), "ana", "done", 1, 1, (to_json(found),), "", 0.0)
    page = environment().get_template("labels/exam_part.html").render(exam=exam, again=False)
    assert f"{found.bases} base texts, {found.items} items" in page
    assert "Go by this from now on" in page
    assert f"of {next(iter(found.families.values())).false_accepts.n}" in page
