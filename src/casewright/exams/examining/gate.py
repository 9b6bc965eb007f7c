"""The whole gate sits: what it lets through, and what it wrongly refuses. The unit is a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from casewright.agents.protocol import Critic
from casewright.certificates import GATE_FLOOR, Certificate, GateEvidence, GateSetting, Rate, certificate_for
from casewright.exams.bases import Base
from casewright.exams.examining.deciding import told
from casewright.exams.examining.issuing import exam_hash, issue
from casewright.exams.examining.questions import paper_in
from casewright.exams.examining.sitting import Progress, unwatched
from casewright.exams.operators.intrusions import exam_reference
from casewright.exams.paper import Item
from casewright.exams.running import ExamGate, Result, resolve_once, sit
from casewright.exams.truth import standing
from casewright.facts import facts_fingerprint
from casewright.graphs.gate_key import gate_key
from casewright.graphs.gating import Gating
from casewright.graphs.granting import gating_of
from casewright.graphs.parts import Limits, Resolver
from casewright.measures.rates import clustered_rate
from casewright.settings.judging import Judging
from casewright.types import Language

__all__ = ["examine_gate", "gate_evidence"]


async def examine_gate(
    setting: GateSetting,
    critics: Sequence[Critic],
    certificates: Sequence[Certificate],
    *,
    language: Language,
    bases: Sequence[Base],
    limits: Limits | None = None,
    judging: Judging | None = None,
    seed: int = 0,
    progress: Progress = unwatched,
    issued: str,
    resolve: Resolver = resolve_once,
    items: Sequence[Item] | None = None,
) -> Certificate:
    """Examines the gate as these certificates set it up, in one language.

    Args:
        setting: ``generate`` enters each report with its base's case, ``evaluate`` as a foreign report.
        critics: Who votes.
        certificates: Say which votes decide, and whether the fact check does.
        language: Of the reports; bases in others are left aside.
        bases: Good reports with their cases.
        limits: The gate's lines. One attempt is made; the bound is given for as many as they allow.
        judging: What may decide, in settings' words.
        seed: Of the paper.
        progress: Told how many of how many reports are through.
        issued: Date, ISO 8601.
        resolve: Gives the rubric of a (system, code, kind).
        items: The paper over these bases in this language, where it is at hand.

    Raises:
        PausedError: a critic's model can't be reached.
    """
    lines, rules = limits or Limits(), judging or Judging()
    gating = gating_of(certificates, critics, judging=rules, limits=lines)
    gate = ExamGate(tuple(critics), gating, lines, exam_reference(), resolve)
    asked = paper_in(language, bases, seed) if items is None else items
    results = await sit(asked, setting, gate, progress)
    evidence = gate_evidence(results, lines.max_attempts, resolve)
    held = [one for one in critics if certificate_for(certificates, one.fingerprint, language, rules.require)]
    facts = facts_fingerprint() if gating.facts.get(language) else ""
    heard = gating.heard(language)
    return issue(
        Certificate(
            id="",
            critic=f"gate/{setting}",
            fingerprint=gate_key(setting, held, lines, facts),
            language=language,
            grade="gating" if heard and all(one.grade == "gating" for one in heard) else "provisional",
            exam=exam_hash(asked),
            issued=issued,
            families={},
            criteria=(),
            bases=len({one.base.id for one in asked}),
            items=len(asked),
            gate=evidence,
            notes=_notes(evidence, gating, critics, language),
        )
    )


def gate_evidence(results: Sequence[Result], attempts: int, resolve: Resolver) -> GateEvidence:
    """What one setting's results add up to.

    Args:
        results: Of a paper that holds the base of every defect and edit in it; attacks are left aside.
        attempts: For which the bound is given: 1 - (1 - upper)^attempts, attempts taken for independent.
        resolve: Gives the rubric of a (system, code, kind).
    """
    fine = {one.item.base.id for one in results if one.item.sort == "base" and one.accepted}
    bad = [one for one in results if one.item.sort == "defect"]
    good = [one for one in results if one.item.sort in ("base", "edit")]
    accepts = _share(bad, _accepted)
    within = 1.0 if accepts.high is None else 1 - (1 - accepts.high) ** attempts
    names, origins = sorted({one.item.name for one in bad}), sorted({one.item.base.origin for one in good})
    return GateEvidence(
        setting=results[0].setting if results else "generate",
        false_accepts=accepts,
        false_rejects=_share(good, _refused),
        attempts=attempts,
        within_attempts=within,
        passes=within <= GATE_FLOOR,
        operators={name: _share([one for one in bad if one.item.name == name], _accepted) for name in names},
        fair=_share([one for one in bad if one.item.base.id in fine], _accepted),
        unfit=_share([one for one in bad if _unfit(one.item, resolve)], _accepted),
        origins={
            name: (
                _share([one for one in bad if one.item.base.origin == name], _accepted),
                _share([one for one in good if one.item.base.origin == name], _refused),
            )
            for name in origins
        },
    )


def _accepted(result: Result) -> bool:
    return result.accepted


def _refused(result: Result) -> bool:
    return not result.accepted


def _share(results: Iterable[Result], hit: Callable[[Result], bool]) -> Rate:
    groups: dict[str, list[bool]] = {}
    for one in results:
        groups.setdefault(one.item.base.id, []).append(hit(one))
    return clustered_rate((sum(hits), len(hits)) for hits in groups.values())


def _unfit(item: Item, resolve: Resolver) -> bool:
    """Whether right answers alone would refuse it as a report of the code that it is judged as."""
    if item.facts is None:
        return False
    case = item.base.case
    return not standing(case, item.facts, resolve(case.system, item.code, case.kind)).passes


def _notes(evidence: GateEvidence, gating: Gating, critics: Sequence[Critic], language: Language) -> tuple[str, ...]:
    deciding = [one.name for one in critics if gating.critics.get(one.name, {}).get(language)]
    checked = "decides" if gating.facts.get(language) else "advises"
    found = [f"critics with a certificate: {', '.join(deciding) or 'none'}; the fact check {checked}"]
    good = evidence.false_rejects
    if good.n and good.hits == good.n:
        found.append("it accepted no report at all: that no defect passed is then no merit")
    elif evidence.fair is not None and evidence.fair.n:
        found.append(f"defects accepted, of those whose base is accepted: {told(evidence.fair)}")
    return tuple(found)
