"""Pages of runs, studies, rubrics, labels and certificates in a real browser."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest
from tests.service.pages.conftest import Browse

from casewright.ledger.protocol import Ledger, OrderRow, PlannedSample, RunRow
from casewright.service.site import Site
from casewright.testing.kept_run import keep_run
from casewright.types import Decision

pytestmark = pytest.mark.server
Work = Callable[..., Coroutine[Any, Any, object]]
BIG, MANY = "many-samples", 100_000


async def test_an_order_is_watched_until_it_is_complete(browse: Browse, work: Work) -> None:
    """From the form to its figures without loading a page again: workers do it, the page follows."""
    page = await browse("submit")
    await page.goto("/runs")
    await page.click("text=New order")
    await page.fill("#code", "F32.1")
    await page.select_option("#kind", "progress")
    await page.fill("#n", "3")
    await page.click("main button")
    await page.wait_for_url("**/runs/*")
    assert await page.locator("#progress .badge-run-open").count() == 1
    run = page.url.rpartition("/")[2]
    working = asyncio.create_task(work(run))
    await page.wait_for_selector("#progress .badge-run-complete", timeout=60_000)
    await working
    assert await page.locator("#progress[hx-get]").count() == 0
    assert "of 3 wanted, 0 short" in await page.inner_text("#progress")
    assert page.failures == []


async def test_a_hundred_thousand_samples_are_paged(browse: Browse, site: Site) -> None:
    """A page holds a hundred of them, wherever one is; the run's own page counts all."""
    await _keep_many(await site.ledgers.of("default"))
    page = await browse("submit")
    await page.goto(f"/runs/{BIG}")
    assert "100,000" in await page.inner_text("#progress")
    await page.click("main a:text-is('Samples')")
    await page.wait_for_url("**/samples")
    assert await page.locator("tbody tr").count() == 100
    await page.click("text=Next page")
    await page.wait_for_url("**/samples?after=*")
    assert (await page.locator("tbody th").first.inner_text()) == "s-000100"
    await page.goto(f"/runs/{BIG}/samples?after=s-099949")
    assert await page.locator("tbody tr").count() == 50
    assert await page.locator("text=That is all.").count() == 1


@pytest.mark.parametrize("width", [390, 1280])
async def test_axe_finds_nothing_serious(
    browse: Browse, axe: Callable[[Any], Awaitable[None]], site: Site, width: int
) -> None:
    """On every page, as wide as a phone and as a screen; and no script fails."""
    kept = await keep_run(await site.ledgers.of("default"), ["accepted", "rejected", "needs_review", None], n=3)
    assert site.place.certificates
    certificate = next(site.place.certificates.glob("*.json")).stem
    page = await browse("submit", "rubric-admin", width=width)
    places = (
        "/runs",
        "/runs/new",
        "/runs/made-up",
        "/runs/made-up/samples",
        f"/runs/made-up/samples/{kept[0]}",
        "/studies",
        "/rubrics",
        "/rubrics?q=depressive",
        "/rubrics/icd10-who-2019/F32.1",
        "/labels",
        "/certificates",
        f"/certificates/{certificate}",
    )
    for path in places:
        answer = await page.goto(path)
        assert answer.status == 200, path
        await axe(page)
        wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, f"{path} is {wide} px wider than the window"
    assert page.failures == []


async def _keep_many(ledger: Ledger) -> None:
    """Samples without records: what a page of a run reads of them."""
    order = {"system": "icd10-who-2019", "code": "F41.1", "language": "en", "kind": "intake", "level": "named"}
    await ledger.open_run(RunRow(BIG, {"seed": 1}, {}), [OrderRow("a", order, MANY)])
    for start in range(0, MANY, 5000):
        planned = [PlannedSample(f"s-{k:06d}", "a", k, 1, {}) for k in range(start, start + 5000)]
        await ledger.add_samples(BIG, planned)
    for start in range(0, 2000, 500):
        decided = [
            ledger.decide(BIG, f"s-{k:06d}", Decision("accepted", "gate", "j")) for k in range(start, start + 500)
        ]
        await asyncio.gather(*decided)
