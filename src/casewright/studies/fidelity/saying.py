"""What the figures of fidelity let one say, and what not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from casewright.measures.figure import Figure
from casewright.studies.fidelity.judged import JudgedArm
from casewright.studies.fidelity.means import figure_of, of_language
from casewright.studies.fidelity.survival import survival_share
from casewright.studies.part import Claim
from casewright.studies.statistics import upper_bound
from casewright.studies.statistics.bootstrap import FEW
from casewright.studies.table import Table
from casewright.studies.tongues import TONGUES
from casewright.types import Language

__all__ = ["claims_of", "reason"]

NUMBER = re.compile(r"\d+(?:\.\d+)?%?")


def claims_of(arms: Sequence[JudgedArm], corrected: Table, seed: int) -> tuple[Claim, ...]:
    """A few sentences an arm, and one on what corrected prevalence is worth here."""
    own = [(judged, language) for judged in arms if not judged.arm.parrot for language in judged.languages()]
    return (*(claim for judged, language in own for claim in _of(judged, language, seed)), *_fit(corrected))


def _of(judged: JudgedArm, language: Language, seed: int) -> Iterator[Claim]:
    several = len(judged.languages()) > 1
    name = f"{judged.arm.name} in {TONGUES[language]}" if several else judged.arm.name
    delivered = of_language(judged.delivered, language)
    n = len(delivered)
    if judged.of and n < FEW:
        says = f"What rubric results say of {name}: it delivered {n} {'report' if n == 1 else 'reports'}"
        yield Claim(says, "open", f"fewer than {FEW} reports", name)
    else:
        yield from _contradictions(name, figure_of("contradicted", delivered, seed))
    facts = survival_share(judged.arm, "first", language)
    if facts.n:
        counted = f"{facts.n:,} facts, {facts.note}"
        says = f"{name}: first drafts tell {_told(facts)} of the facts they were given ({counted})"
        yield Claim(
            says, "can", "the fact check, held to the case; what copied or was degenerate never reached it", name
        )


def _contradictions(name: str, found: Figure) -> Iterator[Claim]:
    if found.value:
        says = f"{name}: {found.value:.1%} of {found.n} delivered reports hold a contradiction of their code"
        yield Claim(says, "can", "rubric criteria, as critics answered them", name)
    elif found.n:
        bound = upper_bound(0, found.n)
        says = f"{name}: no contradiction was found in {found.n} delivered reports: at most {bound:.1%} hold one"
        because = "an upper bound at 95 %, on contradictions that the critics can see; others are not counted"
        yield Claim(says, "can", because, name)


def _fit(corrected: Table) -> Iterator[Claim]:
    """Where no arm's share can be corrected, raw acceptance must not be read as the share of fit reports."""
    words = [row.cells["fit"] for row in corrected.rows if not row.baseline]
    told = [cell for cell in words if isinstance(cell, str)]
    if told:
        yield Claim("How many of the accepted reports are truly fit for their code", "cannot", reason(told))


def reason(told: Sequence[str]) -> str:
    """What is most often the reason, with the range of its numbers; the table has each."""
    shares = [re.sub(r"(\d+) of (\d+) drafts", lambda found: f"{_share(found)} of drafts", one) for one in told]
    kind, often = Counter(NUMBER.sub("…", one) for one in shares).most_common(1)[0]
    slots = zip(*(NUMBER.findall(one) for one in shares if NUMBER.sub("…", one) == kind), strict=True)
    ranges = iter([_range(slot) for slot in slots])
    said = re.sub("…", lambda _: next(ranges), kind)
    more = len(told) - often
    return f"{said}; {more} more for other reasons, in the table" if more else said


def _share(found: re.Match[str]) -> str:
    return f"{int(found[1]) / max(1, int(found[2])):.0%}"


def _range(slot: Sequence[str]) -> str:
    ordered = sorted(slot, key=lambda one: float(one.rstrip("%")))
    low, high = ordered[0], ordered[-1]
    return low if low == high else f"{low} to {high}"


def _told(found: Figure) -> str:
    if found.value is None:
        return "nothing"
    ends = f" ({found.low:.0%} to {found.high:.0%})" if found.low is not None and found.high is not None else ""
    return f"{found.value:.1%}{ends}"
