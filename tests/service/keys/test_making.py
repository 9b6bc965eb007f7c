"""Keys are random, kept as hashes, made for somebody, and rotated without a gap."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from casewright.errors import UnknownNameError, UsageError
from casewright.service.keys import KeyRing, make_key, new_key, revoke_key, rotate_key
from casewright.service.keys.listing import count_keys
from casewright.service.keys.making import DAY, key_of
from casewright.service.principal import KeyLimits
from casewright.service.store import Database
from casewright.service.store.tables import keys

SECRET = b"a secret of these tests, 32 bytes"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database.beside(str(tmp_path))) as found:
        yield found


def test_a_key_has_256_random_bits() -> None:
    """And a form that scanners for leaked secrets can know."""
    made = [new_key(SECRET, name="ana", project="lab", roles=["submit"]).key for _ in range(50)]
    assert len(set(made)) == 50
    assert all(re.fullmatch(r"cw_[0-9a-f]{12}_[0-9a-f]{64}", text) for text in made)


async def test_its_secret_is_nowhere(database: Database, tmp_path: Path) -> None:
    """Neither in the database's files nor in what is printed of it."""
    made = await make_key(database, SECRET, name="ana", roles=["submit"])
    secret = made.key.split("_")[2]
    assert secret not in repr(made)
    database.close()
    kept = everything(tmp_path)
    assert made.id.encode() in kept
    assert secret.encode() not in kept
    assert bytes.fromhex(secret) not in kept


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"roles": []}, "needs a role"),
        ({"roles": ["submit", "boss"]}, "unknown role 'boss'"),
        ({"project": "../lab"}, "project"),
        ({"project": ""}, "project"),
        ({"project": "x" * 65}, "project"),
        ({"name": "  "}, "who holds it"),
        ({"name": "x" * 201}, "who holds it"),
        ({"name": "ana\nadmin"}, "who holds it"),
    ],
)
def test_what_no_key_can_be_is_refused(wrong: dict[str, Any], told: str) -> None:
    """With what is allowed."""
    with pytest.raises(UsageError, match=told):
        new_key(SECRET, **{"name": "ana", "project": "lab", "roles": ["submit"], **wrong})


def test_an_unknown_role_names_those_that_there_are() -> None:
    """By name."""
    roles: Any = ["boss"]
    with pytest.raises(UnknownNameError, match="rubric-admin"):
        new_key(SECRET, name="ana", project="lab", roles=roles)


async def test_rotation_leaves_no_gap(database: Database) -> None:
    """Both open during the overlap; the new one is as the old one was, and lives as long."""
    limits = KeyLimits(per_minute=7, usd=3.5)
    now = time.time()
    old = await make_key(
        database, SECRET, name="ana", project="lab", roles=["submit"], limits=limits, expires=now + 90 * DAY
    )
    new = await database.run(lambda on: rotate_key(on, SECRET, old.row, overlap=100))
    ring = KeyRing(database, SECRET)
    before, after = await ring.owner(old.key), await ring.owner(new.key)
    assert before is not None
    assert after is not None
    assert after.principal == before.principal
    assert before.expires == pytest.approx(now + 100, abs=5)
    assert after.expires == pytest.approx(now + 90 * DAY, abs=5)
    assert (after.replaces, after.line) == (old.id, old.id)


async def test_rotation_without_overlap_shuts_the_old_one(database: Database) -> None:
    """At once."""
    old = await make_key(database, SECRET, name="ana", roles=["submit"])
    new = await database.run(lambda on: rotate_key(on, SECRET, old.row, overlap=0))
    ring = KeyRing(database, SECRET)
    assert await ring.owner(old.key) is None
    assert await ring.owner(new.key) is not None


async def test_rotation_never_makes_a_key_live_longer(database: Database) -> None:
    """One that ends within the overlap ends when it was to."""
    end = time.time() + 50
    old = await make_key(database, SECRET, name="ana", roles=["submit"], expires=end)
    await database.run(lambda on: rotate_key(on, SECRET, old.row, overlap=1000))
    row = await database.read(lambda on: key_of(on, old.id))
    assert row is not None
    assert row.expires == end


@pytest.mark.parametrize("after", ["rotated", "revoked", "expired"])
async def test_what_holds_no_more_is_not_rotated(database: Database, after: str) -> None:
    """Nor is one twice: each owner has one line of keys."""
    old = await make_key(
        database, SECRET, name="ana", roles=["submit"], expires=time.time() - 1 if after == "expired" else None
    )
    if after == "rotated":
        await database.run(lambda on: rotate_key(on, SECRET, old.row, overlap=100))
    if after == "revoked":
        await database.run(lambda on: revoke_key(on, old.id))
    with pytest.raises(UsageError):
        await database.run(lambda on: rotate_key(on, SECRET, old.row, overlap=100))
    assert len(await database.read(lambda on: on.execute(select(keys)).all())) == (2 if after == "rotated" else 1)


async def test_a_line_of_rotations_is_one_owner(database: Database) -> None:
    """To the third key."""
    made = await make_key(database, SECRET, name="ana", roles=["submit"])
    first = made.id
    for _ in range(2):
        made = await database.run(partial(rotate_key, secret=SECRET, old=made.row, overlap=0))
    found = await KeyRing(database, SECRET).owner(made.key)
    assert found is not None
    assert found.principal.key == first


async def test_keys_of_another_secret_are_told_apart(database: Database) -> None:
    """A site that lost its secret hears that its keys are void; those that hold no more don't count."""
    await make_key(database, SECRET, name="ana", roles=["submit"])
    await make_key(database, SECRET, name="ana", roles=["submit"], expires=time.time() - 1)
    gone = await make_key(database, SECRET, name="ana", roles=["submit"])
    await database.run(lambda on: revoke_key(on, gone.id))
    for _ in range(2):
        await make_key(database, b"another secret of these tests", name="eva", roles=["submit"])
    assert await database.read(lambda on: count_keys(on, SECRET)) == (1, 2)
    assert await database.read(lambda on: count_keys(on, b"a third")) == (0, 3)
