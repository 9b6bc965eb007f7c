"""Certificates as people read them: what a critic may decide, by which exam, and how old that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from casewright.certificates import Certificate, read_certificates
from casewright.errors import CasewrightError

__all__ = ["AGED", "CertificateLine", "certificates_in", "line_of"]

AGED = 180
"""Days after which a page says that a certificate is old. It decides nothing."""


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One certificate in short; ``current`` whether it is of the critic as it is today, ``None`` where that isn't
    known here."""

    certificate: Certificate
    days: int
    current: bool | None
    passing: tuple[str, ...]
    deciding: int
    """Criteria that it lets the critic decide."""

    @property
    def old(self) -> bool:
        return self.days > AGED


def certificates_in(folders: Sequence[Path]) -> tuple[CertificateLine, ...]:
    """Ours and those of these folders that are there, newest first."""
    today = datetime.now(UTC).date()
    found = read_certificates([folder for folder in folders if folder.is_dir()])
    known = _fingerprints()
    lines = [line_of(item, today, known.get(item.critic)) for item in found]
    return tuple(sorted(lines, key=lambda line: (line.days, line.certificate.critic, line.certificate.language)))


def line_of(item: Certificate, today: date, fingerprint: str | None) -> CertificateLine:
    """A certificate on a day; ``fingerprint`` is its critic's as it is today."""
    return CertificateLine(
        certificate=item,
        days=max(0, (today - date.fromisoformat(item.issued)).days),
        current=None if fingerprint is None else fingerprint == item.fingerprint,
        passing=tuple(name for name, family in item.families.items() if family.passes),
        deciding=sum(one.gates for one in item.criteria),
    )


def _fingerprints() -> dict[str, str]:
    """Of the critics that are code; a model's is known only where the model is."""
    from casewright.agents.rules_critic import RulesCritic
    from casewright.facts import facts_fingerprint

    try:
        return {"rules": RulesCritic().fingerprint, "facts": facts_fingerprint()}
    except CasewrightError:
        return {}
