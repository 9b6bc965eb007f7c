"""The style profiles that steer a run's writer: those given, else those of settings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from casewright.agents.house_style import HouseStyle
from casewright.errors import UsageError
from casewright.measures.style import StyleProfile, read_profile
from casewright.settings import Settings

__all__ = ["house_style"]


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
