"""What a run's ledger keeps of who took part: names only, from which another process can rebuild the cast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field

from casewright.errors import UsageError
from casewright.ledger.protocol import RunRow
from casewright.runs.limits import RunLimits
from casewright.settings.base import Strict
from casewright.wire import from_json

__all__ = ["BUDGETS", "KEY", "Recipe", "differences", "limits_of_run", "recipe_of", "recipe_of_run"]

KEY = "recipe"
"""Where `RunRow.how` keeps it."""
BUDGETS = "budgets"
RULES = "rules"
TOLD: Mapping[str, str] = {
    "cases": "the user's own cases",
    "judging": "what judges",
    "max_attempts": "attempts allowed",
    "nonce": "the mark of --new",
    "orders": "the orders",
    "plans": "populations and phrasing",
    "round_size": "the round size",
    "seed": "the seed",
    "stalling": "when a loop is given up",
    "steering": "how cases are steered",
    "tables": "the code tables",
    "writer": "the writer",
}


class Recipe(Strict):
    """Who took part in a run, by the names of endpoints, models, juries and cascades; never a key or a URL.

    Seed, attempts, nonce and the user's own cases are in what the run's identity hashes (`RunRow.decides`), and its
    orders beside it; settings, rubrics, corpus and certificates are the reader's own, and must give the same identity.
    """

    writer: str | None
    """``None`` where reports that exist are evaluated."""
    critics: tuple[str, ...] = ()
    seal: str | None = None
    styles: tuple[Mapping[str, Any], ...] = ()
    """The style profiles themselves (`casewright.runs.styles.kept_styles`): figures and names, no word of a note."""
    wish: str | None = None
    """What whoever asked wishes of the form, screened; the writer's identity has its hash."""
    profile: str | None = None
    """The profile of settings that the names are read under."""
    judged_by: Mapping[str, str] = Field(default_factory=dict)
    """A hash of each thing that the judging is made of, so that a difference can be named."""


def recipe_of(
    writer: Any,
    critics: Sequence[Any],
    seal: Any,
    styles: Sequence[Mapping[str, Any]] = (),
    wish: str | None = None,
    profile: str | None = None,
) -> Recipe | None:
    """The recipe of a cast that was named; ``None`` where an object takes part."""
    if not all(name is None or isinstance(name, str) for name in (writer, seal, *critics)):
        return None
    critics = tuple(name for name in critics if name != RULES)
    return Recipe(writer=writer, critics=critics, seal=seal, styles=tuple(styles), wish=wish, profile=profile)


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


def limits_of_run(run: RunRow) -> RunLimits:
    """What the run and its orders may use, as its latest start said."""
    kept = run.how.get(BUDGETS)
    return RunLimits() if kept is None else from_json(RunLimits, kept)


def differences(run: RunRow, here: Mapping[str, Any], judged_by: Mapping[str, str]) -> list[str]:
    """What decides otherwise here than where the run was begun, in a reader's words."""
    there = run.decides
    found = [TOLD.get(name, name) for name in sorted({*there, *here}) if there.get(name) != here.get(name)]
    if TOLD["judging"] not in found:
        return found
    kept: Mapping[str, str] = run.how.get(KEY, {}).get("judged_by", {})
    parts = [name for name in sorted({*kept, *judged_by}) if kept.get(name) != judged_by.get(name)]
    told = f"{TOLD['judging']} ({', '.join(parts)})" if kept and parts else TOLD["judging"]
    return [told if name == TOLD["judging"] else name for name in found]
