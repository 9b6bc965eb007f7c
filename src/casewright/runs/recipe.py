"""What a run's ledger keeps of who took part: names only, from which another process can rebuild the cast."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from casewright.errors import UsageError
from casewright.ledger.protocol import RunRow
from casewright.settings.base import Strict

__all__ = ["Recipe", "recipe_of_run"]

KEY = "recipe"
"""Where `RunRow.how` keeps it."""


class Recipe(Strict):
    """Who took part in a run, by the names of endpoints, models, juries and cascades; never a key or a URL.

    Seed, attempts, nonce and the user's own cases are in what the run's identity hashes (`RunRow.decides`), and its
    orders beside it; settings, rubrics, corpus and certificates are the reader's own, and must give the same identity.
    """

    writer: str
    critics: tuple[str, ...] = ()
    seal: str | None = None
    styles: tuple[Mapping[str, Any], ...] = ()
    """The style profiles themselves (`casewright.runs.styles.kept_styles`): figures and names, no word of a note."""
    judged_by: Mapping[str, str] = Field(default_factory=dict)
    """A hash of each thing that the judging is made of, so that a difference can be named."""


def recipe_of_run(run: RunRow) -> Recipe:
    """The recipe of a run.

    Raises:
        UsageError: it was begun from Python objects, or by a version that kept none.
    """
    kept: Any = run.how.get(KEY)
    if kept is None:
        raise UsageError(
            f"run {run.id!r} keeps no recipe: it was begun with writers or critics that are Python objects, "
            f"and only the program that made them can go on with it"
        )
    return Recipe.model_validate(kept)
