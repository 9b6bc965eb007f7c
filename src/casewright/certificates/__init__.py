"""Certificates: what an exam found out about a critic, and what that lets it decide."""

from casewright.certificates.certificate import (
    FACTS,
    FALSE_ACCEPT_FLOOR,
    FALSE_REJECT_FLOOR,
    GATE_FLOOR,
    AttackEvidence,
    Certificate,
    CriterionEvidence,
    FamilyEvidence,
    GateEvidence,
    GateSetting,
    Grade,
    Rate,
)
from casewright.certificates.deciding import certificate_for, certificates_for, evidence_for
from casewright.certificates.reading import read_certificates, shipped_certificates

__all__ = [
    "FACTS",
    "FALSE_ACCEPT_FLOOR",
    "FALSE_REJECT_FLOOR",
    "GATE_FLOOR",
    "AttackEvidence",
    "Certificate",
    "CriterionEvidence",
    "FamilyEvidence",
    "GateEvidence",
    "GateSetting",
    "Grade",
    "Rate",
    "certificate_for",
    "certificates_for",
    "evidence_for",
    "read_certificates",
    "shipped_certificates",
]
