"""What a set is held against. It holds reference text, so it is never shown, copied or serialised."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from casewright.errors import CasewrightError
from casewright.measures.embedding import Embedder
from casewright.measures.privacy import ReferenceIndex, ReferenceNote, ReferenceNotes, read_reference
from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.sets.canaries import Canaries
from casewright.runs.tracing import refuse_tracing

__all__ = ["SetSources", "guarded", "read_notes"]


@dataclass(frozen=True, slots=True, repr=False)
class SetSources(Confidential):
    """Real notes in the roles that they have for a set; whatever is missing is said in the report.

    Attributes:
        index: What reports must not copy.
        notes: The same notes as texts: an index holds none.
        holdout: Notes from the same source that the writer can't have seen.
        members: Notes that the writer is known to have seen, for the attack on membership.
        nonmembers: Notes that it is known not to have seen.
        canaries: The markers that stand in the corpus.
        embedder: Makes the vectors for distances.
    """

    index: ReferenceIndex | None = None
    notes: ReferenceNotes | None = field(default=None, repr=False)
    holdout: ReferenceNotes | None = field(default=None, repr=False)
    members: ReferenceNotes | None = field(default=None, repr=False)
    nonmembers: ReferenceNotes | None = field(default=None, repr=False)
    canaries: Canaries | None = field(default=None, repr=False)
    embedder: Embedder | None = None


def read_notes(path: Path | None, patient_field: str | None, text_field: str = "text") -> ReferenceNotes | None:
    """The notes of a file, if one is given. A row without a patient is one of its own, and of no other file's.

    Raises:
        InputError: the file can't be used.
        SettingsError: tracing of a dependency is on.
    """
    if path is None:
        return None
    refuse_tracing()
    found = read_reference(path, patient_field=patient_field, text_field=text_field)
    file = str(path.resolve())
    notes = (replace(one, patient=f"{file}:{one.patient}") if _unnamed(one) else one for one in found)
    return ReferenceNotes(notes, found.skipped, found.unnamed)


def _unnamed(note: ReferenceNote) -> bool:
    return note.patient.startswith("row:")


@contextmanager
def guarded(what: str) -> Iterator[None]:
    """Around whatever is handed reference text: a failure of ours names its kind, and no text goes with it.

    Raises:
        CasewrightError: something failed inside.
    """
    failed: CasewrightError | None = None
    try:
        yield
    except CasewrightError as error:
        failed = error.with_traceback(None)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not carry text out of here
        failed = CasewrightError(f"{what} failed: {type(error).__name__}")
    if failed is not None:
        raise failed from None
