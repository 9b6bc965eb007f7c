"""Whether a critic may decide a criterion in a language, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from casewright.certificates import Certificate, Grade, evidence_for
from casewright.rubrics.criterion import Criterion
from casewright.types import Language

__all__ = ["Standing", "standing_of"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What an exam lets a critic do about a criterion. Whoever is not examined advises, too."""

    critic: str
    language: Language
    state: Literal["certified", "advises", "not_examined"]
    why: str
    certificate: str | None = None
    grade: Grade | None = None


def standing_of(
    criterion: Criterion, critic: str, language: Language, certificates: Sequence[Certificate], fingerprint: str | None
) -> Standing:
    """What the critic's certificates in a language say; those of another fingerprint don't count, where it is known."""
    hashes = (criterion.hash, *criterion.was)
    ranked = sorted(certificates, key=lambda item: (item.grade == "gating", item.issued, item.id), reverse=True)
    for item in (one for one in ranked if one.revoked is None and fingerprint in (None, one.fingerprint)):
        found = evidence_for(item, criterion.id, hashes)
        if found is not None:
            state: Literal["certified", "advises"] = "certified" if found.gates else "advises"
            return Standing(critic, language, state, found.why, item.id, item.grade)
    return Standing(critic, language, "not_examined", _reason(criterion, ranked, hashes, fingerprint))


def _reason(
    criterion: Criterion, certificates: Sequence[Certificate], hashes: Sequence[str], fingerprint: str | None
) -> str:
    if not certificates:
        return "no certificate in this language"
    if fingerprint is not None and not criterion.finds:
        return "it has nothing to find"
    for item in certificates:
        if evidence_for(item, criterion.id, hashes) is not None:
            told = f"revoked ({item.revoked})" if item.revoked else "of other terms, prompts or another model"
            return f"certificate {item.id} is {told}"
    for item in certificates:
        if any(one.id == criterion.id for one in item.criteria):
            return f"certificate {item.id} examined it in another wording"
    return "no exam asked it"
