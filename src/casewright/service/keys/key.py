"""A key: who holds it, what it may do, until when. Its secret is kept as an HMAC only."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from casewright.service.keys.secret import derived
from casewright.service.principal import ROLES, KeyLimits, Principal, Role

__all__ = ["Key", "key_text", "mac_of", "parsed", "row_of", "site_of"]

FORM = re.compile(r"cw_([0-9a-z]{1,32})_([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept.

    ``line`` is the id of the first of those that it was rotated from, or its own; ``site`` says which secret it was
    made with (`site_of`), and nothing else of it.
    """

    id: str
    name: str
    project: str
    roles: frozenset[Role]
    limits: KeyLimits
    mac: str
    created: float
    expires: float | None
    revoked: float | None
    replaces: str | None
    line: str
    site: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Key:
        """From a row of the table."""
        known = {role for role in json.loads(row["roles"]) if role in ROLES}
        given = {**row, "roles": frozenset(known), "limits": KeyLimits(**json.loads(row["limits"]))}
        return cls(**given)

    def holds(self, now: float) -> bool:
        """Whether it opens anything: it is neither revoked nor past its time."""
        return self.revoked is None and (self.expires is None or now < self.expires)

    @property
    def principal(self) -> Principal:
        """Its owner. Rotated keys are one owner's: jobs, budgets and verdicts stay where they are."""
        return Principal(self.line, self.name, self.project, self.roles, self.limits)


def row_of(key: Key) -> dict[str, Any]:
    """The row of the table."""
    plain = {name: getattr(key, name) for name in Key.__dataclass_fields__}
    return {**plain, "roles": json.dumps(sorted(key.roles)), "limits": json.dumps(asdict(key.limits))}


def key_text(id: str) -> tuple[str, str]:  # noqa: A002 - what it is
    """A new key as its owner gets it, and its secret part: 256 random bits."""
    secret = secrets.token_hex(32)
    return f"cw_{id}_{secret}", secret


def parsed(text: str) -> tuple[str, str] | None:
    """The id and the secret part of a key, if it has the form of one."""
    found = FORM.fullmatch(text)
    return (found[1], found[2]) if found else None


def mac_of(site_secret: bytes, id: str, secret: str) -> str:  # noqa: A002 - what it is
    """What is kept of a key's secret part."""
    return hmac.new(derived(site_secret, "keys"), f"{id}:{secret}".encode(), hashlib.sha256).hexdigest()


def site_of(site_secret: bytes) -> str:
    """What tells one site's secret from another's."""
    return derived(site_secret, "site").hex()[:16]
