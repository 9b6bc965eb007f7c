"""What acceptance lets one say, and what it doesn't"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casewright.measures.figure import Figure
from casewright.studies.acceptance.groups import Group
from casewright.studies.material import Arm
from casewright.studies.part import Claim, Scores
from casewright.studies.statistics import paired_difference, upper_bound

__all__ = ["acceptance_claims", "acceptance_scores", "loop_pairs"]

LEVEL = 0.05
"""Of a single comparison; the comparisons part corrects for how many there are."""
SMALLEST = 0.001
"""p that is told."""


def acceptance_scores(arms: Sequence[Arm]) -> tuple[Scores, ...]:
    """1 for a sample that was let through, 0 for one that wasn't; and the drafts that looped samples took."""
    accepted, attempts = dict[str, dict[str, float]](), dict[str, dict[str, float]]()
    for group in (Group(arm, (), arm.reports) for arm in arms):
        if group.blank:
            continue
        passed = {one.id for one in group.accepted}
        accepted[group.arm.name] = _means((one.pair, float(one.id in passed)) for one in group.tried)
        if group.arm.loop:
            attempts[group.arm.name] = _means((one.pair, float(one.record.get("attempts") or 1)) for one in group.tried)
    found = (
        Scores("accepted", "Accepted", "high", accepted),
        Scores("attempts", "Drafts a sample", "low", attempts),
    )
    return tuple(scores for scores in found if scores.by_arm)


def loop_pairs(arms: Sequence[Arm]) -> Iterator[tuple[Arm, Arm]]:
    """The arms of a writer with and without the loop."""
    for one in arms:
        for other in arms:
            if one.writer and one.writer == other.writer and one.loop is True and other.loop is False:
                yield one, other


def acceptance_claims(arms: Sequence[Arm], scores: Sequence[Scores], seed: int) -> Iterator[Claim]:
    """On the loop, on writers that nothing was accepted of, and on the parrot."""
    accepted = next((one.by_arm for one in scores if one.id == "accepted"), {})
    for looped, once in loop_pairs(arms):
        if looped.name in accepted and once.name in accepted:
            yield _on_loop(once.name, accepted[looped.name], accepted[once.name], seed)
    groups = [group for arm in arms if not (group := Group(arm, (), arm.reports)).blank]
    for group in groups:
        if not group.accepted:
            yield _on_nothing(group)
    yield from _on_parrot(groups)


def _on_loop(arm: str, looped: Mapping[str, float], once: Mapping[str, float], seed: int) -> Claim:
    found = paired_difference(looped, once, seed=seed)
    change, n = found.figure, found.figure.n
    if change.value is None or not n:
        return Claim(
            f"The loop changes how much of {arm} is accepted", "open", "the two arms tell no case together", arm
        )
    shared = looped.keys() & once.keys()
    before, after = (sum(side[pair] for pair in shared) / n for side in (once, looped))
    interval = "" if change.low is None else f" [{change.low:+.2f}, {change.high:+.2f}]"
    told = f"from {before:.2f} to {after:.2f} of the same {n} cases, a difference of {change.value:+.2f}{interval}"
    because = f"paired by case; {change.note}; {_p(found.p)}" if found.p is not None else f"paired; {change.note}"
    sure = found.p is not None and found.p <= LEVEL
    if sure and change.low is not None and change.low > 0:
        return Claim(f"The loop raises acceptance of {arm} {told}", "can", because, arm)
    if sure and change.high is not None and change.high < 0:
        return Claim(f"The loop lowers acceptance of {arm} {told}", "can", because, arm)
    return Claim(f"That the loop changes acceptance of {arm} ({told})", "open", f"it may be chance; {because}", arm)


def _p(p: float) -> str:
    return "p below 0.001" if p < SMALLEST else f"p {p:.2g}"


def _on_nothing(group: Group) -> Claim:
    n = len(group.tried)
    errors = sum(one.outcome == "error" for one in group.tried)
    why = f"{errors} of {n} samples got no answer from a model" if errors else "its reports were refused"
    told = (
        f"{group.arm.name} writes reports that pass this gate: 0 of {n} did, so at most {upper_bound(0, n):.0%} would"
    )
    return Claim(told, "cannot", f"{why}; one-sided 95 % bound", group.arm.name)


def _on_parrot(groups: Sequence[Group]) -> Iterator[Claim]:
    parrot = next((group for group in groups if group.arm.parrot), None)
    found = parrot.share(len(parrot.accepted)) if parrot else None
    if isinstance(found, Figure) and found.value is not None:
        yield Claim(
            "That acceptance shows that a text is written well",
            "cannot",
            f"the parrot, which joins facts with full stops, is accepted in {found.value:.2f} of {found.n} cases",
        )


def _means(found: Iterator[tuple[str, float]]) -> dict[str, float]:
    """By pair; of a case that an arm tells twice, the mean."""
    kept: dict[str, list[float]] = {}
    for pair, value in found:
        kept.setdefault(pair, []).append(value)
    return {pair: sum(values) / len(values) for pair, values in kept.items()}
