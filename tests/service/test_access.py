"""Who may do what: keys, roles, sessions, other sites' requests, rates and requests in flight."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Annotated

import httpx
import pytest
from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.middleware import Middleware

from casewright.service.access import caller_of, requires
from casewright.service.http.leaving import Leaving
from casewright.service.keys import KeyRing, make_key, revoke_key, rotate_key
from casewright.service.keys.making import key_of
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.site import Site

MakeKey = Callable[..., Awaitable[str]]
Submitter = Annotated[Principal, Depends(requires("submit"))]
Private = Annotated[Principal, Depends(requires("privacy", "review"))]
Anybody = Annotated[Principal, Depends(requires())]
OURS = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class Door:
    """Some routes behind keys, with what may be held open in them."""

    app: FastAPI
    open: asyncio.Event = field(default_factory=asyncio.Event)
    inside: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))

    async def ask(self, path: str = "/who", key: str = "", method: str = "GET", **headers: str) -> httpx.Response:
        said = {"Authorization": f"Bearer {key}"} if key else {}
        async with httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://127.0.0.1") as client:
            return await client.request(method, path, headers={**said, **headers})


@pytest.fixture
def door(site: Site) -> Door:
    app = FastAPI(middleware=[Middleware(Leaving)])
    app.state.site = site
    found = Door(app)

    @app.exception_handler(Problem)
    async def told(request: Request, problem: Problem) -> JSONResponse:
        return JSONResponse(problem.body(), problem.status, headers=problem.headers)

    @app.api_route("/who", methods=["GET", "POST"])
    async def who(caller: Anybody) -> dict[str, str]:
        return {"key": caller.key, "name": caller.name, "project": caller.project}

    @app.get("/submit")
    async def submit(caller: Submitter) -> str:
        return caller.name

    @app.get("/private")
    async def private(caller: Private) -> str:
        return caller.name

    @app.get("/twice")
    async def twice(request: Request, caller: Anybody) -> bool:
        return await caller_of(request) == caller

    @app.get("/stream")
    async def stream(caller: Anybody) -> StreamingResponse:
        return StreamingResponse(_chunks(found))

    return found


async def _chunks(door: Door) -> AsyncGenerator[bytes, None]:
    door.inside.release()
    yield b"begun"
    await door.open.wait()
    yield b"ended"


def slug(answer: httpx.Response) -> str:
    return str(answer.json()["type"]).rpartition(":")[2]


async def test_a_key_opens_and_says_whose_it_is(door: Door, key: MakeKey) -> None:
    """By its project and name."""
    answer = await door.ask(key=await key("submit", project="lab", name="ana"))
    assert answer.status_code == 200
    assert (answer.json()["project"], answer.json()["name"]) == ("lab", "ana")


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda text: "",
        lambda text: text[:-1] + ("0" if text[-1] != "0" else "1"),
        lambda text: "cw_ffffffffffff_" + text[-64:],
        lambda text: text + "0",
        lambda text: text.upper(),
        lambda text: "cw__" + "0" * 64,
        lambda text: "../../" + text,
        lambda text: "Ana",
    ],
    ids=["none", "another secret", "another id", "longer", "upper case", "no id", "a path", "a name"],
)
async def test_without_a_key_that_holds_nothing_opens(door: Door, key: MakeKey, spoilt: Callable[[str], str]) -> None:
    """And the answer says how to send one, without what was sent."""
    text = spoilt(await key("submit"))
    answer = await door.ask(key=text)
    assert answer.status_code == 401
    assert slug(answer) == "unauthenticated"
    assert answer.headers["www-authenticate"] == "Bearer"
    assert not text or text not in answer.text


async def test_another_scheme_opens_nothing(door: Door, key: MakeKey) -> None:
    """Nor does a session beside it: who sends an Authorization header means it."""
    site: Site = door.app.state.site
    token, _ = await site.keys.sign_in(await key("review"), 1) or ("", None)
    answer = await door.ask(Authorization="Basic YW5hOmFuYQ==", Cookie=f"casewright_session={token}")
    assert answer.status_code == 401


async def test_a_key_that_was_revoked_opens_nothing(door: Door, site: Site, key: MakeKey) -> None:
    """At once where it is not remembered."""
    text = await key("submit")
    await site.database.run(lambda on: revoke_key(on, text.split("_")[1]))
    assert (await door.ask(key=text)).status_code == 401


async def test_a_key_past_its_time_opens_nothing(door: Door, site: Site) -> None:
    """To the second."""
    made = await make_key(site.database, site.secret, name="ana", roles=["submit"], expires=time.time() + 60)
    late = await make_key(site.database, site.secret, name="ana", roles=["submit"], expires=time.time() - 1)
    assert [(await door.ask(key=one.key)).status_code for one in (made, late)] == [200, 401]


async def test_a_key_that_is_revoked_elsewhere_is_remembered_for_seconds_only(
    site: Site, key: MakeKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process has revoked it."""
    now = 1000.0
    monkeypatch.setattr("casewright.service.keys.ring.time.monotonic", lambda: now)
    text = await key("submit")
    assert await site.keys.owner(text) is not None
    await site.database.run(lambda on: revoke_key(on, text.split("_")[1]))
    now += 5.1
    assert await site.keys.owner(text) is None


async def test_what_was_opened_under_another_secret_is_shut(site: Site, key: MakeKey) -> None:
    """A stolen database opens nothing, and neither does one that was moved without its secret."""
    text = await key("submit")
    assert await KeyRing(site.database, b"another secret").owner(text) is None


@pytest.mark.parametrize(
    ("roles", "path", "status"),
    [
        (["submit"], "/submit", 200),
        (["evaluate"], "/submit", 403),
        (["admin"], "/submit", 200),
        (["review"], "/private", 200),
        (["privacy"], "/private", 200),
        (["evaluate", "rubric-admin"], "/private", 403),
        (["privacy"], "/who", 200),
    ],
)
async def test_a_role_opens_its_doors(door: Door, key: MakeKey, roles: list[str], path: str, status: int) -> None:
    """Any of those named will do; an admin has all but privacy; where none is named, any key opens."""
    answer = await door.ask(path, key=await key(*roles))
    assert answer.status_code == status
    assert status == 200 or slug(answer) == "forbidden"


def test_privacy_is_given_by_name_only() -> None:
    """Not even an admin sees how texts overlap with the corpus."""
    admin = Principal("k", "ana", "default", frozenset({"admin"}))
    assert not admin.may("privacy")
    assert all(admin.may(role) for role in ("submit", "evaluate", "review", "rubric-admin", "admin"))


async def test_a_rotated_key_is_the_same_owners(door: Door, site: Site, key: MakeKey) -> None:
    """So its jobs, budget and verdicts stay; the old one opens for the overlap."""
    old = await key("submit")
    row = await site.database.read(lambda on: key_of(on, old.split("_")[1]))
    assert row is not None
    made = await site.database.run(lambda on: rotate_key(on, site.secret, row, overlap=60))
    new, again = await door.ask(key=made.key), await door.ask(key=old)
    assert new.json() == again.json()
    assert made.id != row.id


async def test_requests_a_minute_are_counted_by_key(door: Door, key: MakeKey) -> None:
    """The next one hears when to come again; another key isn't touched."""
    text, other = await key("submit", per_minute=3), await key("submit", per_minute=3)
    answers = [await door.ask(key=text) for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert slug(answers[-1]) == "rate-limited"
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert (await door.ask(key=other)).status_code == 200


async def test_a_request_is_counted_once(door: Door, key: MakeKey) -> None:
    """However many parts of it ask who is calling."""
    text = await key("submit", per_minute=2)
    assert [(await door.ask("/twice", key=text)).json() for _ in range(2)] == [True, True]


async def test_requests_in_flight_are_counted_by_key(door: Door, key: MakeKey) -> None:
    """A stream counts until it has ended."""
    text = await key("submit", at_once=2)
    held = [asyncio.create_task(door.ask("/stream", key=text)) for _ in range(2)]
    for _ in held:
        await door.inside.acquire()
    refused = await door.ask(key=text)
    assert (refused.status_code, slug(refused)) == (429, "too-many-at-once")
    door.open.set()
    assert [one.text for one in await asyncio.gather(*held)] == ["begunended"] * 2
    assert (await door.ask(key=text)).status_code == 200


async def test_a_stream_that_is_broken_off_counts_no_more(door: Door, key: MakeKey) -> None:
    """The client has gone."""
    text = await key("submit", at_once=1)
    gone = asyncio.create_task(door.ask("/stream", key=text))
    await door.inside.acquire()
    gone.cancel()
    await asyncio.wait([gone])
    assert (await door.ask(key=text)).status_code == 200


async def test_a_refused_request_is_not_in_flight(door: Door, site: Site, key: MakeKey) -> None:
    """Whether its role, its rate or its number was wrong."""
    text = await key("evaluate", at_once=1, per_minute=5)
    for _ in range(8):
        await door.ask("/submit", key=text)
    assert not site.admission.inside


async def test_a_person_signs_in_and_out(door: Door, site: Site, key: MakeKey) -> None:
    """With a key; the cookie holds no part of it."""
    text = await key("review", name="ana")
    token, _ = await site.keys.sign_in(text, 1) or ("", None)
    cookie = f"casewright_session={token}"
    assert text.split("_")[2] not in token
    assert (await door.ask(Cookie=cookie)).json()["name"] == "ana"
    await site.keys.sign_out(token)
    assert (await door.ask(Cookie=cookie)).status_code == 401


async def test_a_session_ends_with_its_time_and_its_key(door: Door, site: Site, key: MakeKey) -> None:
    """Whichever comes first."""
    text = await key("review")
    short, _ = await site.keys.sign_in(text, 0) or ("", None)
    token, _ = await site.keys.sign_in(text, 1) or ("", None)
    assert (await door.ask(Cookie=f"casewright_session={short}")).status_code == 401
    await site.database.run(lambda on: revoke_key(on, text.split("_")[1]))
    site.keys.forget()
    assert (await door.ask(Cookie=f"casewright_session={token}")).status_code == 401


async def test_nobody_signs_in_without_a_key(site: Site) -> None:
    """A token is not made up."""
    assert await site.keys.sign_in("cw_000000000000_" + "0" * 64, 1) is None
    assert await site.keys.visitor("made up") is None


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("GET", {}, 200),
        ("GET", {"Sec-Fetch-Site": "cross-site"}, 200),
        ("POST", OURS, 200),
        ("POST", {**OURS, "Origin": "null"}, 200),
        ("POST", {"Origin": "http://127.0.0.1"}, 200),
        ("POST", {}, 403),
        ("POST", {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1"}, 403),
        ("POST", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("POST", {"Sec-Fetch-Site": "none"}, 403),
        ("POST", {"Origin": "null"}, 403),
        ("POST", {"Origin": "http://127.0.0.1.attacker.example"}, 403),
        ("POST", {"Origin": "http://127.0.0.1:8080"}, 403),
    ],
)
async def test_a_session_changes_things_from_our_own_pages_only(
    door: Door, site: Site, key: MakeKey, method: str, headers: dict[str, str], status: int
) -> None:
    """Whatever another site makes a browser send; reading is not changing."""
    token, _ = await site.keys.sign_in(await key("review"), 1) or ("", None)
    answer = await door.ask(method=method, Cookie=f"casewright_session={token}", **headers)
    assert answer.status_code == status
    assert status == 200 or slug(answer) == "cross-site"


async def test_a_key_in_a_header_comes_from_anywhere(door: Door, key: MakeKey) -> None:
    """No browser adds it by itself."""
    answer = await door.ask(key=await key("submit"), method="POST", **{"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200
