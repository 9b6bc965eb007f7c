"""Attacks: defective reports that try to talk their judge round, and how often they succeed."""

from __future__ import annotations

from casewright.exams.attacks.attack import Attack, Attacked
from casewright.exams.attacks.catalogue import ATTACKS
from casewright.exams.attacks.defective import Defective, defective
from casewright.exams.attacks.detecting import detection
from casewright.exams.attacks.items import attack_items
from casewright.exams.attacks.running import attack_critic
from casewright.exams.attacks.table import render_attacks
from casewright.exams.attacks.trials import Trial, attack_evidence
from casewright.exams.attacks.undefended import UndefendedModel

__all__ = [
    "ATTACKS",
    "Attack",
    "Attacked",
    "Defective",
    "Trial",
    "UndefendedModel",
    "attack_critic",
    "attack_evidence",
    "attack_items",
    "defective",
    "detection",
    "render_attacks",
]
