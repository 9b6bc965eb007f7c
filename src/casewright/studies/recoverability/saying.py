"""What recovered codes let one say of an arm, and what not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casewright.measures.figure import Figure
from casewright.studies.part import Claim
from casewright.studies.recoverability.cases import REAL
from casewright.studies.recoverability.contrast import Contrast, refused_share
from casewright.studies.recoverability.credit import chance
from casewright.studies.recoverability.levels import labels_of
from casewright.studies.recoverability.naming import Named
from casewright.studies.recoverability.recovered import recovered
from casewright.studies.statistics.bootstrap import FEW
from casewright.studies.tongues import TONGUES

__all__ = ["claims_of"]


def claims_of(
    named: Sequence[Named],
    contrasts: Sequence[Contrast],
    candidates: Mapping[str, Sequence[str]],
    titles: str,
    rubrics: str,
    seed: int,
) -> tuple[Claim, ...]:
    """Up to three sentences an arm: what naming alone recovers, what masked text does, what siblings' rubrics do."""
    found: list[Claim] = []
    written = [one for one in named if one.case.written and not one.case.baseline]
    for who, language in dict.fromkeys((one.case.who, one.case.language) for one in written):
        own = [one for one in written if (one.case.who, one.case.language) == (who, language)]
        several = len({one.case.language for one in written if one.case.who == who}) > 1
        name = f"{who} in {TONGUES[language]}" if several else who
        guess = chance(len(labels_of(own[0].case.system, candidates[own[0].case.system], "three")), 1)
        found += _named(name, recovered(own, titles, "whole", "three", 1, seed), guess)
        found += _shown(name, recovered(own, rubrics, "masked", "three", 1, seed), guess)
        judged = [one for one in contrasts if (one.case.who, one.case.language) == (who, language)]
        found += _told_apart(name, [one for one in judged if one.case.written])
    found += _parrots(named, rubrics, seed)
    if any(one.case.who == REAL for one in named):
        says = "That a code is easier to recover from synthetic than from real notes makes synthetic notes better"
        because = "real notes tell of several things and carry codes for one line of history; ease is not likeness"
        found.append(Claim(says, "cannot", because))
    return tuple(found)


def _named(who: str, found: Figure, guess: float) -> Iterator[Claim]:
    if found.value is not None and found.low is not None and found.low > guess:
        says = f"That {who} shows its codes because they can be recovered from its full texts"
        because = (
            f"words of titles alone put {_told(found)} of categories first (chance {guess:.1%}): on full text "
            "recoverability mostly shows that the diagnosis is named"
        )
        yield Claim(says, "cannot", because, who)


def _shown(who: str, found: Figure, guess: float) -> Iterator[Claim]:
    if found.value is None:
        return
    says = f"{who}: with what names the diagnosis masked, rubrics put {_told(found)} of categories first"
    because = f"chance is {guess:.1%}; the same rubrics selected what was accepted"
    above = found.low is not None and found.low > guess and found.n >= FEW
    yield Claim(says, "can" if above else "open", because if above else f"{because}; too few or no better", who)


def _parrots(named: Sequence[Named], rubrics: str, seed: int) -> Iterator[Claim]:
    own = [one for one in named if one.case.baseline and one.case.who != REAL and one.case.written]
    for language in sorted({one.case.language for one in own}):
        told = recovered([one for one in own if one.case.language == language], rubrics, "masked", "three", 1, seed)
        if told.value is not None:
            says = "That codes are recovered from masked texts because of how well a model writes"
            first = f"{_told(told)} of its categories first in {TONGUES[language]}"
            because = f"the parrot, which writes nothing of its own, has {first}"
            yield Claim(says, "cannot", f"{because}: cases are drawn to tell what rubrics need")


def _told_apart(who: str, contrasts: Sequence[Contrast]) -> Iterator[Claim]:
    found = refused_share(contrasts, "whole", accepted_only=True)
    accepted = len({id(one.case) for one in contrasts if one.way == "whole" and one.own == "accepts"})
    if found.value is None:
        return
    says = f"{who}: under a sibling's code {_told(found)} of judgements refuse reports that pass under their own"
    because = f"{found.n} judgements of {accepted} reports, by the rules critic alone"
    yield Claim(says, "can" if accepted >= FEW else "open", because, who)


def _told(found: Figure) -> str:
    if found.value is None:
        return "none"
    ends = "" if found.low is None or found.high is None else f" ({found.low:.0%} to {found.high:.0%}, n {found.n})"
    return f"{found.value:.0%}{ends}" if ends else f"{found.value:.0%} (n {found.n})"
