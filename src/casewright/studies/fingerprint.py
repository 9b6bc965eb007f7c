"""A hash of everything that parts measure, and measure by: of real notes it gives nothing away but that"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from importlib.metadata import version

from casewright.certificates import shipped_certificates
from casewright.facts import facts_fingerprint
from casewright.hashing import content_hash
from casewright.measures.privacy import ReferenceNotes
from casewright.plans import fingerprint as plans_fingerprint
from casewright.rubrics.layers import load_library
from casewright.studies.material import Arm, Material, StudyReport

__all__ = ["material_fingerprint"]


def material_fingerprint(material: Material) -> str:
    """16 hex digits: the same for the same arms, notes, embedder and seed under the same rules, on every machine."""
    return content_hash(
        {
            "version": version("casewright"),
            "rules": _rules(),
            "arms": [_arm(arm) for arm in material.arms],
            "real": _hash(field for note in material.real for field in _note(note)),
            "sources": _sources(material),
            "embedder": material.embedder.fingerprint if material.embedder else None,
            "seed": material.seed,
            "targets": _plain(material.targets),
        }
    )


def _rules() -> list[object]:
    """What reports are read and judged by, a user's own folder included: parts hold the rubrics against texts anew."""
    files = [file.document.data for stack in load_library().stacks.values() for file in stack]
    return [
        content_hash(files),
        facts_fingerprint(),
        plans_fingerprint(),
        [certificate.id for certificate in shipped_certificates()],
    ]


def _arm(arm: Arm) -> list[object]:
    return [arm.name, arm.writer, arm.loop, arm.parrot, _hash(field for one in arm.reports for field in _report(one))]


def _report(one: StudyReport) -> tuple[str, ...]:
    digest = str(one.record.get("digest") or "")
    told = (one.id, one.pair, one.system, one.code, one.language, one.kind, one.run)
    return (*told, str(one.outcome), digest, one.text)


def _note(note: object) -> Iterator[str]:
    for name in ("id", "text", "language", "group"):
        yield str(getattr(note, name))
    yield " ".join(getattr(note, "codes", ()))


def _sources(material: Material) -> dict[str, object]:
    found = material.sources
    return {
        "index": found.index.fingerprint if found.index else None,
        "canaries": _hash(iter(found.canaries.inserted)) if found.canaries else None,
        "embedder": found.embedder.fingerprint if found.embedder else None,
        **{name: _notes(getattr(found, name)) for name in ("notes", "holdout", "members", "nonmembers")},
    }


def _notes(notes: ReferenceNotes | None) -> str | None:
    return None if notes is None else _hash(field for note in notes for field in (str(note.patient), note.text))


def _plain(targets: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    return {name: dict(shares) for name, shares in targets.items()}


def _hash(fields: Iterator[str]) -> str:
    """Of fields one after the other, each with its length, so that none can run into the next."""
    found = hashlib.sha256()
    for field in fields:
        data = field.encode("utf-8", "surrogatepass")
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.hexdigest()
