"""Reviews on PostgreSQL, where two service processes work at once."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from tests.service.labels.test_sheets import filled
from tests.service.reviews.conftest import fidelity, reviewer, standing

from casewright.runs.workplace import Workplace
from casewright.service.labels import ExamRequest, SheetRequest, label_sets, make_sheet, take_sheet
from casewright.service.labels.exam_rows import add_exam
from casewright.service.opening import open_site
from casewright.service.problems import Problem
from casewright.service.reviews import Saying, agreement_of, item_of, queue_of, say, take_item, withdraw
from casewright.testing.kept_run import RUN, keep_run


@pytest.fixture
def raters() -> int:
    return 2


@pytest.mark.server
async def test_two_processes_settle_what_two_people_say_at_once(place: Workplace, postgres_url: str) -> None:
    """Each item once, in both names; a third finds no seat."""
    there = replace(place, ledger=postgres_url)
    one, other = [await open_site(there, secret=b"a secret of these tests, 32 bytes") for _ in range(2)]
    ana, ben, cleo = (reviewer(name) for name in ("ana", "ben", "cleo"))
    try:
        names = await keep_run(await one.ledgers.of("default"), ["needs_review"] * 6, n=10, fidelity=fidelity())
        pages = await asyncio.gather(queue_of(one, ana), queue_of(other, ben))
        assert [len(page.rows) for page in pages] == [6, 6]
        await take_item(one, ana, RUN, names[0])
        await take_item(other, ben, RUN, names[0])
        with pytest.raises(Problem):
            await take_item(other, cleo, RUN, names[0])
        both = [(one, ana), (other, ben)]
        said = await asyncio.gather(*(say(at, who, RUN, name, Saying("accept")) for name in names for at, who in both))
        assert sum(found.state == "settled" for found in said) == 6
        assert {(await standing(one, name)).who for name in names} <= {"ana and ben", "ben and ana"}
        assert (await agreement_of(other, ben)).verdicts.n == 6
        assert (await withdraw(other, ben, RUN, names[0])).state == "open"
        assert (await item_of(one, ana, RUN, names[0])).verdicts == 1
        sheet = await make_sheet(one, ana, SheetRequest(RUN, n=4))
        body = filled(sheet.body, answer="present", rater="eva")
        assert (await take_sheet(other, ben, sheet.id, body, "csv")).labels == 4
        assert [found.labels for found in await label_sets(one, ana)] == [4, 4]
        assert await other.database.run(lambda connection: add_exam(connection, ana, "exam-1", ExamRequest()))
        assert not await one.database.run(lambda connection: add_exam(connection, ben, "exam-2", ExamRequest()))
    finally:
        await one.close()
        await other.close()
