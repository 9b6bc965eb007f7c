"""Notes for an index that exists: read with or without patients as it was."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casewright.measures.privacy import ReferenceNote
    from casewright.measures.privacy.reference import ReferenceStream

__all__ = ["further_notes", "wider_notes"]


def further_notes(index: Path, file: Path, patient_field: str | None, text_field: str) -> ReferenceStream:
    """The notes of a file as a stream.

    Raises:
        InputError: there is no index.
        SettingsError: tracing of a dependency is on.
        UsageError: the index tells patients apart and no field names them here, or the other way round.
    """
    from casewright.errors import UsageError
    from casewright.measures.privacy import describe_index, iter_reference
    from casewright.runs.tracing import refuse_tracing

    refuse_tracing()
    named = "row_is_patient" not in describe_index(index).marks
    if named and patient_field is None:
        raise UsageError(f"{str(index)!r} tells patients apart: say which field names them with --patient")
    if not named and patient_field is not None:
        raise UsageError(f"{str(index)!r} was made without patients; leave out --patient {patient_field!r}")
    return iter_reference(file, patient_field=patient_field, text_field=text_field)


def wider_notes(path: Path | None, text_field: str) -> Iterable[ReferenceNote]:
    """Notes that tell boilerplate: whose they are doesn't matter."""
    from casewright.measures.privacy import iter_reference

    return () if path is None else iter_reference(path, patient_field=None, text_field=text_field)
