"""What is sent and answered about keys."""

from __future__ import annotations

import time
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from casewright.service.keys.key import Key
from casewright.service.keys.making import MadeKey
from casewright.service.principal import ROLES, KeyLimits, Role
from casewright.settings.base import Strict

__all__ = ["KeyLimitsGiven", "KeyList", "KeyMade", "KeyRequest", "KeyShown", "RotationRequest"]

LIMITS: JsonDict = {"per_minute": 600, "at_once": 32, "usd": 25.0, "tokens": None, "calls": None}
SHOWN: JsonDict = {
    "id": "3f9a0c71d2e4",
    "name": "ward pipeline",
    "project": "default",
    "roles": ["submit", "evaluate"],
    "limits": LIMITS,
    "state": "open",
    "created": "2030-01-07T09:00:00Z",
    "expires": "2030-04-07T09:00:00Z",
    "revoked": None,
    "replaces": None,
}


class KeyLimitsGiven(Strict):
    """What a key may use; null is not limited. ``usd``, ``tokens`` and ``calls`` are what its jobs come to in all."""

    model_config = ConfigDict(json_schema_extra={"examples": [LIMITS]})

    per_minute: int | None = Field(default=600, ge=1, le=1_000_000)
    at_once: int | None = Field(default=32, ge=1, le=100_000)
    usd: float | None = Field(default=None, gt=0, le=1e9, allow_inf_nan=False)
    tokens: int | None = Field(default=None, ge=1, le=10**15)
    calls: int | None = Field(default=None, ge=1, le=10**12)

    @property
    def limits(self) -> KeyLimits:
        return KeyLimits(**self.model_dump())


class KeyRequest(Strict):
    """A key to be made, in one's own project and with no role that one lacks."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "ward pipeline", "roles": ["submit", "evaluate"], "expires_in_days": 90}]
        }
    )

    name: str = Field(min_length=1, max_length=200, description="The person or program, as audit names them.")
    roles: tuple[Role, ...] = Field(min_length=1, max_length=len(ROLES))
    limits: KeyLimitsGiven = KeyLimitsGiven()
    expires_in_days: float | None = Field(default=None, gt=0, le=3660, allow_inf_nan=False)


class RotationRequest(Strict):
    """How long the old key opens beside the new one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"overlap_hours": 24}]})

    overlap_hours: float = Field(default=24.0, ge=0, le=720, allow_inf_nan=False)


class KeyShown(Strict):
    """A key without its secret."""

    model_config = ConfigDict(json_schema_extra={"examples": [SHOWN]})

    id: str
    name: str
    project: str
    roles: tuple[Role, ...]
    limits: KeyLimitsGiven
    state: Literal["open", "expired", "revoked"]
    created: datetime
    expires: datetime | None
    revoked: datetime | None
    replaces: str | None

    @classmethod
    def of(cls, key: Key) -> KeyShown:
        """As it may be shown."""
        state: Literal["open", "expired", "revoked"] = "open" if key.holds(time.time()) else "expired"
        return cls(
            id=key.id,
            name=key.name,
            project=key.project,
            roles=tuple(role for role in ROLES if role in key.roles),
            limits=KeyLimitsGiven(**asdict(key.limits)),
            state=state if key.revoked is None else "revoked",
            created=_moment(key.created),
            expires=None if key.expires is None else _moment(key.expires),
            revoked=None if key.revoked is None else _moment(key.revoked),
            replaces=key.replaces,
        )


class KeyMade(KeyShown):
    """A key that was just made."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**SHOWN, "key": "cw_3f9a0c71d2e4_" + "0" * 64}]})

    key: Annotated[str, Field(description="Shown this once: it is kept as a hash.")]

    @classmethod
    def made(cls, made: MadeKey) -> KeyMade:
        """As its owner gets it."""
        return cls(**dict(KeyShown.of(made.row)), key=made.key)


class KeyList(Strict):
    """Keys of a project, the latest first; ``next`` goes into ``after`` for further ones."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"keys": [SHOWN], "next": None}]})

    keys: tuple[KeyShown, ...]
    next: str | None


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
