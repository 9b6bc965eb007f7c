"""Which certificate speaks for a critic on a criterion. Whatever was not examined advises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casewright.certificates.certificate import Certificate, CriterionEvidence, Grade
from casewright.types import Language

__all__ = ["certificate_for", "certificates_for", "evidence_for"]


def certificate_for(
    certificates: Iterable[Certificate], fingerprint: str, language: Language, require: Grade = "provisional"
) -> Certificate | None:
    """The latest certificate of the critic with this fingerprint that is not revoked and good enough."""
    return next(iter(certificates_for(certificates, fingerprint, language, require)), None)


def certificates_for(
    certificates: Iterable[Certificate], fingerprint: str, language: Language, require: Grade = "provisional"
) -> tuple[Certificate, ...]:
    """All that speak for the critic, the one to be heard first at the front: gating before provisional, then newest.

    An exam covers some rubrics; another one, of one's own rubrics, adds to it and doesn't void it.
    """
    fit = [
        item
        for item in certificates
        if item.fingerprint == fingerprint and item.language == language and item.revoked is None
    ]
    fit = [item for item in fit if require == "provisional" or item.grade == "gating"]
    return tuple(sorted(fit, key=lambda item: (item.grade == "gating", item.issued, item.id), reverse=True))


def evidence_for(certificate: Certificate, criterion: str, hashes: Sequence[str]) -> CriterionEvidence | None:
    """What the certificate holds on a criterion under any of these hashes: its own, then those it was editorially."""
    known = {item.hash: item for item in certificate.criteria if item.id == criterion}
    return next((known[name] for name in hashes if name in known), None)
