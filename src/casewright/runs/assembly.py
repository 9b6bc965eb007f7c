"""From names and settings to the parts of a gate, and to the identity of the run that they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from casewright.agents.document_writer import DocumentWriter
from casewright.agents.protocol import Writer
from casewright.agents.section_writer import SectionWriter
from casewright.errors import UsageError
from casewright.facts import facts_fingerprint
from casewright.graphs.parts import Parts, Progress
from casewright.graphs.stalling import STALLING
from casewright.hashing import content_hash
from casewright.icd10 import table
from casewright.ledger.protocol import Ledger, OrderRow
from casewright.measures.diversity import DEGENERATE
from casewright.measures.privacy import names_version, presidio_versions
from casewright.plans import fingerprint as plans_fingerprint
from casewright.rubrics import ResolvedRubric
from casewright.rubrics.matching import matching_fingerprint
from casewright.runs.cast import Cast, bound_critic, cast_of, recorded
from casewright.runs.certificate_json import certificate_json
from casewright.runs.prompt_examples import prompt_examples
from casewright.runs.steering import STEERING
from casewright.vocabulary.concepts import concepts
from casewright.wire import to_json

__all__ = [
    "Cast",
    "Identity",
    "cast_of",
    "identity_of",
    "judged_by",
    "judging_of",
    "judging_parts",
    "kept_certificates",
    "part_hashes",
    "parts_of",
    "run_options",
]


@dataclass(frozen=True, slots=True)
class Identity:
    """What decides about every outcome, and its hash: the same identity is the same run."""

    decides: dict[str, Any]

    @property
    def run(self) -> str:
        return content_hash(self.decides)


def judging_of(cast: Cast, rubrics: Sequence[ResolvedRubric]) -> str:
    """Hash of whatever judges: rubrics, critics, certificates, seal, fact check, matcher, thresholds, code table.

    Raises:
        UsageError: settings ask for presidio, which isn't installed.
    """
    return content_hash(judging_parts(cast, rubrics))


def judged_by(cast: Cast, rubrics: Sequence[ResolvedRubric]) -> dict[str, str]:
    """A hash of each thing that `judging_of` hashes, so that a difference can be named."""
    return part_hashes(judging_parts(cast, rubrics))


def part_hashes(parts: Mapping[str, Any]) -> dict[str, str]:
    """A short hash of each part of a judging."""
    return {name: content_hash(part, 8) for name, part in parts.items()}


def judging_parts(cast: Cast, rubrics: Sequence[ResolvedRubric]) -> dict[str, Any]:
    """What `judging_of` hashes.

    Raises:
        UsageError: settings ask for presidio, which isn't installed.
    """
    limits = cast.limits
    return {
        "rubrics": sorted(rubric.hash for rubric in rubrics),
        "critics": sorted(bound_critic(cast, critic, None, "").fingerprint for critic in cast.critics),
        "seal": bound_critic(cast, cast.seal, None, "").fingerprint if cast.seal else None,
        "certificates": [item.id for item in cast.gating.certificates],
        "judging": cast.settings.judging.model_dump(mode="json", include={"require", "same_family"}),
        "facts": facts_fingerprint(),
        "matching": matching_fingerprint(),
        "concepts": sorted(concepts()),
        "coverage": limits.coverage,
        "levels": dict(limits.levels),
        "identifiers": limits.identifiers,
        "degenerate": DEGENERATE,
        "screen": cast.settings.screen.model_dump(mode="json"),
        "presidio": presidio_versions() if limits.presidio else None,
        "names": names_version(),
        "reference": cast.reference.fingerprint if cast.reference else None,
    }


def identity_of(cast: Cast, orders: Sequence[OrderRow], judging: str, cases: Sequence[Any] = ()) -> Identity:
    """Everything that decides, without how many are wanted or how it is run."""
    writer = _bound_writer(cast, None, "")
    return Identity(
        {
            "orders": sorted((dict(row.order) for row in orders), key=content_hash),
            "judging": judging,
            "writer": writer.fingerprint if writer else None,
            "plans": plans_fingerprint(),
            "tables": sorted({table(row.order["system"]).fingerprint for row in orders}),
            "max_attempts": cast.limits.max_attempts,
            "round_size": cast.settings.gate.round_size,
            "seed": cast.seed,
            "steering": STEERING,
            "stalling": STALLING,
            "cases": list(cases),
        }
    )


def parts_of(cast: Cast, judging: str, ledger: Ledger | None, run: str, progress: Progress | None = None) -> Parts:
    """The gate's parts, with every model behind the ledger."""
    cast.identifiers.workers = cast.settings.how.identifier_workers
    parts = Parts(
        judging=judging,
        resolve=cast.resolve,
        critics=tuple(bound_critic(cast, critic, ledger, run) for critic in cast.critics),
        gating=cast.gating,
        writer=_bound_writer(cast, ledger, run),
        seal=bound_critic(cast, cast.seal, ledger, run, "seal") if cast.seal else None,
        reference=cast.reference,
        examples=prompt_examples(),
        identifiers=cast.identifiers if cast.identifiers.workers else None,
        limits=cast.limits,
    )
    return parts if progress is None else replace(parts, progress=progress)


def _bound_writer(cast: Cast, ledger: Ledger | None, run: str) -> Writer | None:
    writer: Any = cast.writer
    if writer is None or hasattr(writer, "write"):
        found: Writer | None = writer
        return found
    model = recorded(writer, ledger, run, "write", cast)
    if model.small:
        return SectionWriter(model, style=cast.style)
    return DocumentWriter(model, style=cast.style, wish=cast.wish)


def kept_certificates(cast: Cast) -> dict[str, Any]:
    """The certificates that the cast goes by, for the run's ledger."""
    return {item.id: certificate_json(item) for item in cast.gating.certificates}


def run_options(cast: Cast) -> dict[str, Any]:
    """How the run is run, recorded and not hashed."""
    how = cast.settings.how.model_dump(mode="json")
    if not isinstance(how, dict):
        raise UsageError("settings.how must be a mapping")
    return {"how": how, "limits": to_json(cast.limits)}
