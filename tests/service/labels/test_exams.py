"""Exams on people's labels."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from tests.service.reviews.conftest import Keep, reviewer

from casewright.service.labels import Exam, ExamRequest, exam_of, exams_of, keep_exam, start_exam
from casewright.service.labels.exam_rows import add_exam
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.reviews import GivenAnswer, Saying, say
from casewright.service.site import Site
from casewright.testing.kept_run import RUN

ADMIN = reviewer("ada", "rubric-admin")
ALONE = ExamRequest(bases="none")
Label = Callable[[], Awaitable[None]]


@pytest.fixture
def labelled(site: Site, kept: Keep, ana: Principal) -> Label:
    """Three reports with answers of one person."""

    async def label() -> None:
        answers = {"low-mood": GivenAnswer("present"), "elation": GivenAnswer("absent")}
        for name in await kept(*["needs_review"] * 3):
            await say(site, ana, RUN, name, Saying("accept", answers=answers))

    return label


async def ended(site: Site, name: str) -> Exam:
    """The exam once it is over."""
    await site.background.wait(name, 60)
    return await exam_of(site, ADMIN, name)


async def test_one_click_examines_the_rules_on_what_people_answered(site: Site, labelled: Label) -> None:
    """In a process of its own; its certificate counts once it is kept, by a click of its own."""
    await labelled()
    begun = await start_exam(site, ADMIN, ALONE)
    assert (begun.state, begun.by, begun.request) == ("waiting", "ada", ALONE)
    exam = await ended(site, begun.id)
    assert (exam.state, exam.why) == ("done", "")
    (certificate,) = exam.certificates
    assert (certificate["critic"], certificate["language"], certificate["labelled"]) == ("rules", "en", 3)
    assert (certificate["grade"], exam.done, exam.total) == ("provisional", 12, 12)
    assert [one.id for one in await exams_of(site, ADMIN)] == [exam.id]
    assert "Mood is low" not in str(exam.certificates)
    folder = site.place.certificates
    assert folder is not None
    file = folder / f"{certificate['id']}.json"
    assert not file.exists()
    assert (await keep_exam(site, ADMIN, exam.id)).kept == (certificate["id"],)
    file.unlink()  # the folder is that of all tests


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        (ExamRequest(labels="nothing"), "not-found"),
        (ExamRequest(labels="../x"), "not-found"),
        (ExamRequest(critic="openai/gpt-anything"), "unknown-name"),
    ],
    ids=["no set", "a path", "a critic that settings don't name"],
)
async def test_what_settings_and_labels_do_not_have_is_refused(
    site: Site, labelled: Label, asked: ExamRequest, slug: str
) -> None:
    """Before anything is begun."""
    await labelled()
    with pytest.raises(Problem) as caught:
        await start_exam(site, ADMIN, asked)
    assert caught.value.slug == slug
    assert await exams_of(site, ADMIN) == ()


async def test_one_exam_sits_at_a_time(site: Site, labelled: Label) -> None:
    """Another is refused while one goes on, in whatever process."""
    await labelled()
    await site.database.run(lambda connection: add_exam(connection, ADMIN, "exam-elsewhere", ALONE))
    with pytest.raises(Problem) as caught:
        await start_exam(site, ADMIN, ALONE)
    assert caught.value.slug == "conflict"


async def test_a_service_that_stops_leaves_no_process_behind(site: Site, labelled: Label) -> None:
    """The exam says what became of it."""
    await labelled()
    exam = await start_exam(site, ADMIN, replace(ALONE, bases="both"))
    await asyncio.sleep(0.05)
    await site.background.close()
    found = await exam_of(site, ADMIN, exam.id)
    assert (found.state, "stopped" in found.why) == ("failed", True)


async def test_an_exam_that_tells_nothing_has_lost_its_process(site: Site) -> None:
    """And keeps nobody waiting."""
    from sqlalchemy import update

    from casewright.service.store.tables import exams

    await site.database.run(lambda connection: add_exam(connection, ADMIN, "exam-1", ALONE))
    await site.database.run(lambda connection: connection.execute(update(exams).values(beat=1.0)))
    assert (await exam_of(site, ADMIN, "exam-1")).state == "failed"
    assert await site.database.run(lambda connection: add_exam(connection, ADMIN, "exam-2", ALONE))
