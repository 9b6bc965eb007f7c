"""What was counted at a run's end and kept in its ledger: parrot, seal gap, certificates, distributions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casewright.ledger.protocol import Ledger
from casewright.runs.kept_figures import FIGURES
from casewright.runs.parrot import by_group
from casewright.service.pages.views.standing import RunStanding, Share

__all__ = ["Figures", "Yield", "figures_of"]


@dataclass(frozen=True, slots=True)
class Yield:
    """What one code, language and kind took; the parrot told the same cases without a model."""

    code: str
    language: str
    kind: str
    acceptance: Share
    first_try: Share | None
    parrot: Share | None
    per_accepted: Mapping[str, float | None]
    unpriced: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures kept last. ``current`` is false where something was decided since, or the judging is another."""

    at: float
    judging: str
    current: bool
    certified: bool
    parrot: Share | None
    wording_share: float | None
    writer_wording_share: float | None
    total: tuple[Mapping[str, Any], ...]
    seal: Mapping[str, Any]
    yields: tuple[Yield, ...]
    distribution: Mapping[str, Any] | None
    diversity: Mapping[str, Any] | None
    rubrics: Mapping[str, Any]

    def parrot_of(self, by: str, name: str) -> Share | None:
        """The parrot's share of a ``code``, ``language`` or ``kind``, over the others."""
        own = [one.parrot for one in self.yields if getattr(one, by) == name and one.parrot is not None]
        hits = sum(round((one.value or 0.0) * one.n) for one in own)
        return Share.of(hits, sum(one.n for one in own)) if own else None


async def figures_of(ledger: Ledger, standing: RunStanding) -> Figures | None:
    """What was kept last of a run; ``None`` where nothing was counted yet."""
    kept = await ledger.latest(standing.run, FIGURES)
    if kept is None:
        return None
    told = kept.payload
    decided = await ledger.events(standing.run, kept.sequence, 1, kinds=("decided",))
    parrot: Mapping[str, Any] = told.get("parrot") or {}
    return Figures(
        at=kept.at,
        judging=str(told["judging"]),
        current=not decided and told["judging"] == standing.judging,
        certified=told["gate"] == "gate_certified",
        parrot=_share(parrot.get("accepted_of_tried")),
        wording_share=parrot.get("wording_share"),
        writer_wording_share=parrot.get("writer_wording_share"),
        total=tuple(told["total"]),
        seal=told["seal"],
        yields=_yields(standing, told),
        distribution=told.get("distribution"),
        diversity=told.get("diversity"),
        rubrics=told.get("rubrics") or {},
    )


def _yields(standing: RunStanding, told: Mapping[str, Any]) -> tuple[Yield, ...]:
    if "yields" in told:
        return tuple(_line(row) for row in told["yields"])
    parrot = {key: Share.of(*counts) for key, counts in by_group(told.get("parrot")).items()}
    keys = dict.fromkeys((one.code, one.language, one.kind) for one in standing.orders)
    return tuple(_bare(standing, key, parrot.get(key)) for key in keys)


def _line(row: Mapping[str, Any]) -> Yield:
    return Yield(
        code=row["code"],
        language=row["language"],
        kind=row["kind"],
        acceptance=_share(row["accepted_of_tried"]) or Share.of(0, 0),
        first_try=_share(row["accepted_first_try"]),
        parrot=_share(row["parrot"]),
        per_accepted=row["per_accepted"],
        unpriced=row["spent"]["unpriced"],
    )


def _bare(standing: RunStanding, key: tuple[str, str, str], parrot: Share | None) -> Yield:
    """Where an earlier version kept less: what the ledger counts, with the parrot beside."""
    own = [one for one in standing.orders if (one.code, one.language, one.kind) == key]
    told = Share.of(sum(one.passed for one in own), sum(one.tried for one in own))
    return Yield(*key, told, None, parrot, {}, sum(one.spent.unpriced for one in own))


def _share(found: Mapping[str, Any] | None) -> Share | None:
    return None if not found else Share(found["share"], found["n"], found["low"], found["high"])
