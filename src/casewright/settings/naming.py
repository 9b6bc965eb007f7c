"""Whether whatever settings name is there: endpoints, juries and cascades, and no jury that asks itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casewright.errors import UnknownNameError
from casewright.settings.judging import Judging
from casewright.settings.model import Settings
from casewright.settings.thresholds import Roles

__all__ = ["Misnamed", "misnamed"]

Keys = tuple[str | int, ...]
BUILT_IN = ("parrot", "rules")
RESERVED = (*BUILT_IN, "facts")


@dataclass(frozen=True, slots=True)
class Misnamed:
    """A name that means nothing, or two things; ``place`` is the path of keys to it."""

    place: Keys
    message: str


def misnamed(settings: Settings) -> Iterator[Misnamed]:
    """What is wrong with the names of a settings file, profile by profile. What a profile leaves out stays."""
    yield from _wrong_pools(settings)
    yield from _misnamed((), settings.roles, settings.judging, settings)
    for name, profile in settings.profiles.items():
        yield from _misnamed(("profiles", name), profile.roles, profile.judging, settings.with_profile(name))


def _misnamed(place: Keys, roles: Roles | None, judging: Judging | None, whole: Settings) -> Iterator[Misnamed]:
    if judging:
        yield from _twice((*place, "judging"), judging, whole)
        yield from _wrong_members((*place, "judging"), judging, whole)
    if roles:
        yield from _wrong_roles((*place, "roles"), roles, whole)


def _wrong_pools(settings: Settings) -> Iterator[Misnamed]:
    for name, pool in settings.pools.items():
        if name in (*settings.endpoints, *RESERVED, *_panels(settings.judging)):
            yield Misnamed(("pools", name), f"{name!r} has a meaning already; call it otherwise")
        members: list[tuple[Keys, str]] = [(("members", member), member) for member in pool.members]
        members += [(("fallbacks", at), member) for at, member in enumerate(pool.fallbacks)]
        for where, member in members:
            if not _known(member, list(settings.endpoints)):
                yield _unknown(("pools", name, *where), member, list(settings.endpoints))
            elif pool.names.count(member) > 1 and where[0] == "fallbacks":
                yield Misnamed(("pools", name, *where), f"{member!r} is in this pool already")


def _wrong_roles(place: Keys, roles: Roles, settings: Settings) -> Iterator[Misnamed]:
    writers = [*settings.endpoints, *settings.pools, *BUILT_IN]
    if roles.writer and not _known(roles.writer, writers):
        yield _unknown((*place, "writer"), roles.writer, writers)
    critics = [((*place, "critics", at), name) for at, name in enumerate(roles.critics)]
    for where, name in [*critics, *([((*place, "seal"), roles.seal)] if roles.seal else [])]:
        if not _known(name, _critics(settings)):
            yield _unknown(where, name, _critics(settings))


def _twice(place: Keys, judging: Judging, settings: Settings) -> Iterator[Misnamed]:
    named = Counter((*settings.endpoints, *RESERVED, *_panels(settings.judging)))
    for kind, panels in (("juries", judging.juries), ("cascades", judging.cascades)):
        for name in panels:
            if named[name] > 1:
                yield Misnamed((*place, kind, name), f"{name!r} has a meaning already; call it otherwise")


def _wrong_members(place: Keys, judging: Judging, settings: Settings) -> Iterator[Misnamed]:
    for panel, where, name in _members(place, judging):
        if not _known(name, _critics(settings)):
            yield _unknown(where, name, _critics(settings))
        elif panel in _reached(name, settings.judging):
            yield Misnamed(where, f"{panel!r} would ask itself through {name!r}")


def _members(place: Keys, judging: Judging) -> Iterator[tuple[str, Keys, str]]:
    for name, jury in judging.juries.items():
        yield from ((name, (*place, "juries", name, "members", at), one) for at, one in enumerate(jury.members))
    for name, cascade in judging.cascades.items():
        yield name, (*place, "cascades", name, "first"), cascade.first
        yield name, (*place, "cascades", name, "then"), cascade.then


def _reached(name: str, judging: Judging) -> frozenset[str]:
    """A name with whomever it asks, and whomever they ask."""
    found, new = {name}, [name]
    while new:
        new = [member for one in new for member in judging.members(one) if member not in found]
        found |= set(new)
    return frozenset(found)


def _panels(judging: Judging) -> tuple[str, ...]:
    return (*judging.juries, *judging.cascades)


def _critics(settings: Settings) -> tuple[str, ...]:
    return (*settings.endpoints, *settings.pools, "rules", *_panels(settings.judging))


def _known(name: str, names: Sequence[str]) -> bool:
    return "/" in name or name in names


def _unknown(place: Keys, name: str, names: Sequence[str]) -> Misnamed:
    known = UnknownNameError("endpoint", name, names)
    return Misnamed(place, f"{known}; a model string such as 'provider/model' is allowed too")
