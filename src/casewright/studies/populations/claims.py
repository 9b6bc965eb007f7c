"""What figures of populations let one say"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal

from casewright.measures.figure import Figure
from casewright.studies.part import Claim
from casewright.studies.populations.cases import ArmCases, CaseTrait
from casewright.studies.populations.finding import ArmTelling, Found
from casewright.studies.populations.spread import BAND, standing
from casewright.studies.populations.texts import SideTexts
from casewright.studies.statistics import holm
from casewright.studies.tongues import TONGUES

__all__ = ["list_claims"]

A_TENTH = 0.1
"""Of a grade: the most that a mean shift may reach and still be said to be none."""
FEW_HIGHER = 0.05
"""Share of facts told higher that may be left possible where all shifts are alike."""
LEVEL = 0.05
LEAST = 5
"""Reports of which anything is said."""
TEXT_TRAITS = ("age", "symptoms", "length")


def list_claims(found: Found) -> Iterator[Claim]:
    """For each arm: spread, selection, severity and symptoms; and what no arm's figures show."""
    few = {arm.arm for arm in found.cases if arm.delivered < LEAST}
    for arm in found.cases:
        if arm.traits and not arm.baseline:
            yield from [_too_few(arm)] if arm.arm in few else [_spread_of_cases(arm), _selection(arm)]
    for side in found.texts:
        if not side.baseline and side.side not in few and any(trait.spread for trait in side.traits):
            yield _spread_of_texts(side)
    matcher = {
        use.concept
        for one in found.telling
        if one.baseline
        for use in (*one.symptoms.overused, *one.symptoms.underused)
    }
    for one in found.telling:
        if not one.baseline and one.arm not in few:
            yield _severity(one)
            yield _symptoms(one, matcher)
    yield Claim(
        "The variance compression and severity inflation that PsychBench (arXiv 2604.17359) describes are absent",
        "cannot",
        "cases are drawn by a plan, so how they vary is the plan's doing; of texts only explicit grades, scores and "
        "listed symptoms are read, and no clinician rated any",
    )


def _too_few(arm: ArmCases) -> Claim:
    n = f"{arm.delivered} of {arm.asked} cases are delivered; {LEAST} are needed"
    return Claim(f"{arm.arm} tells of the patients that were asked for", "open", n, arm.arm)


def _spread_of_cases(arm: ArmCases) -> Claim:
    told = {trait.title: _of_case(trait) for trait in arm.traits}
    says = f"The cases behind the reports of {arm.arm} vary as asked within their codes ({arm.delivered} reports)"
    return _by_ratios(says, told, arm.arm, "their target, or all cases where there is none")


def _of_case(trait: CaseTrait) -> Figure | None:
    told = [one for one in (trait.spread_target, trait.spread_asked) if one is not None and one.value is not None]
    return told[0] if told else None


def _spread_of_texts(side: SideTexts) -> Claim:
    told = {trait.title: trait.spread for trait in side.traits if trait.id in TEXT_TRAITS}
    says = f"What texts of {side.side} in {TONGUES[side.language]} tell varies as in real notes ({side.read} texts)"
    return _by_ratios(says, told, side.side, "real notes")


def _by_ratios(says: str, told: Mapping[str, Figure | None], about: str, held: str) -> Claim:
    """``can`` where every ratio's whole interval is in the band, ``cannot`` where one's is out of it."""
    known = {name: one for name, one in told.items() if one is not None and one.value is not None}
    if not known:
        return Claim(says, "open", "no variance ratio could be estimated", about)
    stands = {name: standing(one) for name, one in known.items()}
    out = [f"{_ratio(name, known[name])}, {where}" for name, where in stands.items() if where in ("narrower", "wider")]
    band = f"variance ratio to {held}, {BAND[0]} to {BAND[1]} being as wide"
    if out:
        return Claim(says, "cannot", f"{band}: {'; '.join(out)}", about)
    rest = "; ".join(_ratio(name, one) for name, one in known.items())
    return Claim(says, "can" if set(stands.values()) == {"within"} else "open", f"{band}: {rest}", about)


def _ratio(name: str, one: Figure) -> str:
    ends = "" if one.low is None or one.high is None else f" [{_digits(one.low)}, {_digits(one.high)}]"
    return f"{name} {_digits(one.value or 0.0)}{ends} (n = {one.n})"


def _digits(value: float) -> str:
    return f"{value:.2f}" if value >= 0.095 or not value else f"{value:.1g}"


def _selection(arm: ArmCases) -> Claim:
    says = f"What {arm.arm} delivers is told of the patients that were asked for"
    parted = [(trait, trait.kept) for trait in arm.traits if trait.kept is not None and trait.kept.p is not None]
    if not parted:
        return Claim(says, "open", "nothing is delivered", arm.arm)
    adjusted = holm([kept.p or 0.0 for _, kept in parted])
    lost = [trait.title for (trait, _), p in zip(parted, adjusted, strict=True) if p < LEVEL]
    n = f"{arm.delivered} delivered of {arm.asked} cases"
    if lost:
        return Claim(says, "cannot", f"{n}: {', '.join(lost)} differ by more than chance (Holm)", arm.arm)
    if arm.delivered == arm.asked:
        return Claim(says, "can", f"{n}", arm.arm)
    return Claim(says, "open", f"{n}: no trait differs by more than chance, which is no proof of likeness", arm.arm)


def _severity(one: ArmTelling) -> Claim:
    shift, higher = one.severity.shift, one.severity.higher
    says = f"{one.arm} tells severities no higher than planned"
    if shift.value is None or shift.n == 0 or higher.value is None:
        return Claim(says, "open", f"no fact of {one.read} reports is graded in both plan and text", one.arm)
    counted = f"{higher.value:.0%} of {higher.n} graded facts are told higher, at most {higher.high or 1.0:.0%}"
    low, high = shift.low, shift.high
    if low is None or high is None:
        none = shift.value <= 0 and (higher.high or 1.0) <= FEW_HIGHER
        above = shift.value > 0 and shift.n >= LEAST
        holds: Literal["can", "cannot", "open"] = "can" if none else "cannot" if above else "open"
        return Claim(says, holds, f"mean shift {shift.value:+.2f} grades; {counted}; {shift.note}", one.arm)
    mean = f"mean shift {shift.value:+.2f} grades [{low:+.2f}, {high:+.2f}]; {counted}"
    return Claim(says, "cannot" if low > 0 else "can" if high <= A_TENTH else "open", mean, one.arm)


def _symptoms(one: ArmTelling, matcher: Collection[str]) -> Claim:
    """Symptoms that the parrot tells too often or too seldom as well are the matcher's doing."""
    told = one.symptoms
    says = f"{one.arm} tells symptoms as often as its cases plan"
    if not told.tested:
        return Claim(says, "open", f"{one.read} reports are too few for any symptom", one.arm)
    tested = f"{told.tested} symptoms tested in {one.read} texts"
    names = [*_names("too often", [use.concept for use in told.overused if use.concept not in matcher])]
    names += _names("too seldom", [use.concept for use in told.underused if use.concept not in matcher])
    if names:
        return Claim(says, "cannot", f"{tested}; {'; '.join(names)}", one.arm)
    return Claim(
        says,
        "open",
        f"{tested}; none differs beyond chance and beyond what the parrot shows, which is no proof",
        one.arm,
    )


def _names(how: str, concepts: Sequence[str]) -> Iterator[str]:
    if concepts:
        more = f" and {len(concepts) - 5} more" if len(concepts) > 5 else ""
        yield f"{how}: {', '.join(concepts[:5])}{more}"
