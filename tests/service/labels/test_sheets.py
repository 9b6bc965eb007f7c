"""Sheets out, filled in, and back: what people answered becomes label sets."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from tests.service.reviews.conftest import Keep, reviewer

from casewright.exams.labels import read_labels
from casewright.service.labels import SheetRequest, label_file, label_sets, make_sheet, take_sheet
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.reviews import GivenAnswer, Saying, say, withdraw
from casewright.service.site import Site
from casewright.testing.kept_run import RUN

ADMIN = reviewer("ada", "rubric-admin")


def filled(body: bytes, **columns: str) -> bytes:
    """The sheet with every row answered so."""
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows({**row, **columns} for row in rows)
    return out.getvalue().encode()


async def test_a_sheet_says_nothing_of_runs_codes_or_critics(site: Site, kept: Keep) -> None:
    """Opaque ids, the text, the question and cells to fill in."""
    await kept("needs_review", "needs_review")
    sheet = await make_sheet(site, ADMIN, SheetRequest(RUN, n=4))
    text = sheet.body.decode("utf-8-sig")
    assert (sheet.questions, sheet.reports) == (4, 2)
    assert "r001" in text and "Mood is low" in text  # noqa: PT018 - both of one sheet
    assert not any(word in text for word in (RUN, "F32.1", "rules", "judge", "needs_review"))


async def test_a_filled_in_sheet_becomes_labels(site: Site, kept: Keep, tmp_path: Path) -> None:
    """By rater, with the place of the quotation, and the same sheet again adds nothing."""
    await kept("needs_review", "needs_review")
    sheet = await make_sheet(site, ADMIN, SheetRequest(RUN, n=4))
    body = filled(sheet.body, answer="present", quote="Mood is low")
    taken = await take_sheet(site, ADMIN, sheet.id, body, "csv", rater="eva")
    assert (taken.labels, taken.again, taken.blank, taken.raters) == (4, 0, 0, ("eva",))
    again = await take_sheet(site, ADMIN, sheet.id, body, "csv", rater="eva")
    assert (again.labels, again.again) == (0, 4)
    path = tmp_path / "labels.jsonl"
    path.write_bytes(await label_file(site, ADMIN, RUN))
    labels = read_labels(path)
    assert {(one.rater, one.answer, one.quote, one.code) for one in labels} == {
        ("eva", "present", "Mood is low", "F32.1")
    }
    (every, own) = await label_sets(site, ADMIN)
    assert (every.id, own.id, own.labels, own.reports, own.unused) == ("all", RUN, 4, 2, 0)


async def test_what_was_answered_is_not_asked_again(site: Site, kept: Keep) -> None:
    """Until nothing is left to ask."""
    await kept("needs_review")
    sheet = await make_sheet(site, ADMIN, SheetRequest(n=100, per_report=100))
    await take_sheet(site, ADMIN, sheet.id, filled(sheet.body, answer="absent", rater="eva"), "csv")
    with pytest.raises(Problem, match="nothing to ask"):
        await make_sheet(site, ADMIN, SheetRequest(n=100))


async def test_answers_of_verdicts_are_labels_until_taken_back(site: Site, kept: Keep, ana: Principal) -> None:
    """A verdict withdrawn says nothing."""
    (name,) = await kept("needs_review")
    assert await label_sets(site, ADMIN) == ()
    await say(site, ana, RUN, name, Saying("accept", answers={"low-mood": GivenAnswer("present", (0, 11))}))
    (every, _) = await label_sets(site, ADMIN)
    assert (every.labels, every.raters, every.criteria, every.languages) == (1, 1, 1, ("en",))
    await withdraw(site, ana, RUN, name)
    assert await label_sets(site, ADMIN) == ()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "can't be read"),
        (b"\xff\xfe\x00", "can't be read"),
        (b"report,answer,rater,criterion\nr001,s3cret,eva,low-mood\n", "row 2, column answer"),
        (b"report,answer,rater,criterion\nr999,present,eva,low-mood\n", "row 2, column report"),
        (b"report,answer,rater,criterion\nr001,present,,low-mood\n", "row 2, column rater"),
        (b"report,answer,rater,criterion,s3cret\nr001,present,eva,low-mood,x\n", "row 2"),
        (b"report,answer,rater,criterion\nr001,present,eva,s3cret/../x\n", "criterion"),
    ],
    ids=["empty", "bytes", "an answer", "a report", "no rater", "a column", "a criterion"],
)
async def test_a_sheet_that_can_not_be_used_is_refused(site: Site, kept: Keep, body: bytes, told: str) -> None:
    """By rows and columns; nothing that stands in it is repeated or kept."""
    await kept("needs_review")
    sheet = await make_sheet(site, ADMIN, SheetRequest(n=2))
    with pytest.raises(Problem, match=told) as caught:
        await take_sheet(site, ADMIN, sheet.id, body, "csv")
    assert caught.value.slug == "invalid"
    assert "s3cret" not in caught.value.detail
    assert await label_sets(site, ADMIN) == ()


async def test_another_projects_sheet_is_not_there(site: Site, kept: Keep) -> None:
    """Nor are its labels."""
    await kept("needs_review")
    sheet = await make_sheet(site, ADMIN, SheetRequest(n=2))
    stranger = Principal("dora", "dora", "elsewhere", frozenset({"rubric-admin"}))
    for name in (sheet.id, "../../x", ""):
        with pytest.raises(Problem) as caught:
            await take_sheet(site, stranger, name, filled(sheet.body, answer="absent", rater="eva"), "csv")
        assert caught.value.slug == "not-found"
    with pytest.raises(Problem):
        await make_sheet(site, stranger, SheetRequest(RUN))


async def test_no_word_of_a_report_is_kept_beside_the_ledger(site: Site, kept: Keep, ana: Principal) -> None:
    """Neither from a sheet's text nor from its quotations and comments."""
    from casewright.service.store import tables

    await kept("needs_review")
    sheet = await make_sheet(site, ADMIN, SheetRequest(n=3))
    body = filled(sheet.body, answer="present", quote="Mood is low", comment="She sleeps little", rater="eva")
    await take_sheet(site, ADMIN, sheet.id, body, "csv")
    kept_rows = await site.database.run(
        lambda connection: [connection.execute(table.select()).all() for table in tables.metadata.sorted_tables]
    )
    assert "Mood is" not in str(kept_rows)
    assert "sleeps" not in str(kept_rows)
