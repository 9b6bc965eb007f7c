"""Reports, corpus and held-out notes as vectors of one embedder. They are made and stay in this process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.errors import CasewrightError, InputError
from casewright.measures.embedding import Embedder, Rows
from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.reference import ReferenceNote

__all__ = ["Embedded", "embed_together"]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Embedded(Confidential):
    """Real notes as vectors: ``rows`` of length one, and whose each is as numbers."""

    rows: Rows
    patients: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.rows)

    def pick(self, which: NDArray[Any]) -> Embedded:
        """Some of the notes, by a mask or by numbers."""
        return Embedded(self.rows[which], self.patients[which])


def embed_together(
    embedder: Embedder, reports: Sequence[str], corpora: Sequence[Sequence[ReferenceNote]]
) -> tuple[Rows, tuple[Embedded, ...]]:
    """Vectors of the reports and of one or more lots of real notes, fitted on all of them together.

    Raises:
        InputError: a patient has notes in two lots, so that neither is held out.
        CasewrightError: the embedder failed; the message carries no text.
    """
    patients = _numbered(corpora)
    made: list[Rows] = []
    texts = [*reports, *(note.text for lot in corpora for note in lot)]
    failure = _failure(lambda: made.append(embedder.fitted(texts).embed(texts)))
    if failure:
        raise failure
    bounds = np.cumsum([len(reports), *map(len, corpora)])
    lots = [Embedded(rows, own) for rows, own in zip(np.split(made[0], bounds[:-1])[1:], patients, strict=True)]
    return made[0][: len(reports)], tuple(lots)


def _numbered(corpora: Sequence[Sequence[ReferenceNote]]) -> list[NDArray[np.int64]]:
    numbers: dict[str, int] = {}
    lots = [np.array([numbers.setdefault(note.patient, len(numbers)) for note in lot], dtype=int) for lot in corpora]
    both = sum(len(np.unique(lot)) for lot in lots) - len(numbers)
    if both:
        raise InputError(f"{both} patients have notes both in the corpus and among the held-out notes: keep them apart")
    return lots


def _failure(work: Callable[[], None]) -> CasewrightError | None:
    """What went wrong without the original error: its frames hold text, and its message may."""
    try:
        work()
    except CasewrightError as error:
        return error.with_traceback(None)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not carry text out of here
        return CasewrightError(f"embedding failed: {type(error).__name__}")
    return None
