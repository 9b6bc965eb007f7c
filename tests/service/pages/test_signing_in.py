"""Signing in to the pages with a key, and out again."""

from __future__ import annotations

import pytest
from tests.service.conftest import MakeKey
from tests.service.pages.conftest import Visit


async def test_whoever_is_not_signed_in_is_sent_to_do_so_and_back(visitor: Visit, key: MakeKey) -> None:
    """The page that was wanted comes after the key."""
    nobody = await visitor()
    answer = await nobody.get("/review")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=/review"
    form = await nobody.get(answer.headers["location"])
    assert 'name="target" value="/review"' in form.text
    entered = await nobody.post("/login", data={"key": await key("review"), "target": "/review"})
    assert entered.headers["location"] == "/review"
    assert (await nobody.get("/review")).status_code == 200


async def test_a_key_that_opens_nothing_is_not_repeated(visitor: Visit) -> None:
    """It may be a key of something else."""
    nobody = await visitor()
    answer = await nobody.post("/login", data={"key": "cw_wrong_secretwords"})
    assert answer.status_code == 401
    assert "secretwords" not in answer.text
    assert "set-cookie" not in answer.headers


async def test_signing_out_ends_the_session_itself(visitor: Visit) -> None:
    """The cookie is worth nothing afterwards, even to who kept it."""
    ana = await visitor("review")
    kept = dict(ana.cookies)
    assert (await ana.post("/logout")).status_code == 303
    ana.cookies.update(kept)
    assert (await ana.get("/review")).status_code == 303


@pytest.mark.parametrize(
    "target", ["https://example.org", "//example.org", "/\\example.org", "javascript:alert(1)", "/a?b"], ids=str
)
async def test_nobody_is_sent_elsewhere_after_signing_in(visitor: Visit, key: MakeKey, target: str) -> None:
    """Only to paths of this service."""
    nobody = await visitor()
    answer = await nobody.post("/login", data={"key": await key("review"), "target": target})
    assert answer.headers["location"] == "/"


async def test_another_site_can_neither_sign_in_nor_out(visitor: Visit, key: MakeKey) -> None:
    """A form that was posted from elsewhere is refused."""
    ana = await visitor("review")
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert (await ana.post("/logout", headers=elsewhere)).status_code == 403
    assert (await ana.post("/login", data={"key": await key("review")}, headers=elsewhere)).status_code == 403
    assert (await ana.get("/review")).status_code == 200


async def test_reviewers_start_at_their_queue_and_others_at_the_runs(visitor: Visit) -> None:
    """The first page is the one that a person works with."""
    assert (await (await visitor("review")).get("/")).headers["location"] == "/review"
    assert (await (await visitor("submit", name="ben")).get("/")).headers["location"] == "/runs"


async def test_a_page_that_a_role_does_not_open_says_so_in_words(visitor: Visit) -> None:
    """As a page, not as JSON."""
    answer = await (await visitor("submit")).get("/review")
    assert answer.status_code == 403
    assert "text/html" in answer.headers["content-type"]
    assert "review" in answer.text
