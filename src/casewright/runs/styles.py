"""The style profiles that steer a run's writer: those given, else those of settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from casewright.agents.house_style import HouseStyle
from casewright.errors import UsageError
from casewright.measures.style import StyleProfile, profile_json, read_profile, style_profile
from casewright.settings import Settings

__all__ = ["house_style", "kept_styles", "rebuilt_styles"]


def house_style(given: Sequence[StyleProfile | Path], settings: Settings, writer: Any) -> HouseStyle | None:
    """The style of these profiles. Those of settings are left aside where the writer is no model.

    Raises:
        InputError: a file is no profile.
        UsageError: two are of one language, or one is given and nobody would go by it.
    """
    steerable = writer is not None and writer != "parrot" and not hasattr(writer, "write")
    if given and not steerable:
        raise UsageError("a style profile steers a writer that is a model; the parrot and objects write as they do")
    named = (given or settings.styles) if steerable else ()
    profiles = tuple(read_profile(one) if isinstance(one, Path) else one for one in named)
    languages = [one.language for one in profiles]
    twice = [language for language in sorted(set(languages)) if languages.count(language) > 1]
    if twice:
        raise UsageError(f"two style profiles are of one language, {twice[0]!r}; a language has one")
    return HouseStyle(profiles) if profiles else None


def kept_styles(style: HouseStyle | None) -> tuple[Mapping[str, Any], ...]:
    """The profiles as plain JSON, for a run's recipe."""
    return tuple(profile_json(one) for one in style.profiles) if style else ()


def rebuilt_styles(kept: Sequence[Mapping[str, Any]]) -> tuple[StyleProfile, ...]:
    """The profiles of a recipe, for `cast_of`.

    Raises:
        InputError: one is no profile.
    """
    return tuple(style_profile(one, "the run's style profile") for one in kept)
