"""Keys over HTTP: an admin's own project and own roles, and no further."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from casewright.service.site import Site

Client = Callable[..., Awaitable[httpx.AsyncClient]]


async def test_an_admin_makes_a_key_that_opens(client: Client) -> None:
    """It is shown once, with its limits and until when it holds."""
    ana = await client("admin", project="lab", name="ana")
    request = {"name": "bot", "roles": ["submit"], "limits": {"per_minute": 5}, "expires_in_days": 1}
    made = await ana.post("/v1/keys", json=request)
    assert made.status_code == 201, made.text
    told = made.json()
    assert (told["project"], told["roles"], told["state"]) == ("lab", ["submit"], "open")
    assert (told["limits"]["per_minute"], told["limits"]["usd"]) == (5, None)
    listed = (await ana.get("/v1/keys")).json()
    assert [one["name"] for one in listed["keys"]] == ["bot", "ana"]
    assert all("key" not in one for one in listed["keys"])
    bot = await client()
    answer = await bot.get("/v1/keys", headers={"Authorization": f"Bearer {told['key']}"})
    assert answer.status_code == 403


async def test_nobody_else_makes_or_sees_keys(client: Client) -> None:
    """Not with all other roles together, by any of the routes."""
    ana = await client("submit", "evaluate", "review", "privacy", "rubric-admin")
    answers = [
        await ana.get("/v1/keys"),
        await ana.post("/v1/keys", json={"name": "bot", "roles": ["submit"]}),
        await ana.post("/v1/keys/000000000000/rotate"),
        await ana.delete("/v1/keys/000000000000"),
        await ana.get("/v1/audit"),
    ]
    assert [one.status_code for one in answers] == [403] * 5


async def test_no_key_has_a_role_that_its_maker_lacks(client: Client) -> None:
    """An admin can't give privacy away without having it, and rotating such a key would be the same."""
    ana, eva = await client("admin"), await client("admin", "privacy", name="eva")
    request = {"name": "bot", "roles": ["submit", "privacy"]}
    assert (await ana.post("/v1/keys", json=request)).status_code == 403
    made = (await eva.post("/v1/keys", json=request)).json()
    assert (await ana.post(f"/v1/keys/{made['id']}/rotate")).status_code == 403
    assert (await eva.post(f"/v1/keys/{made['id']}/rotate")).status_code == 201


async def test_another_projects_keys_are_not_there(client: Client) -> None:
    """Neither to be seen, nor rotated, nor revoked."""
    ana, eva = await client("admin", project="lab"), await client("admin", project="ward", name="eva")
    theirs = (await eva.get("/v1/keys")).json()["keys"][0]["id"]
    answers = [await ana.post(f"/v1/keys/{theirs}/rotate"), await ana.delete(f"/v1/keys/{theirs}")]
    assert [one.status_code for one in answers] == [404, 404]
    assert [one["name"] for one in (await ana.get("/v1/keys")).json()["keys"]] == ["ana"]
    assert (await eva.get("/v1/keys")).status_code == 200


async def test_a_rotated_key_opens_beside_the_old_one(client: Client) -> None:
    """Then a revoked one opens nothing, at once."""
    ana = await client("admin")
    made = (await ana.post("/v1/keys", json={"name": "bot", "roles": ["admin"]})).json()
    new = (await ana.post(f"/v1/keys/{made['id']}/rotate", json={"overlap_hours": 1})).json()
    bot = await client()
    both = [made["key"], new["key"]]
    assert [await status(bot, key) for key in both] == [200, 200]
    assert (await ana.delete(f"/v1/keys/{new['id']}")).status_code == 204
    assert [await status(bot, key) for key in both] == [200, 401]
    assert (await ana.post(f"/v1/keys/{new['id']}/rotate")).status_code == 422


async def status(client: httpx.AsyncClient, key: str) -> int:
    return (await client.get("/v1/keys", headers={"Authorization": f"Bearer {key}"})).status_code


WRONG: list[dict[str, Any]] = [
    {"name": "bot"},
    {"name": "bot", "roles": []},
    {"name": "bot", "roles": ["boss"]},
    {"name": "bot", "roles": ["submit"], "project": "ward"},
    {"name": "", "roles": ["submit"]},
    {"name": "secret\u0000words", "roles": ["submit"]},
    {"name": "bot", "roles": ["submit"], "limits": {"usd": -1}},
    {"name": "bot", "roles": ["submit"], "limits": {"per_minute": 0}},
    {"name": "bot", "roles": ["submit"], "expires_in_days": 0},
]


async def test_what_can_not_be_is_refused_without_echo(client: Client) -> None:
    """Nothing is made."""
    ana = await client("admin")
    for wrong in WRONG:
        answer = await ana.post("/v1/keys", json=wrong)
        assert answer.status_code == 422, wrong
        assert "secret" not in answer.text
    assert len((await ana.get("/v1/keys")).json()["keys"]) == 1


async def test_an_id_of_another_form_is_refused(client: Client) -> None:
    """It is looked up nowhere."""
    ana = await client("admin")
    for name in ("..%2f..%2fetc", "A", "x" * 33, "'--"):
        assert (await ana.delete(f"/v1/keys/{name}")).status_code in (404, 405, 422)


async def test_long_lists_come_in_pages(client: Client) -> None:
    """Each key once, the latest first."""
    ana = await client("admin")
    for number in range(5):
        await ana.post("/v1/keys", json={"name": f"bot {number}", "roles": ["submit"]})
    seen, after = [], None
    while True:
        page = (await ana.get("/v1/keys", params={"limit": 2, **({"after": after} if after else {})})).json()
        seen += [one["name"] for one in page["keys"]]
        after = page["next"]
        if after is None:
            break
    assert seen == ["bot 4", "bot 3", "bot 2", "bot 1", "bot 0", "ana"]


async def test_what_was_done_to_keys_is_in_the_audit(client: Client, site: Site) -> None:
    """By whom and to which; no key is in it."""
    ana = await client("admin", name="ana")
    made = (await ana.post("/v1/keys", json={"name": "bot", "roles": ["submit"]})).json()
    new = (await ana.post(f"/v1/keys/{made['id']}/rotate")).json()
    await ana.delete(f"/v1/keys/{made['id']}")
    page = await ana.get("/v1/audit", params={"did": "key"})
    told = [(one["did"], one["who"], one["what"]) for one in page.json()["entries"]]
    assert told == [
        ("key.revoke", "ana", made["id"]),
        ("key.rotate", "ana", made["id"]),
        ("key.create", "ana", made["id"]),
    ]
    assert not {part for one in (made, new) for part in one["key"].split("_")[2:]} & set(page.text.split('"'))
