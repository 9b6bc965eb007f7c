"""What the figures of resemblance let one say, and what they don't"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casewright.measures.figure import Figure
from casewright.studies.part import Claim
from casewright.studies.resemblance.corrected import Corrected, corrected
from casewright.studies.resemblance.findings import ArmFound, Findings
from casewright.studies.resemblance.tables import mean_of

__all__ = ["ALIKE", "list_claims"]

LEVEL = 0.05
ALIKE = 0.6
"""Accuracy up to which a classifier that is sure to do no better may be called unable to tell."""


def list_claims(found: Sequence[Findings]) -> tuple[Claim, ...]:
    """Of every arm but the parrot's, in every language."""
    return tuple(
        claim
        for one in found
        for name, arm in one.arms.items()
        if isinstance(arm, ArmFound) and name not in one.parrots
        for claim in _of_arm(one, name, arm, corrected(one)[name])
    )


def _of_arm(found: Findings, name: str, arm: ArmFound, fixed: Corrected) -> Iterator[Claim]:
    yield _alike(found, name, arm, fixed)
    yield from _overlap(found, name, arm)


def _alike(found: Findings, name: str, arm: ArmFound, fixed: Corrected) -> Claim:
    says = f"Reports of {name} ({found.language}) can't be told from real notes"
    accuracy = arm.told.equal.accuracy
    because = (
        f"at equal lengths a classifier's accuracy is {_told(accuracy)}, between halves of real notes "
        f"{_told(found.told.equal.accuracy)}; MMD² is {_told(arm.equal.test.value, 4)}, p {_told(fixed.mmd2, 3)}"
    )
    if _small(fixed.mmd2) or _small(fixed.accuracy):
        return Claim(says, "cannot", because, name)
    sure = accuracy.high is not None and accuracy.high <= ALIKE and not arm.equal.outside
    if sure:
        return Claim(f"{says} by words and pairs of words", "can", because, name)
    return Claim(says, "open", f"{because}; no difference was found, and one may be there", name)


def _overlap(found: Findings, name: str, arm: ArmFound) -> Iterator[Claim]:
    ours, theirs = mean_of(arm.paired, "rouge_l"), mean_of(found.paired, "rouge_l")
    because = f"ROUGE-L with real notes is {_told(ours, 3)}, among real notes {_told(theirs, 3)}"
    if ours.low is not None and theirs.high is not None and ours.low > theirs.high:
        says = f"The overlap of {name} ({found.language}) with real notes is a merit"
        yield Claim(says, "cannot", f"{because}: more than among real notes; see what privacy found", name)


def _small(p: Figure) -> bool:
    return p.value is not None and p.value <= LEVEL


def _told(figure: Figure, digits: int = 2) -> str:
    if figure.value is None:
        return figure.note or "not estimable"
    ends = "" if figure.low is None or figure.high is None else f" [{figure.low:.{digits}f}, {figure.high:.{digits}f}]"
    return f"{figure.value:.{digits}f}{ends} (n = {figure.n})"
