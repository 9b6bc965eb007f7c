"""A run's samples: paged by key, filtered, blind where a verdict is still to come, inert whatever they hold."""

from __future__ import annotations

import re

import pytest
from tests.service.pages.conftest import Visit
from tests.service.pages.runs.conftest import Keep

from casewright.testing.kept_run import ORDER, RUN, made_record
from casewright.types import OverlapSpan, Privacy


def ids(page: str) -> list[str]:
    """The samples of a page, in order."""
    return re.findall(rf'/runs/{RUN}/samples/({ORDER}-\d+)"', page)


async def test_pages_go_on_where_the_last_one_ended(visitor: Visit, keep: Keep) -> None:
    """Each sample stands on one page, in order."""
    kept, ana = await keep(*["accepted"] * 205, n=205), await visitor("submit")
    first = await ana.get(f"/runs/{RUN}/samples")
    following = re.search(r'rel="next" href="([^"]+)"', first.text)
    assert following
    second = await ana.get(following[1].replace("&amp;", "&"))
    third = await ana.get(f"/runs/{RUN}/samples", params={"after": ids(second.text)[-1]})
    assert ids(first.text) + ids(second.text) + ids(third.text) == kept
    assert "That is all." in third.text


async def test_filters_hold_over_pages(visitor: Visit, keep: Keep) -> None:
    """By outcome, code and language."""
    kept = await keep("accepted", "rejected", "accepted", "rejected")
    ana = await visitor("submit")
    rejected = await ana.get(f"/runs/{RUN}/samples", params={"outcome": "rejected", "code": "F32.1"})
    assert ids(rejected.text) == [kept[1], kept[3]]
    assert ids((await ana.get(f"/runs/{RUN}/samples", params={"language": "es"})).text) == []


@pytest.mark.parametrize("query", ["outcome=won", "after=../etc", "after=nobody", "code=<b>"])
async def test_what_no_filter_is_gets_refused_and_not_repeated(visitor: Visit, keep: Keep, query: str) -> None:
    """The page says what is wrong, without the words."""
    await keep("accepted")
    answer = await (await visitor("submit")).get(f"/runs/{RUN}/samples?{query}")
    assert answer.status_code in (404, 422)
    assert query.partition("=")[2] not in answer.text


async def test_a_report_made_of_markup_shows_as_text(visitor: Visit, keep: Keep) -> None:
    """In its sections, quotations and reasons alike."""
    text = made_record(0).text or ""
    bad = "<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}"
    [sample] = await keep("accepted", text=f"{bad} {text}")
    page = (await (await visitor("submit")).get(f"/runs/{RUN}/samples/{sample}")).text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in page


async def test_overlap_shows_figures_to_the_privacy_role_alone(visitor: Visit, keep: Keep) -> None:
    """Others learn that it failed, and see no masked text."""
    masked = "Seen at home. █████ ███ said so."
    copied = Privacy("ward notes, 900 notes", 14, 0.3, 0.2, 0.1, (OverlapSpan(14, 23, 14),), limits={"longest_run": 12})
    [sample] = await keep("rejected", text=masked, masked=True, privacy=copied, sections=())
    without = (await (await visitor("submit")).get(f"/runs/{RUN}/samples/{sample}")).text
    assert "█" not in without
    assert "ward notes" not in without
    assert "fail" in without
    seen = (await (await visitor("submit", "privacy", name="eva")).get(f"/runs/{RUN}/samples/{sample}")).text
    assert masked in seen
    assert "longest run 14 words" in " ".join(seen.split())


async def test_a_blind_reviewer_sees_no_outcome_until_their_verdict_is_in(visitor: Visit, keep: Keep) -> None:
    """Neither in the list nor on the sample's page, nor by filter or export."""
    kept = await keep("accepted", "needs_review")
    ana = await visitor("review")
    page = (await ana.get(f"/runs/{RUN}/samples")).text
    assert page.count("to be judged") == 2
    assert "badge-accepted" not in page
    one = (await ana.get(f"/runs/{RUN}/samples/{kept[0]}")).text
    assert f"/review/{RUN}/{kept[0]}" in one
    assert "accepted" not in one
    assert (await ana.get(f"/runs/{RUN}/samples?outcome=accepted")).status_code == 403
    assert (await ana.get(f"/runs/{RUN}/export.jsonl")).status_code == 403
    assert "badge-accepted" in (await (await visitor("submit", name="tom")).get(f"/runs/{RUN}/samples")).text


async def test_a_criterion_is_followed_to_its_file_and_its_words(visitor: Visit, keep: Keep) -> None:
    """Which rubric asks it, what code looks for, and where this report says so."""
    from tests.service.reviews.conftest import fidelity

    text = made_record(3).text or ""
    [sample] = await keep("accepted", text=text, fidelity=fidelity())
    page = (await (await visitor("submit")).get(f"/runs/{RUN}/samples/{sample}?criterion=low-mood")).text
    assert "from who:F32.1 1.0.0" in page
    assert "concept: depressed-mood" in page
    assert "rules in en <strong>" in page
    assert re.search(r'<mark class="found"[^>]*>is low for 5 weeks<', page)
