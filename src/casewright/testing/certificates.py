"""Certificates that no exam gave: for tests of whatever needs critics that may decide. Each says so in its notes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import get_args

from casewright.agents.protocol import Critic
from casewright.agents.rules_critic import RulesCritic
from casewright.certificates import (
    FACTS,
    Certificate,
    CriterionEvidence,
    FamilyEvidence,
    GateEvidence,
    GateSetting,
    Grade,
    Rate,
)
from casewright.facts import facts_fingerprint
from casewright.graphs.gate_key import gate_key
from casewright.graphs.parts import Limits
from casewright.rubrics import Criterion, ResolvedRubric
from casewright.types import Language
from casewright.wire import to_json

__all__ = ["certificates_for", "gate_certificate", "write_certificates"]

FAULTLESS = Rate(0, 200, 0.0, 0.0189)
"""With its 95 % Wilson interval."""
NOTES = ("synthetic: made up for a test, no exam was sat",)


def certificates_for(
    rubrics: Iterable[ResolvedRubric],
    critics: Sequence[Critic] = (),
    *,
    facts: bool = True,
    grade: Grade = "provisional",
) -> tuple[Certificate, ...]:
    """One a critic and language, that lets it decide every criterion of the rubrics; and one for the fact check.

    Args:
        rubrics: Whose criteria may be decided, as they are worded now.
        critics: By default the rules critic.
        facts: Whether the fact check may decide too.
        grade: Of all of them.
    """
    asked = tuple({(item.id, item.hash): item for rubric in rubrics for item in rubric.criteria}.values())
    found = [
        _of_critic(critic, asked, language, grade)
        for critic in critics or (RulesCritic(),)
        for language in get_args(Language)
    ]
    checked = [_certificate(FACTS, facts_fingerprint(), language, grade, [FACTS]) for language in get_args(Language)]
    return (*found, *(checked if facts else ()))


def gate_certificate(
    setting: GateSetting, language: Language, critics: Sequence[Critic], limits: Limits, *, facts: bool = True,
    false_accepts: Rate = FAULTLESS, false_rejects: Rate = FAULTLESS,
) -> Certificate:  # fmt: skip
    """One of the whole gate, with these rates."""
    key = gate_key(setting, critics, limits, facts_fingerprint() if facts else "")
    within = 1 - (1 - (false_accepts.high or 0.0)) ** limits.max_attempts
    evidence = GateEvidence(setting, false_accepts, false_rejects, limits.max_attempts, within, within <= 0.1)
    return _certificate(f"gate/{setting}", key, language, "provisional", [], gate=evidence)


def write_certificates(folder: Path, certificates: Iterable[Certificate]) -> Path:
    """Writes them where ``--certificates`` finds them; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for item in certificates:
        (folder / f"{item.id}.json").write_text(json.dumps(to_json(item)), encoding="utf-8")
    return folder


def _of_critic(critic: Critic, asked: Sequence[Criterion], language: Language, grade: Grade) -> Certificate:
    evidence = tuple(_evidence(item) for item in asked)
    families = sorted({item.family for item in evidence})
    return _certificate(critic.name, critic.fingerprint, language, grade, families, evidence, family=critic.family)


def _evidence(criterion: Criterion) -> CriterionEvidence:
    family = f"{criterion.role}/{criterion.aspect}"
    return CriterionEvidence(
        criterion.id, criterion.hash, family, FAULTLESS, FAULTLESS, 400, 400, 0.0, 0.0, gates=True, why="synthetic"
    )


def _certificate(
    critic: str, fingerprint: str, language: Language, grade: Grade, families: Sequence[str],
    criteria: tuple[CriterionEvidence, ...] = (), *, family: str | None = None, gate: GateEvidence | None = None,
) -> Certificate:  # fmt: skip
    heard = {name: FamilyEvidence(name, True, "synthetic", FAULTLESS, FAULTLESS, Rate(400, 400)) for name in families}
    return Certificate(
        id=f"synthetic-{critic.replace('/', '-')}-{language}",
        critic=critic,
        fingerprint=fingerprint,
        language=language,
        grade=grade,
        exam="synthetic",
        issued="9999-12-31",
        families=heard,
        criteria=criteria,
        bases=0,
        items=0,
        model_family=family,
        gate=gate,
        notes=NOTES,
    )
