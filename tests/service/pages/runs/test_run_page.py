"""A run's page: counts that add up, figures with n and interval, and what isn't known said so."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

import httpx
from tests.service.pages.conftest import Visit
from tests.service.pages.runs.conftest import Keep, Ordered

from casewright.service.jobs import JobReport, JobRequest, submit
from casewright.service.principal import Principal
from casewright.service.site import Site
from casewright.testing.kept_run import RUN


def plain(answer: httpx.Response) -> str:
    """The words of a page."""
    assert answer.status_code == 200, answer.text
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())


async def test_a_page_tells_counts_shares_n_and_interval(visitor: Visit, keep: Keep) -> None:
    """Three of five were let through: 60 %, with Wilson's interval."""
    await keep("accepted", "accepted", "accepted", "rejected", "needs_review", None, n=4)
    told = plain(await (await visitor("submit")).get(f"/runs/{RUN}"))
    assert "Accepted 3 of 4 wanted, 1 short" in told
    assert "60 % 95 % 23–88 % n = 5" in told
    assert "Samples 6 1 undecided" in told
    assert "3 accepted 1 needs review 1 rejected 1 planned" in told


async def test_what_nobody_counted_is_said_to_be_unknown(visitor: Visit, keep: Keep) -> None:
    """No acceptance without the parrot's beside it, or the word that it isn't known."""
    await keep("accepted", n=1)
    told = plain(await (await visitor("submit")).get(f"/runs/{RUN}"))
    assert "what the parrot would reach on these cases is not known" in told


async def test_another_projects_runs_are_not_there(visitor: Visit, keep: Keep) -> None:
    """Neither as a page nor in a part of one, nor in the list."""
    await keep("accepted", project="ward")
    ana = await visitor("submit", "review", "privacy")
    for path in ("", "/progress", "/figures", "/samples", f"/samples/{RUN}", "/export.jsonl"):
        assert (await ana.get(f"/runs/{RUN}{path}")).status_code == 404
    assert RUN not in (await ana.get("/runs")).text


async def test_progress_asks_again_until_the_run_is_over(
    visitor: Visit, ordered: Ordered, work: Callable[..., Awaitable[object]]
) -> None:
    """And then rests."""
    ana, run = await visitor("submit"), await ordered(2)
    before = await ana.get(f"/runs/{run}/progress")
    assert f'hx-get="/runs/{run}/progress"' in before.text
    assert "no sample yet" in before.text
    await work(run)
    after = await ana.get(f"/runs/{run}/progress")
    assert "hx-get" not in after.text
    assert "complete" in after.text


async def test_figures_of_a_run_that_workers_finished_are_counted_on_demand(
    visitor: Visit, ordered: Ordered, work: Callable[..., Awaitable[object]], site: Site
) -> None:
    """The parrot's share stands beside the run's, and the page no longer asks."""
    ana, run = await visitor("submit"), await ordered(2)
    await work(run)
    begun = await ana.post(f"/runs/{run}/figures", headers={"HX-Request": "true"})
    assert "Counting" in begun.text
    assert await site.background.wait(f"figures default {run}", 60)
    told = plain(await ana.get(f"/runs/{run}/figures"))
    assert re.search(r"Parrot writer, same cases \d+ %", told)
    assert "Loop-seal gap" in told
    assert "What the gate did to the distribution" in told
    assert "Count now" not in told


async def test_a_run_that_goes_on_is_not_counted(visitor: Visit, ordered: Ordered) -> None:
    """Figures of half a run would be read as those of the whole."""
    ana, run = await visitor("submit"), await ordered(2)
    assert (await ana.post(f"/runs/{run}/figures")).status_code == 409


async def test_cancelling_needs_the_role_and_ends_the_run(visitor: Visit, ordered: Ordered) -> None:
    """Whoever may only look sees no button either."""
    run = await ordered(2)
    looker, orderer = await visitor("evaluate", name="ben"), await visitor("submit")
    assert "Cancel" not in (await looker.get(f"/runs/{run}")).text
    assert (await looker.post(f"/runs/{run}/cancel")).status_code == 403
    assert (await orderer.post(f"/runs/{run}/cancel")).status_code == 303
    assert "cancelled" in plain(await orderer.get(f"/runs/{run}"))


async def test_each_share_stands_beside_the_parrots(
    visitor: Visit, ordered: Ordered, work: Callable[..., Awaitable[object]], site: Site
) -> None:
    """In the list and by code; where nobody counted, that is said."""
    ana, run = await visitor("submit"), await ordered(2)
    assert "not counted" in plain(await ana.get("/runs"))
    await work(run)
    await ana.post(f"/runs/{run}/figures")
    assert await site.background.wait(f"figures default {run}", 60)
    assert "not counted" not in plain(await ana.get("/runs"))
    told = plain(await ana.get(f"/runs/{run}/progress"))
    share = "100 % 34–100 %, n = 2"
    assert f"2 accepted 2 2 {share} {share}" in told


async def test_reports_that_were_handed_in_want_nothing_and_have_no_parrot(
    visitor: Visit, site: Site, work: Callable[..., Awaitable[object]]
) -> None:
    """They are counted as they ended."""
    text = "Low mood on most days for five weeks; he no longer enjoys anything. No thoughts of suicide."
    who = Principal("k", "ana", "default", frozenset({"evaluate"}))
    request = JobRequest(reports=(JobReport(id="visit-1", text=text, code="F32.1", kind="progress"),))
    run = (await submit(site, who, request)).run
    await work(run)
    ana = await visitor("evaluate")
    told = plain(await ana.get(f"/runs/{run}"))
    assert "Reports that were handed in" in told
    assert "there are no cases that a parrot could tell" in told
    assert "Wanted" not in told
    assert "Low mood on most days" in (await ana.get(f"/runs/{run}/samples/visit-1")).text
