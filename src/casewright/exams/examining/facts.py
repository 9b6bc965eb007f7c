"""The fact check sits as a critic. Its unit is a told fact, or a change that a defect made to one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from casewright.certificates import FACTS, Certificate, FamilyEvidence, Rate
from casewright.exams.bases import Base
from casewright.exams.examining.deciding import family_passes, told
from casewright.exams.examining.fact_units import ADDED, CHANGED, TOLD, FactUnit, fact_units, is_examined
from casewright.exams.examining.issuing import exam_hash, issue
from casewright.exams.examining.questions import paper_in
from casewright.exams.examining.sitting import Progress, unwatched
from casewright.exams.operators import UNSEEN
from casewright.exams.paper import Item
from casewright.facts import facts_fingerprint
from casewright.measures.rates import clustered_rate
from casewright.types import Language

__all__ = ["examine_facts"]


def examine_facts(
    *,
    language: Language,
    bases: Sequence[Base],
    seed: int = 0,
    progress: Progress = unwatched,
    issued: str,
    items: Sequence[Item] | None = None,
) -> Certificate:
    """Examines the fact check on the paper over these bases; nothing is asked of a model.

    Args:
        language: Of the reports; bases in others are left aside.
        bases: Good reports with their cases.
        seed: Of the paper.
        progress: Told how many of how many items are checked.
        issued: Date, ISO 8601.
        items: The paper over these bases in this language, where it is at hand.
    """
    whole = paper_in(language, bases, seed) if items is None else items
    asked = [one for one in whole if is_examined(one)]
    units = fact_units(asked, progress)
    evidence = _evidence(units)
    return issue(
        Certificate(
            id="",
            critic=FACTS,
            fingerprint=facts_fingerprint(),
            language=language,
            grade="provisional",
            exam=exam_hash(asked),
            issued=issued,
            families={FACTS: evidence},
            criteria=(),
            bases=len({one.base.id for one in asked}),
            items=len(asked),
            notes=_notes(units),
        )
    )


def _evidence(units: Sequence[FactUnit]) -> FamilyEvidence:
    good, spoilt = [one for one in units if one.truth != CHANGED], [one for one in units if one.truth == CHANGED]
    accepts, rejects = _share(spoilt, _missed), _share(good, _flagged)
    passes, why = family_passes(accepts, rejects)
    kappa, mcc = _agreement(units)
    names = sorted({one.item.name for one in spoilt})
    return FamilyEvidence(
        family=FACTS,
        passes=passes,
        why=why,
        false_accepts=accepts,
        false_rejects=rejects,
        answered=_share(units, lambda one: True),
        edits=_edited(units),
        kappa=kappa,
        mcc=mcc,
        confusion=_confusion(units),
        operators={name: _share([one for one in spoilt if one.item.name == name], _missed) for name in names},
        seen=_share([one for one in spoilt if one.item.name not in UNSEEN], _missed),
        unseen=_share([one for one in spoilt if one.item.name in UNSEEN], _missed),
    )


def _missed(unit: FactUnit) -> bool:
    return not unit.objected


def _flagged(unit: FactUnit) -> bool:
    return unit.objected


def _share(units: Iterable[FactUnit], hit: Callable[[FactUnit], bool]) -> Rate:
    groups: dict[str, list[bool]] = {}
    for one in units:
        groups.setdefault(one.item.base.id, []).append(hit(one))
    return clustered_rate((sum(hits), len(hits)) for hits in groups.values())


def _edited(units: Sequence[FactUnit]) -> Rate | None:
    """Facts whose state a harmless edit changed."""
    before = {(one.item.base.id, one.fact): one.state for one in units if one.item.sort == "base" and one.truth == TOLD}
    edited = [one for one in units if one.item.sort == "edit" and one.truth == TOLD]
    return _share(edited, lambda one: before[one.item.base.id, one.fact] != one.state) if edited else None


def _confusion(units: Sequence[FactUnit]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for one in sorted(units, key=lambda unit: (unit.truth, unit.state)):
        row = found.setdefault(one.truth, {})
        row[one.state] = row.get(one.state, 0) + 1
    return found


def _agreement(units: Sequence[FactUnit]) -> tuple[float | None, float | None]:
    right, said = [one.truth != CHANGED for one in units], [not one.objected for one in units]
    if len(set(right)) < 2:
        return None, None
    from sklearn.metrics import cohen_kappa_score, matthews_corrcoef

    return float(cohen_kappa_score(right, said)), float(matthews_corrcoef(right, said))


def _notes(units: Sequence[FactUnit]) -> tuple[str, ...]:
    """The two kinds of false reject apart, and what false accepts are where the base's fact was found."""
    found = {(one.item.base.id, one.fact) for one in units if one.item.sort == "base" and not one.objected}
    spoilt = [one for one in units if one.truth == CHANGED and (one.item.base.id, one.fact) in found]
    told_facts = _share([one for one in units if one.truth == TOLD], _flagged)
    bases = {one.item.id for one in units if one.item.sort == "base"}
    added = sum(one.truth == ADDED and one.item.sort == "base" for one in units)
    return (
        f"told facts not found as told: {told(told_facts)}",
        f"taken for added content: {added} times on {len(bases)} bases",
        f"false accepts among facts found in their base: {told(_share(spoilt, _missed))}",
    )
