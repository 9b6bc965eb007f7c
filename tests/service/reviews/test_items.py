"""What a reviewer sees, and what a blind one doesn't."""

from __future__ import annotations

import pytest
from tests.service.reviews.conftest import Keep

from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.reviews import Saying, item_of, say
from casewright.service.site import Site
from casewright.testing.kept_run import RUN


async def test_a_blind_item_holds_the_report_and_the_questions_alone(site: Site, kept: Keep, ana: Principal) -> None:
    """No vote, verdict, decision, fact or earlier draft."""
    (name,) = await kept("needs_review")
    item = await item_of(site, ana, RUN, name)
    assert item.blind
    assert item.decision is None
    assert item.machine is None
    assert {one.id for one in item.criteria} >= {"low-mood", "few-pleasures", "elation"}
    assert all(one.result is None and one.seal is None for one in item.criteria)
    assert not {"fidelity", "decision", "facts", "case", "privacy", "history", "gated_by"} & set(item.record)
    assert item.words == ("accept", "reject")


async def test_after_ones_own_verdict_everything_is_shown(site: Site, kept: Keep, ana: Principal) -> None:
    """And what the machine decided can be overridden."""
    (name,) = await kept("rejected")
    await say(site, ana, RUN, name, Saying("reject", "too thin"))
    item = await item_of(site, ana, RUN, name)
    assert not item.blind
    assert item.machine == "rejected"
    assert item.record["fidelity"]["support"] == 0.9
    mood = next(one for one in item.criteria if one.id == "low-mood")
    assert mood.result is not None
    assert len(mood.result["votes"]) == 2
    assert item.own is not None
    assert item.own.reason == "too thin"
    assert item.own.blind
    assert "override" in item.words


@pytest.mark.parametrize(
    ("run", "sample"),
    [("made-up", "nobody"), ("nowhere", "F32.1-en-progress-000000-0000"), ("../x", "y"), ("a/b", "c"), ("", "")],
    ids=["no sample", "no run", "a path", "a slash", "empty"],
)
async def test_what_is_not_there_is_not_found(site: Site, kept: Keep, ana: Principal, run: str, sample: str) -> None:
    """Ids are looked up, whatever they look like."""
    await kept("needs_review")
    with pytest.raises(Problem) as caught:
        await item_of(site, ana, run, sample)
    assert caught.value.slug == "not-found"


async def test_whoever_saw_an_item_is_in_the_audit(site: Site, kept: Keep, ana: Principal) -> None:
    """By name, with the item's ids and nothing of its text."""
    from sqlalchemy import select

    from casewright.service.store.tables import audit

    (name,) = await kept("needs_review")
    await item_of(site, ana, RUN, name)
    rows = await site.database.run(lambda connection: connection.execute(select(audit)).all())
    assert [(row.who, row.did, row.what) for row in rows] == [("ana", "review.see", f"{RUN}/{name}")]
