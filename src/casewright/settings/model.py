"""The settings file as a whole, its profiles, and what of it decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field

from casewright.errors import UnknownNameError
from casewright.settings.base import Name, Place, Strict
from casewright.settings.corpora import Corpus
from casewright.settings.endpoints import Endpoint
from casewright.settings.judging import Judging
from casewright.settings.pools import Pool
from casewright.settings.running import HowToRun
from casewright.settings.serving import Serving
from casewright.settings.thresholds import GateLimits, Roles, Screen

__all__ = ["Profile", "Settings"]


class Profile(Strict):
    """What a named profile sets otherwise; whatever it doesn't name stays."""

    roles: Roles | None = None
    screen: Screen | None = None
    gate: GateLimits | None = None
    judging: Judging | None = None
    how: HowToRun | None = None


class Settings(Strict):
    """Everything a user may set. The defaults work without a file."""

    endpoints: Mapping[Name, Endpoint] = Field(default_factory=dict)
    pools: Mapping[Name, Pool] = Field(default_factory=dict)
    """Several endpoints that answer as one, under a name that a role may have."""
    roles: Roles = Roles()
    screen: Screen = Screen()
    gate: GateLimits = GateLimits()
    judging: Judging = Judging()
    corpora: Mapping[Name, Corpus] = Field(default_factory=dict)
    rubrics: tuple[Place, ...] = ()
    """Folders that overlay our rubrics, the last one first."""
    styles: tuple[Place, ...] = ()
    """Style profiles that steer the writer (``casewright corpus profile``), at most one a language."""
    certificates: Place | None = None
    """Folder of the certificates of one's own critics."""
    profiles: Mapping[Name, Profile] = Field(default_factory=dict)
    how: HowToRun = HowToRun()
    service: Serving = Serving()
    """What ``casewright serve`` takes and allows."""

    def with_profile(self, name: str) -> Settings:
        """These settings with a profile's laid over them.

        Raises:
            UnknownNameError: no such profile.
        """
        if name not in self.profiles:
            raise UnknownNameError("profile", name, self.profiles)
        overlay = self.profiles[name]
        parts = {part: getattr(overlay, part) for part in Profile.model_fields if getattr(overlay, part) is not None}
        return self.model_copy(update={part: _laid_over(getattr(self, part), value) for part, value in parts.items()})

    def decides(self) -> dict[str, Any]:
        """The part that decides about outcomes, as plain JSON for a run's identity.

        Keys, URLs, limits of calls, paths and `how` are left out: rubrics and corpora are hashed by their content.
        """
        ends = {end for name in self._named() for end in self.judging.models(name)}
        pools = {name: pool for name, pool in self.pools.items() if name in ends}
        named = ends.union(*(pool.names for pool in pools.values()))
        used = {name: endpoint for name, endpoint in self.endpoints.items() if name in named}
        return {
            "endpoints": {name: item.model_dump(include={"model", "family", "small"}) for name, item in used.items()},
            "pools": {name: pool.model_dump(mode="json") for name, pool in pools.items()},
            "roles": self.roles.model_dump(mode="json"),
            "screen": self.screen.model_dump(mode="json"),
            "gate": self.gate.model_dump(mode="json"),
            "judging": self.judging.model_dump(mode="json"),
        }

    def _named(self) -> tuple[str, ...]:
        roles = self.roles
        return tuple(name for name in (roles.writer, roles.seal, *roles.critics) if name)


def _laid_over(base: BaseModel, overlay: BaseModel) -> BaseModel:
    values = {name: getattr(base, name) for name in base.model_fields_set}
    for name in overlay.model_fields_set:
        above, below = getattr(overlay, name), getattr(base, name)
        values[name] = _laid_over(below, above) if isinstance(above, BaseModel) and below is not None else above
    return type(base).model_validate(values)
