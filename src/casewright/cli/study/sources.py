"""Real notes that a study's reports are held against, as the options name them"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casewright.errors import UsageError
from casewright.measures.embedding import Embedder, embedder
from casewright.measures.privacy import ReferenceNotes
from casewright.runs.reference import corpus, described, is_index
from casewright.runs.set_canaries import read_canaries
from casewright.runs.set_sources import SetSources, read_notes
from casewright.settings import Settings
from casewright.studies.material import RealNote
from casewright.studies.real_notes import RealFields, read_real

__all__ = ["Sources", "sources_of"]


@dataclass(frozen=True, slots=True)
class Sources:
    """What reports are held against.

    Attributes:
        notes: Real notes with their codes.
        sources: What privacy is measured against.
        embedder: Makes vectors.
        named: What they are called, for the report.
        said: What could not be read of them, or lacks.
    """

    notes: tuple[RealNote, ...] = field(repr=False)
    sources: SetSources = field(repr=False)
    embedder: Embedder
    named: Mapping[str, str]
    said: tuple[str, ...]


def sources_of(given: Mapping[str, Any], settings: Settings) -> Sources:
    """Reads every file that the options name.

    Raises:
        InputError: one can't be read, or lacks a field that was named.
        UsageError: a comparison lacks its other side.
        SettingsError: the corpus's key is not set, or tracing of a dependency is on.
    """
    _check(given)
    said = described(given["reference"], settings)
    path = given["reference"] or (said.place if said else None)
    patient = given["patient_field"] or (said.patient_field if said else None)
    text = given["text_field"] or (said.text_field if said else "text")
    index = corpus(given["reference"], _unless_index(path, patient), settings, given["key_env"], text)
    real = given["real"] or (path if path is not None and not is_index(path) else None)
    group = given["real_group"] or patient
    fields = _fields(given, text, group, of_reference=real == path)
    notes = None if real is None else read_real(real, fields)
    vectors = embedder(given["embedder"])
    sources = SetSources(
        index=index,
        notes=_copied(path, patient, real, fields, text),
        holdout=read_notes(given["holdout"], patient or group, text),
        members=read_notes(given["members"], patient or group, text),
        nonmembers=read_notes(given["nonmembers"], patient or group, text),
        canaries=None if given["canaries"] is None else read_canaries(given["canaries"]),
        embedder=vectors,
    )
    told = () if notes is None else notes.said
    return Sources(notes.notes if notes else (), sources, vectors, dict(_named(path, index, real, notes)), tuple(told))


def _unless_index(path: Path | None, patient: str | None) -> str | None:
    return None if path is not None and is_index(path) else patient


def _copied(
    path: Path | None, patient: str | None, real: Path | None, fields: RealFields, text: str
) -> ReferenceNotes | None:
    """The notes that privacy is measured against: the reference's, and where that is an index, the real notes."""
    if path is None or is_index(path):
        return read_notes(real, fields.group, fields.text)
    return read_notes(path, patient, text)


def _fields(given: Mapping[str, Any], text: str, group: str | None, *, of_reference: bool) -> RealFields:
    """A field of patients that only the reference is said to have is not looked for in another file."""
    own = given["real_group"] or (group if of_reference else None)
    return RealFields(given["real_text"] or text, given["real_code"], given["real_language"], own)


def _named(path: Path | None, index: Any, real: Path | None, notes: Any) -> Iterator[tuple[str, str]]:
    yield "reference", "none" if index is None or path is None else f"{path.name} ({len(index):,} notes)"
    yield "real notes", "none" if real is None else f"{real.name} ({len(notes.notes):,} notes)"


def _check(given: Mapping[str, Any]) -> None:
    known = given["reference"] is not None or given["real"] is not None or given["members"] is not None
    for option in ("holdout", "nonmembers"):
        if given[option] is not None and not known:
            raise UsageError(f"--{option} needs the notes that it is held out from: --reference, --real or --members")
    if given["members"] is not None and given["nonmembers"] is None and given["holdout"] is None:
        raise UsageError("--members needs the notes that writers weren't shown: --nonmembers or --holdout")
    for option in ("real_code", "real_language", "real_group"):
        if given[option] is not None and given["real"] is None and given["reference"] is None:
            raise UsageError(f"--{option.replace('_', '-')} is a field of the file that --real names")
