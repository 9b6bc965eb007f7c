"""A judge that is a model sits: its calls are bounded, and an exam begun again pays for none of them twice."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator

import pytest
from tests.service.reviews.conftest import Keep, reviewer

from casewright.service.labels import ExamRequest, exam_of, start_exam
from casewright.service.principal import Principal
from casewright.service.reviews import GivenAnswer, Saying, say
from casewright.service.site import Site
from casewright.testing import FaultEndpoint
from casewright.testing.kept_run import RUN

ADMIN = reviewer("ada", "rubric-admin")
SILENT = json.dumps({"reason": "Nothing is said.", "quote": "", "answer": "not_mentioned"})
SETTINGS = """\
roles: {{writer: parrot, critics: [mine]}}
endpoints: {{mine: {{model: openai/local, api_base: '{base}', api_key: k}}}}
"""


@pytest.fixture
async def endpoint() -> AsyncGenerator[FaultEndpoint, None]:
    """Where the judge is."""
    async with FaultEndpoint(default=SILENT) as served:
        yield served


@pytest.fixture
def settings_text(endpoint: FaultEndpoint) -> str:
    return SETTINGS.format(base=endpoint.api_base)


@pytest.mark.slow
async def test_a_judge_is_examined_and_no_answer_is_paid_twice(
    site: Site, kept: Keep, ana: Principal, endpoint: FaultEndpoint
) -> None:
    """Its certificate is on people's reports alone; nothing of a key or an address is in it."""
    for name in await kept(*["needs_review"] * 3):
        await say(site, ana, RUN, name, Saying("accept", answers={"low-mood": GivenAnswer("present")}))
    asked = ExamRequest(critic="mine", bases="none", calls=50)
    exam = await start_exam(site, ADMIN, asked)
    await site.background.wait(exam.id, 90)
    found = await exam_of(site, ADMIN, exam.id)
    assert (found.state, found.why) == ("done", "")
    (certificate,) = found.certificates
    assert certificate["labelled"] == 3
    assert endpoint.api_base not in json.dumps(certificate)
    paid = len([one for one in endpoint.requests if one.path.endswith("completions")])
    assert 0 < paid <= 50
    again = await start_exam(site, ADMIN, asked)
    await site.background.wait(again.id, 90)
    assert (await exam_of(site, ADMIN, again.id)).state == "done"
    assert len([one for one in endpoint.requests if one.path.endswith("completions")]) == paid
