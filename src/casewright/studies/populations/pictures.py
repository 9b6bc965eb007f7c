"""Populations in pictures: who is told of, and how widely numbers vary"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casewright.measures.figure import Figure
from casewright.runs.distribution.ages import AGE_GROUPS
from casewright.studies.picture import Distributions, Group, Intervals, Panel, Picture, Traits
from casewright.studies.populations.cases import ArmCases, CaseTrait
from casewright.studies.populations.finding import Found
from casewright.studies.populations.texts import FEWEST_REAL, SideTexts
from casewright.studies.statistics import share

__all__ = ["list_pictures"]

ORDER = (*AGE_GROUPS, "female", "male", "mild", "moderate", "severe", "0-3", "4-6", "7-9", "10-12", "13+", "none")
PANELS = {"age": "age", "severity": "severity", "symptoms": "symptoms to tell", "length": "length"}
TEXTS = {"age": "age told", "symptoms": "symptoms told", "grade": "grade told", "length": "length"}


def list_pictures(found: Found) -> Iterator[Picture]:
    """Cases against targets, texts against real notes, and both kinds of variance ratios."""
    told = [arm for arm in found.cases if arm.delivered]
    if told:
        yield _cases(told)
        yield _spread(told)
    for language in sorted({side.language for side in found.texts}):
        sides = [side for side in found.texts if side.language == language]
        yield _texts(sides, language)
        if any(side.real for side in sides):
            yield _text_spread(sides, language)


def _cases(arms: Sequence[ArmCases]) -> Picture:
    traits = [one for name in ("age", "sex", "severity", "comorbidity", "symptoms") if (one := _trait(arms, name))]
    caption = (
        "Shares of the cases behind what each arm delivers, with Wilson's 95 % intervals, beside what orders and "
        "populations ask. Symptoms to tell have no target."
    )
    return Picture("populations-cases", "Who the reports are about", caption, Distributions(tuple(traits)))


def _trait(arms: Sequence[ArmCases], name: str) -> Traits | None:
    own = [(arm, trait) for arm in arms for trait in arm.traits if trait.id == name and trait.delivered_counts]
    if not own:
        return None
    values = _ordered({value for _, trait in own for value in (*_counts(trait), *(trait.target_shares or {}))})
    groups = [Group(arm.arm, _shares(_counts(trait), values), arm.baseline) for arm, trait in own]
    target = next((trait.target_shares for arm, trait in own if trait.target_shares), None)
    if target:
        whole = sum(target.values())
        told = tuple(Figure(target.get(value, 0.0) / whole, 0, note="wanted, exactly") for value in values)
        groups.append(Group("target", told, baseline=True))
    return Traits(own[0][1].title, tuple(values), tuple(groups))


def _counts(trait: CaseTrait) -> Mapping[str, int]:
    return trait.delivered_counts or {}


def _ordered(values: set[str]) -> list[str]:
    return sorted(values, key=lambda value: (ORDER.index(value) if value in ORDER else len(ORDER), value))


def _shares(counts: Mapping[str, int], values: Sequence[str]) -> tuple[Figure, ...]:
    total = sum(counts.values())
    return tuple(share(counts.get(value, 0), total) for value in values)


def _spread(arms: Sequence[ArmCases]) -> Picture:
    panels = []
    for name, title in PANELS.items():
        rows = [(arm.arm, _ratio(trait)) for arm in arms for trait in arm.traits if trait.id == name]
        if any(figure.value is not None for _, figure in rows):
            panels.append(Panel(f"{title}: variance ratio", tuple(rows), 1.0, "as wide as asked"))
    caption = (
        "Variance within codes of what is delivered, over the target's where there is one, else over that of all cases "
        "(length: of all that was written). 0.8 to 1.25 is read as unchanged; bars are 95 % intervals."
    )
    return Picture("populations-spread", "Do cases vary as asked", caption, Intervals(tuple(panels)))


def _ratio(trait: CaseTrait) -> Figure:
    nothing = Figure(None, 0, note="not estimable")
    told = [one for one in (trait.spread_target, trait.spread_asked) if one is not None]
    return next((one for one in told if one.value is not None), told[0] if told else nothing)


def _texts(sides: Sequence[SideTexts], language: str) -> Picture:
    traits = []
    for name, title in (("age_group", "age told"), ("sex", "sex told")):
        own = [(side, trait.counts or {}) for side in sides for trait in side.traits if trait.id == name]
        values = _ordered({value for _, counts in own for value in counts})
        if any(counts for side, counts in own if not side.real):
            groups = tuple(Group(side.side, _told(side, counts, values), side.baseline) for side, counts in own)
            traits.append(Traits(title, tuple(values), groups))
    caption = "Read from the words of each text, of those that tell it; bars are 95 % intervals."
    return Picture(
        f"populations-texts-{language}", f"Who texts tell of ({language})", caption, Distributions(tuple(traits))
    )


def _told(side: SideTexts, counts: Mapping[str, int], values: Sequence[str]) -> tuple[Figure, ...]:
    """Of real notes, what fewer than five tell is left out: it would be about somebody."""
    total = sum(counts.values())
    if not side.real:
        return _shares(counts, values)
    rare = Figure(None, total, note=f"fewer than {FEWEST_REAL} real notes tell it")
    found = zip(values, _shares(counts, values), strict=True)
    return tuple(rare if 0 < counts.get(value, 0) < FEWEST_REAL else one for value, one in found)


def _text_spread(sides: Sequence[SideTexts], language: str) -> Picture:
    panels = []
    for name, title in TEXTS.items():
        told = [(side.side, trait.spread) for side in sides for trait in side.traits if trait.id == name]
        rows = tuple((side, figure) for side, figure in told if figure is not None)
        if any(figure.value is not None for _, figure in rows):
            panels.append(Panel(f"{title}: variance ratio", rows, 1.0, "as wide as real notes"))
    caption = (
        "Variance of what texts tell over real notes', both read in one way; 0.8 to 1.25 is read as unchanged. Bars "
        "are 95 % intervals."
    )
    title = f"Do texts vary as real notes do ({language})"
    return Picture(f"populations-text-spread-{language}", title, caption, Intervals(tuple(panels)))
