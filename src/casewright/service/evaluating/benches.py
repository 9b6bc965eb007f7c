"""Gates that evaluate, by what they judge by: put together once, for all reports of a code and kind."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from casewright.graphs.gate import build_gate
from casewright.graphs.parts import Parts
from casewright.ledger.protocol import Ledger, RunRow
from casewright.overlays import overlaid
from casewright.runs.assembly import judging_of, kept_certificates, parts_of
from casewright.runs.cast import Cast
from casewright.runs.evaluation import Row, rubrics_of
from casewright.service.ledgers import Ledgers
from casewright.service.profiles import Profiles, Stamp

__all__ = ["Bench", "Benches"]

MOST = 256
"""Gates that are kept; the one longest unused goes first."""
Key = tuple[str, str, str, str, str, Stamp]


@dataclass(frozen=True, slots=True)
class Bench:
    """A gate that is ready, and under which run its judges' answers are kept."""

    parts: Parts
    graph: Any
    run: str


class Benches:
    """The gates of one event loop.

    Args:
        profiles: The casts.
        ledgers: The ledgers of that loop.
    """

    def __init__(self, profiles: Profiles, ledgers: Ledgers) -> None:
        self._profiles, self._ledgers = profiles, ledgers
        self._kept: OrderedDict[Key, Bench] = OrderedDict()
        self._casts: dict[str, Cast] = {}

    def laid_over(self) -> AbstractContextManager[None]:
        """Under what lies over our rubrics."""
        return overlaid(self._profiles.overlays())

    async def bench(self, project: str, profile: str, system: str, row: Row) -> Bench:
        """The gate for reports of a row's code and kind. Under an unknown one it refuses all of them."""
        key = (project, profile, system, row.code, row.kind, self._profiles.stamp())
        if key not in self._kept:
            self._kept[key] = await self._made(project, profile, system, row)
        self._kept.move_to_end(key)
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)
        return self._kept[key]

    async def close(self) -> None:
        """Closes the models that judged in this loop, and lets go of the ledgers."""
        self._kept.clear()
        for cast in self._casts.values():
            for model in cast.models():
                await model.close()
        await self._ledgers.close()

    async def _made(self, project: str, profile: str, system: str, row: Row) -> Bench:
        cast = self._casts[profile] = self._profiles.cast(profile)
        judging = judging_of(cast, rubrics_of(cast.resolve, [row], system))
        run = f"evaluation-{judging}"
        ledger = await self._ledgers.of(project) if _asks_models(cast) else None
        if ledger is not None:
            await _keep_run(ledger, run, judging, cast)
        parts = parts_of(cast, judging, ledger, run)
        return Bench(parts, build_gate(parts).compile(), run)


def _asks_models(cast: Cast) -> bool:
    return len(cast.critics) > 1 or cast.seal is not None


async def _keep_run(ledger: Ledger, run: str, judging: str, cast: Cast) -> None:
    if await ledger.run(run) is None:
        await ledger.open_run(RunRow(run, {"judging": judging}, {}), ())
    await ledger.keep_certificates(run, kept_certificates(cast))
