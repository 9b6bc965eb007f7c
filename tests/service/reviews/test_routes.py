"""Reviews over HTTP."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx
from tests.service.reviews.conftest import Keep

from casewright.testing.kept_run import RUN

Client = Callable[..., Awaitable[httpx.AsyncClient]]


async def test_a_reviewer_takes_reads_judges_and_takes_back(client: Client, kept: Keep) -> None:
    """The way of an item over HTTP."""
    await kept("needs_review")
    ana = await client("review")
    row = (await ana.get("/v1/reviews/next")).json()
    path = f"/v1/reviews/{row['run']}/{row['sample']}"
    assert (await ana.put(f"{path}/lock")).json()["seat"] == 0
    item = (await ana.get(path)).json()
    assert item["blind"]
    assert item["text"].startswith("Mood is low")
    verdict = {"word": "accept", "answers": {"low-mood": {"answer": "present", "quote": [0, 11]}}}
    said = (await ana.put(f"{path}/verdict", json=verdict)).json()
    assert (said["state"], said["outcome"], said["verdict"]["who"]) == ("settled", "accepted", "ana")
    assert (await ana.get("/v1/reviews/progress")).json()["states"]["settled"] == 1
    assert (await ana.put(f"{path}/lock")).status_code == 204
    back = await ana.post(f"{path}/verdict/withdraw", json={"reason": "too fast"})
    assert back.json() == {"verdict": None, "state": "open", "outcome": None}
    assert (await ana.get("/v1/reviews/agreement")).json()["verdicts"]["n"] == 0


async def test_who_may_not_review_sees_nothing_of_it(client: Client, kept: Keep) -> None:
    """No key, another role, another project."""
    (name,) = await kept("needs_review")
    path = f"/v1/reviews/{RUN}/{name}"
    nobody, sender, stranger = await client(), await client("submit"), await client("review", project="elsewhere")
    assert (await nobody.get(path)).status_code == 401
    assert (await sender.get(path)).status_code == 403
    assert (await stranger.get(path)).status_code == 404
    assert (await stranger.put(f"{path}/verdict", json={"word": "accept"})).status_code == 404
    assert (await stranger.get("/v1/reviews")).json() == {"rows": [], "after": ""}


async def test_a_second_reviewer_is_told_who_is_at_it(client: Client, kept: Keep) -> None:
    """As a problem that says nothing else."""
    (name,) = await kept("needs_review")
    path = f"/v1/reviews/{RUN}/{name}/lock"
    ana, ben = await client("review"), await client("review", name="ben")
    await ana.put(path)
    refused = await ben.put(path)
    assert refused.status_code == 409
    assert (refused.json()["type"], refused.json()["by"]) == ("urn:casewright:problem:locked", ["ana"])
    assert (await ana.delete(path)).status_code == 204
    assert (await ben.put(path)).status_code == 200


async def test_a_body_that_makes_no_sense_is_not_repeated(client: Client, kept: Keep) -> None:
    """Whatever stands in it."""
    (name,) = await kept("needs_review")
    ana = await client("review")
    for body in ({"word": "s3cret"}, {"word": "accept", "s3cret": 1}, {"word": "accept", "answers": {"s3cret/": {}}}):
        found = await ana.put(f"/v1/reviews/{RUN}/{name}/verdict", json=body)
        assert found.status_code == 422
        assert "s3cret" not in found.text
