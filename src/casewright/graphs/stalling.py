"""Whether another attempt is worth making, by the ids of what failed and never by a message.

An attempt that failed early was never asked what comes later: a draft that copied is not held to its facts, and one
that lost a fact goes to no critic. So attempts are compared only in what both were asked; what was not asked is
neither mended nor broken.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from casewright.graphs.listing import some_of
from casewright.types import Reason

__all__ = ["STALLING", "Failed", "stalled"]

STALLING = "2"
"""The version of these rules, which a run's identity hashes: change it with them."""

Failed = frozenset[str]
"""What failed in one attempt, each as ``kind:id``."""

UNDRAFTED, SCREEN, FACTS, CRITICS = range(4)
STAGES = {
    "degenerate": SCREEN,
    "overlap": SCREEN,
    "phi": SCREEN,
    "added": FACTS,
    "fact": FACTS,
    "contradiction": CRITICS,
    "support": CRITICS,
    "uncovered": CRITICS,
}


def stalled(now: Failed, earlier: Sequence[Failed]) -> Reason | None:
    """Why the writer is not asked again, if it should not be; ``target`` is the shape and the message names the ids.

    - ``repeated``: the same ids failed in the attempt before.
    - ``oscillation``: the same ids failed in an attempt before that, with others between.
    - ``regression``: something fails that an earlier attempt had passed and nothing of the last attempt is mended,
      or more failed in each of two attempts.
    """
    if not earlier:
        return None
    if now == earlier[-1]:
        return _because("repeated", f"the same failed twice: {_named(now)}")
    if now in earlier[:-1]:
        return _because("oscillation", f"failures came back after others: {_named(now)}")
    return _regressed(now, earlier)


def _regressed(now: Failed, earlier: Sequence[Failed]) -> Reason | None:
    last = earlier[-1]
    broken = {name for name in now - last if any(_passed(name, before) for before in earlier)}
    if broken and last and last <= now:
        told = f"{_named(broken)} failed, which an earlier attempt had passed, and nothing was mended of {_named(last)}"
        return _because("regression", told)
    if len(earlier) > 1 and _grows(earlier[-2], last, now):
        return _because("regression", f"more failed in each of two attempts, now {_named(now)}")
    return None


def _passed(name: str, before: Failed) -> bool:
    return name not in before and 0 < _stage(name) <= _reached(before)


def _grows(*attempts: Failed) -> bool:
    """Whether more failed each time of what all of them were asked; one without draft was asked nothing."""
    asked = min(map(_reached, attempts))
    counts = [sum(_stage(name) <= asked for name in failed) for failed in attempts]
    return asked > UNDRAFTED and all(before < after for before, after in pairwise(counts))


def _reached(failed: Failed) -> int:
    """How far an attempt came: facts are checked unless it copied, critics asked only where nothing failed before."""
    stages = {_stage(name) for name in failed}
    if not failed or UNDRAFTED in stages:
        return UNDRAFTED if failed else CRITICS
    copied = any(name.startswith("overlap:") for name in failed)
    return max(stages) if copied else max(FACTS, *stages)


def _stage(name: str) -> int:
    return STAGES.get(name.partition(":")[0], UNDRAFTED)


def _because(shape: str, message: str) -> Reason:
    return Reason("no_progress", f"{shape}: {message}", target=shape)


def _named(failed: frozenset[str] | set[str]) -> str:
    return some_of(sorted(failed))
