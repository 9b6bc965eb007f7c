"""Where a screen's time goes, by the module that it is spent in: a profile of warm screens, scaled to untraced time."""

from __future__ import annotations

import cProfile
import pstats
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.overlap.ours import build
from benchmarks.overlap.trials import invented_trial

__all__ = ["render_stages"]

EACH = 25
DEPTH = 6
Place = tuple[str, int, str]
Call = tuple[int, int, float, float]


def render_stages(notes: int) -> Iterator[str]:
    """Milliseconds a screen; what a module calls in numpy, rapidfuzz or hashlib counts as its own."""
    trial = invented_trial(notes, EACH, 8 * EACH)
    index = build(trial.notes)
    for text in trial.texts:
        index.screen(text)
    began = time.process_time()
    for text in trial.texts:
        index.screen(text)
    whole = (time.process_time() - began) / len(trial.texts) * 1000
    profile = cProfile.Profile()
    for text in trial.texts:
        profile.runcall(index.screen, text)
    spent = _by_module(pstats.Stats(profile))
    total = sum(spent.values())
    yield f"| where, {notes:,} notes | ms of {whole:.2f} a screen |"
    yield "| --- | ---: |"
    for module, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        if seconds / total >= 0.01:
            yield f"| {module} | {whole * seconds / total:.2f} |"


def _by_module(stats: pstats.Stats) -> Mapping[str, float]:
    """Own time by module of ours; time in anything else goes to the module that called it, in proportion."""
    spent: dict[str, float] = {}
    for place, (_, _, own, _, callers) in stats.stats.items():  # type: ignore[attr-defined]
        for module, seconds in _owners(place, own, callers, stats, 0):
            spent[module] = spent.get(module, 0.0) + seconds
    return spent


def _owners(
    place: Place, own: float, callers: Mapping[Place, Call], stats: pstats.Stats, depth: int
) -> Iterator[tuple[str, float]]:
    if "casewright" in place[0]:
        yield Path(place[0]).stem, own
    elif not callers or depth > DEPTH:
        yield "elsewhere", own
    else:
        total = sum(call[3] for call in callers.values()) or 1.0
        for caller, call in callers.items():
            above = stats.stats[caller][4]  # type: ignore[attr-defined]
            yield from _owners(caller, own * call[3] / total, above, stats, depth + 1)
