"""The votes of members of a jury or cascade, kept under names that no certificate can speak for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from casewright.agents.protocol import Critic
from casewright.types import Vote, VoteFailure

__all__ = ["WITHIN", "joint_family", "own_votes", "seat_names", "seated"]

WITHIN = ">"
"""Stands between a jury's or cascade's name and its member's: no critic is called so, hence these votes advise."""
V = TypeVar("V", Vote, VoteFailure)


def seat_names(members: Sequence[Critic]) -> tuple[str, ...]:
    """A name a seat: the member's, with ``#2`` and so on for its further askings."""
    seen: Counter[str] = Counter()
    names = []
    for member in members:
        seen[member.name] += 1
        names.append(member.name if seen[member.name] == 1 else f"{member.name}#{seen[member.name]}")
    return tuple(names)


def own_votes(member: Critic, votes: Sequence[Vote | VoteFailure]) -> list[Vote | VoteFailure]:
    """A member's own votes, without those of its own members."""
    return [vote for vote in votes if vote.critic == member.name]


def seated(whole: str, seat: str, member: Critic, votes: Sequence[Vote | VoteFailure]) -> list[Vote | VoteFailure]:
    """All votes of a seat, under ``WHOLE>SEAT``; those of its own members under ``WHOLE>SEAT>…``."""
    name = f"{whole}{WITHIN}{seat}"
    return [replace(vote, critic=f"{name}{vote.critic.removeprefix(member.name)}") for vote in votes]


def joint_family(members: Sequence[Critic]) -> str | None:
    """The families of all members, joined by ``+``; ``None`` where none is a model's."""
    found = {part for member in members if member.family for part in member.family.split("+")}
    return "+".join(sorted(found)) or None
