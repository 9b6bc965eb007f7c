"""A folder of certificates: one JSON file each, replaced in one step."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from casewright.certificates import Certificate, FamilyEvidence, Rate, read_certificates
from casewright.errors import InputError, UnknownNameError, UsageError
from casewright.exams.replacing import replace_file
from casewright.wire import to_json

__all__ = ["CertificateStore", "Comparison", "FamilyChange", "Measured"]

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,199}")
Measured = Literal["false_accepts", "false_rejects", "answered"]
MEASURES: tuple[Measured, ...] = ("false_accepts", "false_rejects", "answered")


@dataclass(frozen=True, slots=True)
class FamilyChange:
    """One rate of one family in two certificates; ``None`` where a certificate lacks the family."""

    family: str
    measure: Measured
    before: Rate | None
    after: Rate | None

    @property
    def rise(self) -> float | None:
        """After less before; ``None`` where either has no rate."""
        rates = [rate.rate if rate else None for rate in (self.before, self.after)]
        return None if rates[0] is None or rates[1] is None else rates[1] - rates[0]

    @property
    def apart(self) -> bool:
        """Whether the two intervals share no value; overlapping ones may still differ."""
        one, other = self.before, self.after
        if one is None or other is None or one.low is None or one.high is None or other.low is None:
            return False
        return one.high < other.low or (other.high is not None and other.high < one.low)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two certificates. ``now`` and ``no_more`` are ids of criteria that may decide."""

    families: tuple[FamilyChange, ...]
    now: tuple[str, ...]
    no_more: tuple[str, ...]
    only_before: tuple[str, ...]
    """Criteria examined in the first only; ``only_after`` in the second only."""
    only_after: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CertificateStore:
    """The certificates of a folder of one's own, beside those that ship with the package."""

    folder: Path

    def list(self) -> tuple[Certificate, ...]:
        """Ours and the folder's, revoked ones too.

        Raises:
            InputError: a file of the folder is no certificate.
        """
        return read_certificates((self.folder,) if self.folder.is_dir() else ())

    def get(self, name: str) -> Certificate:
        """A certificate by its id or the beginning of it.

        Raises:
            UnknownNameError: there is none.
            UsageError: several begin so.
        """
        known = {item.id: item for item in self.list()}
        found = [name] if name in known else [known_id for known_id in known if name and known_id.startswith(name)]
        if not found:
            raise UnknownNameError("certificate", name, known)
        if len(found) > 1:
            raise UsageError(f"{name!r} begins {len(found)} certificates: {', '.join(found[:10])}")
        return known[found[0]]

    def put(self, certificate: Certificate) -> Path:
        """Writes a certificate as ``ID.json``; one of the same id is replaced.

        Raises:
            InputError: an id that can't be the name of a file.
            StorageError: the folder can't be written.
        """
        if not ID.fullmatch(certificate.id):
            raise InputError(f"certificate id {certificate.id!r}: letters, digits and ._:- are allowed, 200 at most")
        path = self.folder / f"{certificate.id}.json"
        replace_file(path, f"{json.dumps(to_json(certificate), ensure_ascii=False, indent=2)}\n".encode())
        return path

    def revoke(self, name: str, why: str) -> Certificate:
        """Writes down in the folder that a certificate, ours too, speaks for its critic no more.

        Raises:
            UnknownNameError: there is none of this id.
            UsageError: no reason, or it is revoked already.
        """
        found = self.get(name)
        if not why.strip():
            raise UsageError("a certificate is revoked for a reason; say which")
        if found.revoked is not None:
            raise UsageError(f"certificate {found.id!r} is revoked already: {found.revoked}")
        revoked = replace(found, revoked=why.strip())
        self.put(revoked)
        return revoked

    def compare(self, before: str, after: str) -> Comparison:
        """What rose, what fell, which criteria may decide now and which no more."""
        return _compared(self.get(before), self.get(after))


def _compared(one: Certificate, other: Certificate) -> Comparison:
    before, after = _gating(one), _gating(other)
    return Comparison(
        families=tuple(_changes(one.families, other.families)),
        now=tuple(name for name, gates in after.items() if gates and not before.get(name, False)),
        no_more=tuple(name for name, gates in before.items() if gates and not after.get(name, False)),
        only_before=tuple(name for name in before if name not in after),
        only_after=tuple(name for name in after if name not in before),
        notes=tuple(_notes(one, other)),
    )


def _gating(certificate: Certificate) -> Mapping[str, bool]:
    """By criterion, whether any of its wordings may decide."""
    found: dict[str, bool] = {}
    for item in certificate.criteria:
        found[item.id] = found.get(item.id, False) or item.gates
    return found


def _changes(one: Mapping[str, FamilyEvidence], other: Mapping[str, FamilyEvidence]) -> Iterator[FamilyChange]:
    for family in dict.fromkeys([*one, *other]):
        for measure in MEASURES:
            rates = [getattr(item[family], measure) if family in item else None for item in (one, other)]
            yield FamilyChange(family, measure, *rates)


def _notes(one: Certificate, other: Certificate) -> Iterator[str]:
    """What makes the two hard to compare."""
    for name in ("critic", "fingerprint", "language", "exam", "grade"):
        before, after = getattr(one, name), getattr(other, name)
        if before != after:
            yield f"another {name}: {before} and {after}"
