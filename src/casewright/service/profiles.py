"""What requests may name: profiles of the settings file, each with its models loaded once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from casewright.errors import UnknownNameError
from casewright.measures.privacy import ReferenceIndex
from casewright.overlays import overlaid
from casewright.rubrics import ResolvedRubric, resolve
from casewright.runs.api import DEFAULT_WRITER
from casewright.runs.cast import Cast, cast_of
from casewright.runs.model_bench import ModelBench
from casewright.runs.reference import corpus
from casewright.runs.workplace import Workplace
from casewright.settings import Settings

__all__ = ["DEFAULT", "Profiles", "Stamp"]

Stamp = tuple[tuple[str, int, int], ...]
Resolved = dict[tuple[str, str, str], ResolvedRubric]

DEFAULT = "default"
"""The settings as they are, without a profile."""


@dataclass
class Profiles:
    """Casts by profile. A profile can change roles, limits and judging, so each has a bench of its own.

    Args:
        place: Where workers find the same settings, corpus, overlays and certificates.
        settings: The settings file, read.
    """

    place: Workplace
    settings: Settings
    _benches: dict[str, ModelBench] = field(default_factory=dict, init=False)
    _casts: dict[tuple[str, int | None, int], Cast] = field(default_factory=dict, init=False)
    _corpora: dict[str, ReferenceIndex | None] = field(default_factory=dict, init=False)
    _resolved: tuple[Stamp, Resolved] = field(default=((), {}), init=False)

    def names(self) -> tuple[str, ...]:
        """The profiles that requests may name."""
        return self.settings.service.profiles or (
            DEFAULT,
            *(name for name in self.settings.profiles if name != DEFAULT),
        )

    def settings_of(self, profile: str) -> Settings:
        """The settings that hold under a profile.

        Raises:
            UnknownNameError: no such profile, or none that requests may name.
        """
        if profile not in self.names():
            raise UnknownNameError("profile", profile, self.names())
        named = profile in self.settings.profiles
        return self.settings.with_profile(profile) if named else self.settings

    def reference(self, profile: str) -> ReferenceIndex | None:
        """The corpus that a profile's reports must not copy; opened once for all."""
        settings = self.settings_of(profile)
        key = settings.screen.model_dump_json()
        if key not in self._corpora:
            self._corpora[key] = corpus(self.place.reference, self.place.patient_field, settings, self.place.key_env)
        return self._corpora[key]

    def cast(
        self, profile: str, *, seed: int | None = None, max_attempts: int | None = None, wish: str | None = None
    ) -> Cast:
        """Who takes part under a profile; without a seed nobody writes, and reports are only evaluated.

        ``wish`` is what whoever asks wishes of the form, screened already.
        """
        settings = self.settings_of(profile)
        resolved = self._rubrics()
        key = (profile, seed, max_attempts or 0)
        if seed is None and key in self._casts:
            return self._casts[key]
        bench = self._benches.setdefault(profile, ModelBench(settings))
        cast = replace(self._cast(profile, settings, seed, max_attempts, bench, wish), rubrics=resolved)
        if seed is None:
            self._casts[key] = cast
        return cast

    def overlays(self) -> tuple[Path, ...]:
        """Folders that lie over our rubrics."""
        return self.place.rubrics or tuple(self.settings.rubrics)

    def resolve(self, system: str, code: str, kind: str) -> ResolvedRubric:
        """The rubric in force for a code, as the table writes it, and a kind."""
        resolved, place = self._rubrics(), (system, code, kind)
        if place not in resolved:
            resolved[place] = resolve(code, kind=kind, system=system, overlays=self.overlays())
        return resolved[place]

    def stamp(self) -> Stamp:
        """Whatever changes when a file of an overlay does."""
        files = sorted(path for folder in self.overlays() for path in folder.rglob("*.yaml"))
        return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)

    def _rubrics(self) -> Resolved:
        """The rubrics resolved so far, for all casts; an overlay that changed has none yet, and casts of before are
        forgotten."""
        stamp = self.stamp()
        if stamp != self._resolved[0]:
            self._casts.clear()
            self._resolved = (stamp, {})
        return self._resolved[1]

    def kept(self) -> Mapping[str, ModelBench]:
        """The benches that are loaded."""
        return dict(self._benches)

    async def close(self) -> None:
        """Closes every model that was loaded."""
        for bench in self._benches.values():
            for model in bench.loaded.values():
                await model.close()

    def _cast(
        self,
        profile: str,
        settings: Settings,
        seed: int | None,
        max_attempts: int | None,
        bench: ModelBench,
        wish: str | None,
    ) -> Cast:
        with overlaid(self.overlays()):
            return cast_of(
                settings,
                writer=None if seed is None else settings.roles.writer or DEFAULT_WRITER,
                critics=tuple(settings.roles.critics),
                reference=self.reference(profile),
                overlays=self.overlays(),
                seed=seed or 0,
                max_attempts=max_attempts,
                certificates=self.place.certificates,
                bench=bench,
                wish=wish,
                profile=profile if profile in self.settings.profiles else None,
            )
