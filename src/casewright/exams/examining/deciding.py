"""Which families pass, and which criteria may decide, each with the reason in a sentence."""

from __future__ import annotations

from casewright.certificates import FALSE_ACCEPT_FLOOR, FALSE_REJECT_FLOOR, FamilyEvidence, Rate

__all__ = ["criterion_gates", "family_passes", "told"]


def family_passes(false_accepts: Rate, false_rejects: Rate) -> tuple[bool, str]:
    """Whether the upper bounds of both errors are within their floors."""
    accepts = _fault("false accepts", false_accepts, FALSE_ACCEPT_FLOOR, "unmet")
    rejects = _fault("false rejects", false_rejects, FALSE_REJECT_FLOOR, "met")
    if accepts or rejects:
        return False, "; ".join(filter(None, (accepts, rejects)))
    return True, f"false accepts {told(false_accepts)} and false rejects {told(false_rejects)} are within the floors"


def criterion_gates(false_accepts: Rate, false_rejects: Rate, family: FamilyEvidence) -> tuple[bool, str]:
    """A criterion decides if its family passes, it was examined, and it isn't clearly bad itself."""
    if not family.passes:
        return False, f"its family {family.family} does not pass: {family.why}"
    if not false_accepts.n and not false_rejects.n:
        return False, "no question about it was answered: not examined"
    for name, rate, floor in (
        ("false accepts", false_accepts, FALSE_ACCEPT_FLOOR),
        ("false rejects", false_rejects, FALSE_REJECT_FLOOR),
    ):
        if rate.low is not None and rate.low > floor:
            return False, f"its family passes, but its own {name} are {told(rate)}, clearly above {floor:g}"
    return True, f"its family {family.family} passes, and nothing speaks against it"


def told(rate: Rate) -> str:
    """Such as ``3 of 40 (0.02-0.20)``."""
    if rate.low is None or rate.high is None:
        return f"{rate.hits} of {rate.n}"
    return f"{rate.hits} of {rate.n} ({rate.low:.2f}-{rate.high:.2f})"


def _fault(name: str, rate: Rate, floor: float, wanted: str) -> str:
    if rate.rate is None or rate.high is None:
        return f"{name}: too few, no question whose right answer is {wanted} was answered"
    if rate.high <= floor:
        return ""
    if rate.rate <= floor:
        return f"{name}: too few, {told(rate)} may be more than {floor:g}"
    return f"{name}: {told(rate)} is more than {floor:g}"
