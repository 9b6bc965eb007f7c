"""From certificates, critics and settings to what each may decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from casewright.agents.protocol import Critic
from casewright.certificates import FACTS, Certificate, GateSetting, Grade, certificates_for
from casewright.facts import facts_fingerprint
from casewright.graphs.gate_key import gate_key
from casewright.graphs.gating import Gating, Heard, SealState
from casewright.graphs.parts import Limits
from casewright.settings.judging import Judging
from casewright.types import Language

__all__ = ["gating_of", "may_share_family"]

UNKNOWN = "unknown"
"""Family of a model whose name tells none: it may be anybody's."""


def gating_of(
    certificates: Sequence[Certificate],
    critics: Sequence[Critic],
    *,
    judging: Judging,
    limits: Limits,
    writer_family: str | None = None,
    seal: Critic | None = None,
) -> Gating:
    """What critics, fact check and seal may decide under these certificates.

    Args:
        certificates: All there are; those for other critics are left aside.
        critics: The loop's.
        judging: Settings: the least grade, and what a critic of the writer's family may do.
        limits: The gate's lines, which its own certificate must have been examined with.
        writer_family: Of the writer's model; ``None`` where no model writes.
        seal: The sealed judge.
    """
    shelf = _Shelf(tuple(certificates), judging.require)
    related = frozenset(item.name for item in critics if may_share_family(item.family, [writer_family]))
    silent = related if judging.same_family == "advise" else frozenset()
    deciding = [item for item in critics if item.name not in silent]
    return Gating(
        critics={item.name: shelf.heard(item.fingerprint) for item in critics},
        facts=shelf.facts(),
        checked=shelf.heard(facts_fingerprint()),
        seal=shelf.heard(seal.fingerprint) if seal else {},
        seal_state=_seal_state(seal, [writer_family, *(item.family for item in critics)]),
        gates={setting: shelf.of_gate(setting, deciding, limits) for setting in get_args(GateSetting)},
        related=related,
        same_family=judging.same_family,
        code=frozenset(item.name for item in critics if item.family is None),
    )


def may_share_family(family: str | None, others: Iterable[str | None]) -> bool:
    """Whether a model family (or one of several joined by ``+``) is among the others, as far as names tell.

    A family that nobody knows may be any other; code has none and shares none.
    """
    own = set(family.split("+")) if family else set()
    theirs = {part for other in others if other for part in other.split("+")}
    return bool(own and theirs) and (UNKNOWN in own | theirs or bool(own & theirs))


@dataclass(frozen=True, slots=True)
class _Shelf:
    """All certificates, and the least grade that counts."""

    certificates: tuple[Certificate, ...]
    require: Grade

    def heard(self, fingerprint: str) -> Heard:
        found = {language: self._of(fingerprint, language) for language in get_args(Language)}
        return {language: items for language, items in found.items() if items}

    def facts(self) -> dict[Language, bool]:
        latest = {language: items[0].families.get(FACTS) for language, items in self.heard(facts_fingerprint()).items()}
        return {language: family is not None and family.passes for language, family in latest.items()}

    def of_gate(self, setting: GateSetting, critics: Sequence[Critic], limits: Limits) -> Heard:
        """Those of the gate that the critics which hold a certificate make up, with the fact check if it decides."""
        found: dict[Language, tuple[Certificate, ...]] = {}
        for language in get_args(Language):
            heard = [item for item in critics if self._of(item.fingerprint, language)]
            facts = facts_fingerprint() if self.facts().get(language) else ""
            if items := self._of(gate_key(setting, heard, limits, facts), language):
                found[language] = items
        return found

    def _of(self, fingerprint: str, language: Language) -> tuple[Certificate, ...]:
        return certificates_for(self.certificates, fingerprint, language, self.require)


def _seal_state(seal: Critic | None, others: Sequence[str | None]) -> SealState:
    if seal is None:
        return "none"
    return "same_family" if may_share_family(seal.family, others) else "other_family"
