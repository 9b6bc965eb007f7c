"""The one page that says what can and what can't be claimed: of all parts together, ordered, each sentence once"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from casewright.studies.answers import answers
from casewright.studies.comparisons.summarising import summarised
from casewright.studies.material_facts import MaterialFacts
from casewright.studies.part import Claim, Part
from casewright.studies.standing_claims import standing_claims

__all__ = ["claims"]

ORDER: Mapping[Literal["can", "cannot", "open"], int] = {"can": 0, "cannot": 1, "open": 2}
STRICTER: Mapping[Literal["can", "cannot", "open"], int] = {"can": 0, "open": 1, "cannot": 2}

WEIGHT = (
    "acceptance",
    "fidelity",
    "recoverability",
    "resemblance",
    "usefulness",
    "privacy",
    "diversity",
    "populations",
)
"""Parts by what their claims weigh."""
AGAINST = " differs from parrot"


def claims(parts: Sequence[Part], facts: MaterialFacts) -> tuple[Claim, ...]:
    """What can be said, what can't, and what is open, in this order; within each, standing sentences first,
    then by weight.

    What a critical reader asks (`casewright.studies.answers`) is among it. Where two parts differ on one sentence, the
    stricter holds. What a part had nothing given for is open.

    Args:
        parts: In the order of the report.
        facts: `casewright.studies.material_facts.facts_of` the material.
    """
    every = [*standing_claims(parts, facts), *_by_weight(parts), *_missing(parts)]
    kept: dict[tuple[str, str], Claim] = {}
    for claim in every:
        key = (claim.about, " ".join(claim.says.casefold().split()).rstrip("."))
        before = kept.get(key)
        if before is None or STRICTER[claim.holds] > STRICTER[before.holds]:
            kept[key] = claim
    return tuple(sorted(kept.values(), key=lambda claim: ORDER[claim.holds]))


def _by_weight(parts: Sequence[Part]) -> Iterator[Claim]:
    """The loop first, then who is better than the parrot, then what reports are like; arms among themselves last."""
    ranked = sorted(parts, key=lambda part: WEIGHT.index(part.id) if part.id in WEIGHT else len(WEIGHT))
    short = [claim for part in parts if part.id == "comparisons" for claim in summarised(part)]
    against = [claim for claim in short if AGAINST in claim.says]
    yield from (claim for part in ranked if part.id == "acceptance" for claim in part.claims)
    yield from (answer.claim for answer in answers(parts) if not answer.of_part)
    yield from against
    others = (part for part in ranked if part.id not in ("acceptance", "comparisons"))
    yield from (claim for part in others for claim in part.claims)
    yield from (claim for claim in short if claim not in against)


def _missing(parts: Sequence[Part]) -> Iterator[Claim]:
    for part in parts:
        for sentence in part.not_assessed:
            yield Claim(sentence, "open", f"Nothing was given for it ({part.title.lower()}).")
