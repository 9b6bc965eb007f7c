"""Who is asking: a key's owner, the project it belongs to, and what it may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

__all__ = ["ROLES", "KeyLimits", "Principal", "Role"]

Role = Literal["submit", "evaluate", "review", "privacy", "rubric-admin", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class KeyLimits:
    """What a key may use; ``None`` is not limited.

    ``per_minute`` are requests, ``at_once`` requests in flight, the others what its jobs' calls may come to in all.
    """

    per_minute: int | None = 600
    at_once: int | None = 32
    usd: float | None = None
    tokens: int | None = None
    calls: int | None = None


@dataclass(frozen=True, slots=True)
class Principal:
    """The owner of a key, for the length of a request."""

    key: str
    """The id of the key, or of the first of those that it was rotated from: it stays, and is no secret."""
    name: str
    """The person or program, as decisions and audit name them."""
    project: str
    roles: frozenset[Role]
    limits: KeyLimits = field(default_factory=KeyLimits)

    def may(self, role: Role) -> bool:
        """Whether the role is held. ``admin`` brings all others but ``privacy``, which must be given by name."""
        return role in self.roles or ("admin" in self.roles and role != "privacy")
