"""The queue and an item as a browser without scripts sees them."""

from __future__ import annotations

import html
import re

import pytest
from tests.service.pages.conftest import Visit

from casewright.service.site import Site
from casewright.testing.kept_run import RUN, keep_run
from casewright.types import CriterionResult, Fidelity, Outcome, OverlapSpan, Privacy, Quote, Vote

TEXT = "Mood is low for {n} weeks. She sleeps little and sees few friends; she denies any elation."


@pytest.fixture
def raters() -> int:
    return 1


@pytest.fixture
def settings_text(raters: int) -> str:
    return f"roles: {{writer: parrot}}\nservice: {{raters: {raters}}}\n"


def fidelity() -> Fidelity:
    """Two critics who differ on low-mood, one of them with a quotation."""
    shown = Vote("rules", "low-mood", "rules", "present", "found it", (Quote("Mood is low", 0, 11),))
    differing = Vote("judge", "low-mood", "text", "not_mentioned", "did not find it", searched=("history",))
    return judged((shown, differing))


def judged(votes: tuple[Vote, ...]) -> Fidelity:
    """What these votes on low-mood make of a report."""
    result = CriterionResult("low-mood", "supports", "diagnosis", 2.0, "undetermined", votes)
    return Fidelity(0.5, 0.5, 0.6, (), None, (result,))


async def outcome(site: Site, sample: str) -> str:
    """What stands in the ledger."""
    row = await (await site.ledgers.of("default")).sample(RUN, sample)
    assert row is not None
    assert row.decision is not None
    return row.decision.outcome


async def kept(site: Site, *outcomes: Outcome, **changed: object) -> list[str]:
    ledger = await site.ledgers.of("default")
    return await keep_run(ledger, outcomes, n=5, **{"fidelity": fidelity(), **changed})


async def test_the_queue_leads_to_an_item_and_on(site: Site, visitor: Visit) -> None:
    """From the list, or straight to what most wants looking at."""
    names = await kept(site, "needs_review", "needs_review")
    ana = await visitor("review")
    page = await ana.get("/review")
    assert all(f"/review/{RUN}/{name}" in page.text for name in names)
    first = (await ana.get("/review/next")).headers["location"]
    assert first.removeprefix(f"/review/{RUN}/") in names
    on = await ana.post(first + "/skip")
    assert on.headers["location"] == "/review/next"
    second = (await ana.get("/review/next")).headers["location"]
    assert second != first
    await ana.post(second + "/skip")
    assert "Bring back what was put off (2)" in (await ana.get("/review/next")).text


async def test_nothing_of_critics_is_on_the_page_before_ones_own_verdict(site: Site, visitor: Visit) -> None:
    """And all of it afterwards, with what one answered oneself."""
    (name,) = await kept(site, "needs_review")
    ana, path = await visitor("review", "privacy"), f"/review/{RUN}/{name}"
    before = (await ana.get(path)).text
    for word in ("found it", "did not find it", "undetermined", "coverage", "answers differ"):
        assert word not in before
    form = {"word": "accept", "answer:low-mood": "present", "quote:low-mood": "Mood is low", "reason": ""}
    assert (await ana.post(path, data=form)).status_code == 303
    after = (await ana.get(path)).text
    for word in ("found it", "did not find it", "answers differ", "you: present", "You said <strong>accept</strong>"):
        assert word in after


async def test_a_quotation_is_lit_where_it_stands(site: Site, visitor: Visit) -> None:
    """The piece of text has the name of the criterion."""
    (name,) = await kept(site, "needs_review")
    ana, path = await visitor("review"), f"/review/{RUN}/{name}"
    await ana.post(path, data={"word": "accept"})
    page = (await ana.get(path)).text
    card = re.search(r'data-name="(c\d+)">(?:(?!data-name).)*found it', page, re.DOTALL)
    assert card
    assert re.search(rf'data-marks="[^"]*\b{card[1]}\b[^"]*">Mood is low</span>', page)


@pytest.mark.parametrize("raters", [1, 2], ids=["one rater", "two raters"])
async def test_what_can_not_be_taken_comes_back_as_it_was_filled_in(site: Site, visitor: Visit, raters: int) -> None:
    """With a word on what is wrong; nothing was kept."""
    (name,) = await kept(site, "needs_review")
    ana, path = await visitor("review"), f"/review/{RUN}/{name}"
    form = {"word": "reject", "answer:low-mood": "absent", "quote:low-mood": "Mood is low"}
    answer = await ana.post(path, data=form)
    assert answer.status_code == 422
    assert "say why" in answer.text
    assert re.search(r'name="answer:low-mood" value="absent" checked', answer.text)
    assert 'value="Mood is low"' in answer.text
    assert "You said" not in (await ana.get(path)).text


async def test_a_verdict_is_undone_from_the_item_or_from_the_next(site: Site, visitor: Visit) -> None:
    """The last verdict is a key away."""
    first, second = await kept(site, "needs_review", "needs_review")
    ana, path = await visitor("review"), f"/review/{RUN}/{first}"
    await ana.post(path, data={"word": "reject", "reason": "too thin"})
    assert f'href="{path}"' in (await ana.get(f"/review/{RUN}/{second}")).text
    assert (await ana.post(path + "/undo")).status_code == 303
    page = (await ana.get(path)).text
    assert 'value="accept"' in page
    assert "too thin" in page
    assert await outcome(site, first) == "needs_review"


async def test_an_item_that_another_is_at_can_be_read(site: Site, visitor: Visit) -> None:
    """But not judged, until it is given back."""
    (name,) = await kept(site, "needs_review")
    ana, ben, path = await visitor("review"), await visitor("review", name="ben"), f"/review/{RUN}/{name}"
    until = re.search(r'data-until="([\d.]+)"', (await ana.get(path)).text)
    assert until
    page = (await ben.get(path)).text
    assert "ana is at this item now" in page
    assert 'value="accept"' not in page
    assert (await ben.post(path, data={"word": "accept"})).status_code == 422
    await ana.post(path + "/release?until=1.000")
    assert "ana is at this item now" in (await ben.get(path)).text
    await ana.post(f"{path}/release?until={until[1]}")
    assert 'value="accept"' in (await ben.get(path)).text


@pytest.mark.parametrize("raters", [2])
async def test_two_who_differ_go_to_a_third(site: Site, visitor: Visit, raters: int) -> None:
    """Who sees both verdicts and both answers."""
    (name,) = await kept(site, "needs_review")
    path = f"/review/{RUN}/{name}"
    ana, ben, cleo = [await visitor("review", name=who) for who in ("ana", "ben", "cleo")]
    await ana.post(path, data={"word": "accept", "answer:low-mood": "present"})
    assert "a second person is still to judge" in (await ana.get(path)).text
    before = (await ben.get(path)).text
    assert "ana" not in before
    await ben.post(path, data={"word": "reject", "reason": "too thin", "answer:low-mood": "absent"})
    assert "a third person" in (await ben.get(path)).text
    page = (await cleo.get(path)).text
    assert "Your word settles it" in page
    assert "too thin" in page
    assert "answers differ" in page
    await cleo.post(path, data={"word": "accept", "reason": "enough"})
    assert await outcome(site, name) == "accepted"
    assert "Krippendorff" in (await ana.get("/review/agreement")).text


async def test_a_report_made_of_markup_is_text(site: Site, visitor: Visit) -> None:
    """Wherever words of a record or of a person are shown."""
    from tests.service.reviews.conftest import finish

    evil = "<script>alert(1)</script><img src=x onerror=alert(2)> Mood is low."
    await kept(site, "needs_review")
    vote = Vote("rules", "low-mood", "rules", "present", evil, (Quote(evil, 0, len(evil)),))
    name = await finish(site, 7, "needs_review", text=evil, sections=(), fidelity=judged((vote,)))
    ana, path = await visitor("review", name=evil[:60]), f"/review/{RUN}/{name}"
    await ana.post(path, data={"word": "reject", "reason": evil})
    for page in (await ana.get(path), await ana.get("/review")):
        assert "<script>alert" not in page.text
        assert "<img" not in page.text
    assert html.escape("<script>alert(1)</script>") in (await ana.get(path)).text


async def test_overlap_is_shown_to_who_has_the_role(site: Site, visitor: Visit) -> None:
    """Spans and figures for privacy; pass, fail or not assessable for others."""
    found = Privacy("notes (n = 900)", 5, 0.11, 0.0, 0.3, (OverlapSpan(0, 11, 3),), ())
    first, second = await kept(site, "needs_review", "needs_review", privacy=found)
    ana, ben = await visitor("review", "privacy"), await visitor("review", name="ben")
    for who, name in ((ana, first), (ben, second)):
        await who.post(f"/review/{RUN}/{name}", data={"word": "accept"})
    seen = (await ana.get(f"/review/{RUN}/{first}")).text
    assert "has-copy" in seen
    assert "longest run 5 words" in seen
    hidden = (await ben.get(f"/review/{RUN}/{second}")).text
    assert "has-copy" not in hidden
    assert "longest run" not in hidden
    assert "notes (n = 900)" not in hidden


@pytest.mark.parametrize("path", ["/review/nowhere/nobody", "/review/..%2f/x", f"/review/{RUN}/%3Cb%3E"], ids=str)
async def test_what_is_not_there_is_a_page_that_says_so(visitor: Visit, path: str) -> None:
    """And never repeats what was asked for."""
    answer = await (await visitor("review")).get(path)
    assert answer.status_code in (404, 422)
    assert "<b>" not in answer.text


async def test_another_project_has_a_queue_of_its_own(site: Site, visitor: Visit) -> None:
    """What is not one's own is not there."""
    (name,) = await kept(site, "needs_review")
    stranger = await visitor("review", project="other")
    assert name not in (await stranger.get("/review")).text
    assert (await stranger.get(f"/review/{RUN}/{name}")).status_code == 404


async def test_filters_go_along_from_the_queue_to_the_next_item(site: Site, visitor: Visit) -> None:
    """Whoever reviews one code goes on with it."""
    (name,) = await kept(site, "needs_review")
    ana = await visitor("review")
    assert name in (await ana.get("/review?code=F32.1")).text
    assert name not in (await ana.get("/review?code=F20")).text
    assert (await ana.get("/review/next?code=F32.1")).headers["location"].endswith("?code=F32.1")
    assert (await ana.get("/review?after=made-up")).status_code == 400
