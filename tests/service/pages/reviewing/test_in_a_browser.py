"""The review page in Chromium: a reviewer's way by keyboard alone, blind, with two raters, on a phone."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from tests.service.pages.conftest import Browse
from tests.service.pages.reviewing.test_review_pages import fidelity, judged, kept, outcome
from tests.service.reviews.conftest import finish

from casewright.service.site import Site
from casewright.testing.kept_run import RUN
from casewright.types import OverlapSpan, Privacy, Quote, Vote

pytestmark = pytest.mark.server
Check = Callable[[Any], Awaitable[None]]


@pytest.fixture
def raters() -> int:
    return 1


@pytest.fixture
def settings_text(raters: int) -> str:
    return f"roles: {{writer: parrot}}\nservice: {{raters: {raters}}}\n"


async def pressed(page: Any, *keys: str) -> None:
    for key in keys:
        await page.keyboard.press(key)


async def goes(page: Any, key: str) -> None:
    """A key that leads to another page."""
    async with page.expect_navigation():
        await page.keyboard.press(key)


async def test_a_reviewer_works_by_keyboard_alone(site: Site, browse: Browse) -> None:
    """From the queue through answers with a quotation, an acceptance, its undoing, and a rejection, to the end."""
    first, second = await kept(site, "needs_review", "needs_review")
    page = await browse("review", name="ana")
    await pressed(page, "j")
    assert await page.evaluate("document.activeElement.matches('[data-row]')")
    await goes(page, "n")
    item = page.url.rpartition("/")[2]
    assert item in (first, second)
    await pressed(page, "j", "1", "s", "e", "q")
    opened = page.locator(".criterion[open]")
    assert await opened.locator("input:checked").get_attribute("value") == "present"
    taken = await opened.locator('input[name^="quote:"]').input_value()
    assert re.fullmatch(r"Mood is low for \d weeks\. She sleeps little and .* elation\.", taken)
    await goes(page, "a")
    assert await page.locator(".verdict-said strong").inner_text() == "accept"
    assert await outcome(site, item) == "accepted"
    await pressed(page, "j")
    assert await page.locator(".criterion[open] .vote-own").count() == 1
    await page.locator(".piece.lit").first.wait_for()  # a criterion says that it opened a moment after it did
    await goes(page, "u")
    assert await outcome(site, item) == "needs_review"
    await pressed(page, "r")
    await page.keyboard.type("no duration")
    await goes(page, "Enter")
    assert await outcome(site, item) == "rejected"
    await goes(page, "n")
    assert page.url.rpartition("/")[2] == ({first, second} - {item}).pop()
    await goes(page, "a")
    await goes(page, "n")
    assert "That was the last one" in await page.inner_text("h1")
    assert page.failures == []


async def test_a_rejection_without_a_reason_goes_nowhere(site: Site, browse: Browse) -> None:
    """The field asks for it, Enter without words does nothing, and Escape leaves it."""
    (name,) = await kept(site, "needs_review")
    page = await browse("review")
    await page.goto(f"/review/{RUN}/{name}")
    await pressed(page, "r", "Enter")
    assert await page.evaluate("document.activeElement.id") == "reason"
    await pressed(page, "Escape", "j")
    assert await page.locator(".criterion[open]").count() == 1
    assert await outcome(site, name) == "needs_review"


async def test_keys_are_told_on_a_question_mark(site: Site, browse: Browse) -> None:
    """And nothing else happens while they are shown."""
    (name,) = await kept(site, "needs_review")
    page = await browse("review")
    await page.goto(f"/review/{RUN}/{name}")
    await pressed(page, "?")
    assert await page.locator("dialog[open] kbd").count() > 10
    await pressed(page, "a")
    await pressed(page, "Escape")
    assert await page.locator("dialog[open]").count() == 0
    assert await outcome(site, name) == "needs_review"


@pytest.mark.parametrize("way", ["key", "button"])
async def test_what_is_selected_becomes_a_quotation(site: Site, browse: Browse, way: str) -> None:
    """Code points are counted, not the halves that a script counts."""
    await kept(site, "needs_review")
    text = "\U0001f600 Mood 𝒳 is low. Mood is low today."
    name = await finish(site, 5, "needs_review", text=text, sections=())
    page = await browse("review")
    await page.goto(f"/review/{RUN}/{name}")
    await pressed(page, "j", "1")
    await page.evaluate(
        """() => {
            const node = document.querySelector('.piece').firstChild;
            const at = node.data.lastIndexOf('Mood');
            getSelection().setBaseAndExtent(node, at, node, at + 12);
        }"""
    )
    await (pressed(page, "q") if way == "key" else page.click(".criterion[open] [data-take]"))
    await goes(page, "a")
    start = text.index("Mood is low today")
    found = await site.database.read(
        lambda connection: connection.exec_driver_sql("select answers from service_verdicts").scalar_one()
    )
    assert f"[{start}, {start + 11}]" in found


async def test_nothing_of_critics_reaches_a_blind_reader(site: Site, browse: Browse) -> None:
    """Not in what is shown, nor in what the page holds."""
    (name,) = await kept(site, "needs_review")
    page = await browse("review", "privacy")
    await page.goto(f"/review/{RUN}/{name}")
    assert "found it" not in await page.content()
    assert "blind" in await page.inner_text("main")
    await goes(page, "a")
    assert "found it" in await page.content()


@pytest.mark.parametrize("raters", [2])
async def test_two_people_at_once_and_a_third(site: Site, browse: Browse, raters: int) -> None:
    """Both work on one item in their own browsers; who comes third settles it."""
    (name,) = await kept(site, "needs_review")
    ana, ben, cleo = [await browse("review", name=who) for who in ("ana", "ben", "cleo")]
    for page in (ana, ben):
        await page.goto(f"/review/{RUN}/{name}")
    await cleo.goto(f"/review/{RUN}/{name}")
    assert "ana and ben are at this item now" in await cleo.inner_text("main")
    await goes(ana, "a")
    await pressed(ben, "r")
    await ben.keyboard.type("too thin")
    await goes(ben, "Enter")
    await cleo.reload()
    assert "Your word settles it" in await cleo.inner_text("main")
    await goes(cleo, "a")
    assert await outcome(site, name) == "accepted"
    assert [page.failures for page in (ana, ben, cleo)] == [[], [], []]


async def test_leaving_gives_the_item_back(site: Site, browse: Browse) -> None:
    """Another can have it at once; a reload keeps it."""
    (name,) = await kept(site, "needs_review")
    ana, ben = await browse("review"), await browse("review", name="ben")
    await ana.goto(f"/review/{RUN}/{name}")
    await ana.reload()
    await ben.goto(f"/review/{RUN}/{name}")
    assert "ana is at this item now" in await ben.inner_text("main")
    await pressed(ana, "g", "q")
    await ana.wait_for_url("**/review")
    async with asyncio.timeout(10):
        while not await ben.locator(".say-accept").count():
            await ben.reload()


async def test_a_report_with_a_script_in_it_stays_text(site: Site, browse: Browse) -> None:
    """Shown as it was written; nothing of it runs, loads or changes the page."""
    await kept(site, "needs_review")
    evil = '<script>document.title="taken"</script><img src=x onerror=\'document.title="taken"\'> Mood is low.'
    vote = Vote("rules", "low-mood", "rules", "present", evil, (Quote(evil, 0, len(evil)),))
    name = await finish(site, 5, "needs_review", text=evil, sections=(), fidelity=judged((vote,)))
    page = await browse("review", name=evil)
    await page.goto(f"/review/{RUN}/{name}")
    await pressed(page, "r")
    await page.keyboard.type(evil)
    await goes(page, "Enter")
    await pressed(page, "j")
    assert evil in await page.inner_text("#report")
    assert await page.title() != "taken"
    assert await page.locator("#report img, #report script").count() == 0
    assert page.failures == []


async def test_reading_and_deciding_need_no_script(site: Site, browse: Browse) -> None:
    """With scripts off the same forms and links do it."""
    (name,) = await kept(site, "needs_review")
    page = await browse("review", scripts=False)
    await page.click("text=Start reviewing")
    await page.click(".criterion summary")
    await page.check(".criterion[open] input[value=present]", force=True)
    await page.fill('.criterion[open] input[name^="quote:"]', "Mood is low")
    await page.click(".say-accept")
    assert "You said" in await page.inner_text(".verdict-bar")
    assert await outcome(site, name) == "accepted"


async def test_the_page_fits_a_phone(site: Site, browse: Browse) -> None:
    """Nothing lies beyond the edge, and the verdict is under the thumb."""
    (name,) = await kept(site, "needs_review")
    page = await browse("review", width=390, height=780)
    for path in ("/review", f"/review/{RUN}/{name}", "/help"):
        await page.goto(path)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    await page.goto(f"/review/{RUN}/{name}")
    box = await page.locator(".say-accept").bounding_box()
    assert box["height"] >= 40
    assert box["y"] + box["height"] <= 780


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_serious(site: Site, browse: Browse, axe: Check, scheme: str) -> None:
    """On every page of the review, by day and by night."""
    found = Privacy("notes", 5, 0.1, 0.0, 0.3, (OverlapSpan(0, 11, 3),), ())
    first, second = await kept(site, "needs_review", "needs_review", privacy=found, fidelity=fidelity())
    page = await browse("review", "privacy")
    await page.emulate_media(color_scheme=scheme)
    await page.goto("/review")
    await page.wait_for_selector("text=No item has two verdicts")
    await axe(page)
    await page.goto(f"/review/{RUN}/{first}")
    await pressed(page, "j", "1")
    await axe(page)
    await goes(page, "a")
    await pressed(page, "j", "x")
    await axe(page)
    await pressed(page, "?")
    await axe(page)
    await pressed(page, "Escape")
    await goes(page, "n")
    await pressed(page, "a")
    await page.wait_for_selector("text=You said")
    await goes(page, "n")
    await axe(page)
    await page.click("text=Sign out")
    await axe(page)
    assert second
    assert page.failures == []
