"""What no study of this kind can claim, and what this one can't because of what it was given"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casewright.studies.material_facts import MaterialFacts
from casewright.studies.part import Claim, Part

__all__ = ["standing_claims"]

FEW = 30
"""Delivered reports below which an arm is called small."""


def standing_claims(parts: Sequence[Part], facts: MaterialFacts) -> tuple[Claim, ...]:
    """Sentences that a reader might take from the figures and must not, as far as the material gives rise to them.

    Args:
        parts: Which exist decides what is said of them.
        facts: Of the material.
    """
    ids = {part.id for part in parts}
    return (*_always(), *_judges(facts), *_gate(facts), *_sources(facts, ids), *_sizes(facts))


def _always() -> Iterator[Claim]:
    yield _never(
        "The data is private, anonymous or safe to release.",
        "Distances and attacks that find nothing bound what these attacks find, with the reference that was given; "
        "no measure here proves that nobody's data is in it.",
    )
    yield _never(
        "The reports may stand in for patients: in care, in training people, or in estimating how often things occur.",
        "Cases are drawn from tables of ours, not from patients; no one has validated a use.",
    )
    yield _never(
        "This reproduces arXiv 2604.27014.",
        "It is based on that paper: models, codes, notes and judges differ, and no figure of the paper is printed.",
    )


def _judges(facts: MaterialFacts) -> Iterator[Claim]:
    if not facts.judged:
        return
    yield _never(
        "A report that passed is clinically right.",
        "It met what its rubric asks, as far as its critics can tell; the rubrics that ship are drafts that no "
        "clinician has reviewed.",
    )
    marks = frozenset().union(*(arm.marks for arm in facts.arms))
    if "gate_uncertified" in marks:
        yield _never(
            "The gate is as strict as its criteria read.",
            "No certificate let a critic decide about some of these reports: what passed was not held back by anybody.",
        )
    if "provisional" in marks:
        yield _never(
            "The critics err as seldom on these reports as their certificates say.",
            "The certificates are provisional: measured on defects that we planted, not on labels by people.",
        )
    same = sorted(mark.partition(":")[2] for mark in marks if mark.startswith("same_family:"))
    if same:
        yield _never(
            "Writer and judge are independent.",
            f"Of one model family with a writer that they judged: {', '.join(same)}.",
        )


def _gate(facts: MaterialFacts) -> Iterator[Claim]:
    ours = [arm for arm in facts.arms if arm.ours]
    if any(arm.gated for arm in facts.arms):
        yield _never(
            "Fidelity of passed reports, measured by what let them pass, shows that they are good.",
            "The gate chose its own set: by its own criteria accepted reports can't look bad. Only what it didn't "
            "decide by tells something: the parrot's row, masked texts, a sealed judge, people, use on real notes.",
        )
    if ours:
        yield _never(
            "What the critic finds, the writer has worked out.",
            "The planner hands the writer the facts that the rubric asks for. Their words are kept apart, not what "
            "they mean: so the parrot, which joins the facts, stands in every table.",
        )
    if facts.judged and not any(arm.sealed for arm in facts.arms):
        says = "Whether a judge that the loop never heard would agree with the gate."
        yield Claim(says, "open", "No sealed judge of a second model family was asked.")


def _sources(facts: MaterialFacts, ids: set[str]) -> Iterator[Claim]:
    if facts.reference is None:
        yield _never("Nothing was copied from real notes.", "No reference corpus was given to compare with.")
    else:
        yield _never(
            "Nothing was copied from any real note.",
            f"Reports were compared with the {facts.reference:,} notes of the reference corpus and no others; what a "
            "model has seen in its training is not among them.",
        )
    if not facts.real:
        yield _never("The reports are like real notes.", "No real notes were given to hold them against.")
    else:
        yield _never(
            "The reports are like real notes in general.",
            f"They were held against {facts.real:,} notes of one source; another hospital, specialty or country writes "
            "differently.",
        )
    if "people" not in ids:
        says = "Whether people can tell these reports from real notes, and what a clinician would object to."
        yield Claim(
            says, "open", "Nobody was asked: `casewright study sheet` writes a sheet, `study ratings` reads it."
        )


def _sizes(facts: MaterialFacts) -> Iterator[Claim]:
    small = [f"{arm.name} ({arm.delivered})" for arm in facts.arms if 0 < arm.delivered < FEW]
    none = [arm.name for arm in facts.arms if not arm.delivered]
    if small:
        yield _never(
            "Arms with the same figures are equally good.",
            f"Under {FEW} reports delivered by {', '.join(small)}: intervals are wide, and a difference that matters "
            "may not show.",
        )
    if none:
        says = f"What the reports of {', '.join(none)} are like."
        yield Claim(says, "open", "None was delivered, so there is nothing to measure sets on.")


def _never(says: str, because: str) -> Claim:
    return Claim(says, "cannot", because)
