"""Thresholds and weights that certificates give a critic. Nothing here decides who may gate."""

from __future__ import annotations

import math
from collections.abc import Iterable

from casewright.certificates import Certificate, certificate_for, certificates_for, evidence_for
from casewright.rubrics import Criterion
from casewright.types import Language

__all__ = ["threshold_for", "weight_for"]


def threshold_for(
    certificates: Iterable[Certificate], fingerprint: str, language: Language, criterion: Criterion
) -> float | None:
    """Least log-probability margin at which the critic's answer counts; ``None`` where no exam has found one."""
    hashes = (criterion.hash, *criterion.was)
    heard = certificates_for(certificates, fingerprint, language)
    known = (evidence_for(certificate, criterion.id, hashes) for certificate in heard)
    return next((evidence.threshold for evidence in known if evidence is not None), None)


def weight_for(
    certificates: Iterable[Certificate], fingerprint: str, language: Language, criterion: Criterion
) -> float:
    """Log odds of the critic's being right on criteria of this family; 1 where no exam has said.

    The weights under which a majority of independent judges errs least (Nitzan and Paroush 1982, International
    Economic Review 23). Half an error and half a right answer are added, so that a faultless exam weighs no infinity;
    who is wrong more often than right weighs nothing.
    """
    certificate = certificate_for(certificates, fingerprint, language)
    family = certificate.families.get(f"{criterion.role}/{criterion.aspect}") if certificate else None
    asked = family.false_accepts.n + family.false_rejects.n if family else 0
    if family is None or asked == 0:
        return 1.0
    wrong = family.false_accepts.hits + family.false_rejects.hits
    return max(0.0, math.log((asked - wrong + 0.5) / (wrong + 0.5)))
