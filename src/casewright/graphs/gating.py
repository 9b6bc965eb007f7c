"""Who may decide what: certificates alone say it, criterion by criterion and language by language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from casewright.certificates import (
    GATE_FLOOR,
    Certificate,
    CriterionEvidence,
    GateEvidence,
    GateSetting,
    Grade,
    evidence_for,
)
from casewright.rubrics import Criterion
from casewright.types import Language

__all__ = ["Bound", "Gating", "Heard", "SealState"]

Heard = Mapping[Language, tuple[Certificate, ...]]
"""A critic's certificates by language, the one to be heard first at the front."""
SealState = Literal["none", "same_family", "other_family"]
ALL = "*"


@dataclass(frozen=True, slots=True)
class Bound:
    """Whether the gate as a whole is certified for so many attempts, and why not.

    ``point`` and ``high`` are the point and the upper 95 % bound of P(accepted within the attempts | defective),
    1 - (1 - rate)^attempts: attempts are taken for independent.
    """

    certified: bool
    why: str
    attempts: int
    certificate: Certificate | None = None
    point: float | None = None
    high: float | None = None

    @property
    def evidence(self) -> GateEvidence | None:
        return self.certificate.gate if self.certificate else None


@dataclass(frozen=True, slots=True)
class Gating:
    """What each critic, the fact check and the seal may decide in a run. Whatever was not examined advises."""

    critics: Mapping[str, Heard] = field(default_factory=dict)
    facts: Mapping[Language, bool] = field(default_factory=dict)
    """Languages in which the fact check holds a certificate that it passed; elsewhere its findings fail nothing."""
    checked: Heard = field(default_factory=dict)
    """The fact check's certificates."""
    seal: Heard = field(default_factory=dict)
    seal_state: SealState = "none"
    gates: Mapping[GateSetting, Heard] = field(default_factory=dict)
    """Those of the gate as a whole."""
    related: frozenset[str] = frozenset()
    """Critics of the writer's model family."""
    same_family: Literal["advise", "gate"] = "advise"
    code: frozenset[str] = frozenset()
    """Critics that are no models: their contradictions stand."""
    trusted: frozenset[str] = frozenset()
    """Critics that decide everything, unexamined."""

    @classmethod
    def everything(cls, *names: str) -> Gating:
        """Every critic (or those named) and the fact check decide everything: for exams, and tests of the graph."""
        return cls(facts={"en": True, "es": True}, code=frozenset({"rules"}), trusted=frozenset(names or {ALL}))

    @classmethod
    def nothing(cls) -> Gating:
        """Nobody decides anything."""
        return cls()

    def may(self, critic: str, criterion: Criterion, language: Language) -> bool:
        """Whether this critic's vote on this criterion, as it is worded now, decides in this language."""
        if critic in self.trusted or ALL in self.trusted:
            return True
        if critic in self.related and self.same_family == "advise":
            return False
        return _gates(self.critics.get(critic, {}).get(language, ()), criterion)

    def seals(self, criterion: Criterion, language: Language) -> bool:
        """Whether the seal's vote on this criterion decides: it is examined, and of nobody's family in the loop."""
        return self.seal_state == "other_family" and _gates(self.seal.get(language, ()), criterion)

    def as_seal(self, name: str) -> Gating:
        """What the seal may decide when its votes are settled apart from all others."""
        return replace(self, critics={name: self.seal}, related=frozenset(), trusted=frozenset())

    def bound(self, language: Language, attempts: int, setting: GateSetting = "generate") -> Bound:
        """Whether a certificate of the whole gate holds for so many attempts, over all operators of its exam."""
        found = self.gates.get(setting, {}).get(language, ())
        evidence = found[0].gate if found else None
        if evidence is None:
            return Bound(False, f"no certificate of the gate as it is set up here in {language!r}", attempts)
        rate, high = evidence.false_accepts.rate, evidence.false_accepts.high
        if rate is None or high is None:
            return Bound(False, "its exam held no defective report", attempts, found[0])
        point, most = (1 - (1 - share) ** attempts for share in (rate, high))
        holds = most <= GATE_FLOOR
        why = "" if holds else f"P(accepted within {attempts} | defective) may be {most:.2f}; {GATE_FLOOR} is allowed"
        return Bound(holds, why, attempts, found[0], point, most)

    def marks(self, language: Language, attempts: int, setting: GateSetting = "generate") -> tuple[str, ...]:
        """What every record of such a run must say about who judged it.

        ``gate_uncertified``; ``provisional`` or ``gating``, the weakest certificate heard; ``same_family:NAME`` for a
        critic of the writer's family that decides; ``seal_uncertified``; ``no_second_family``.
        """
        return tuple(self._marks(language, attempts, setting))

    def _marks(self, language: Language, attempts: int, setting: GateSetting) -> Iterator[str]:
        if not self.bound(language, attempts, setting).certified:
            yield "gate_uncertified"
        grades = {item.grade for item in self.heard(language)}
        if grades:
            weakest: Grade = "provisional" if "provisional" in grades else "gating"
            yield weakest
        if self.same_family == "gate":
            yield from (f"same_family:{name}" for name in sorted(self.related) if self.critics[name].get(language))
        if self.seal_state == "other_family" and not self.seal.get(language):
            yield "seal_uncertified"
        if self.seal_state != "other_family":
            yield "no_second_family"

    def heard(self, language: Language) -> tuple[Certificate, ...]:
        """The certificates that let a critic, the fact check or the seal decide something in this language."""
        silent = self.related if self.same_family == "advise" else frozenset()
        deciding = [heard.get(language, ()) for name, heard in self.critics.items() if name not in silent]
        sealing = self.seal.get(language, ()) if self.seal_state == "other_family" else ()
        return _distinct([*deciding, self.checked.get(language, ()), sealing])

    @property
    def certificates(self) -> tuple[Certificate, ...]:
        """All that this run goes by, those of the whole gate too: what its identity hashes and its ledger keeps."""
        every = [*self.critics.values(), self.checked, self.seal, *self.gates.values()]
        return _distinct(found for heard in every for found in heard.values())


def _gates(certificates: Sequence[Certificate], criterion: Criterion) -> bool:
    """What the first certificate that examined the criterion says."""
    found = (evidence_for(item, criterion.id, (criterion.hash, *criterion.was)) for item in certificates)
    first: CriterionEvidence | None = next((item for item in found if item is not None), None)
    return first is not None and first.gates


def _distinct(groups: Iterable[Sequence[Certificate]]) -> tuple[Certificate, ...]:
    found = {item.id: item for group in groups for item in group}
    return tuple(found[name] for name in sorted(found))
