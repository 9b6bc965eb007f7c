"""Reference corpora by name."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import model_validator

from casewright.settings.base import Place, Strict

__all__ = ["Corpus"]


class Corpus(Strict):
    """Real notes that reports must not copy: the notes themselves, or an index that was made of them."""

    path: Place | None = None
    """JSONL (also gzipped), CSV or Parquet, indexed anew for every run; or an index, whose name ends in .cwindex."""
    index: Place | None = None
    """What ``casewright corpus index`` made, instead of the notes."""
    patient_field: str | None = None
    """Field that tells patients apart; without one every row counts as a patient, and the record says so."""
    text_field: str = "text"
    key_env: str | None = None
    """Environment variable with the key of the fingerprints; without one, a key of the user's own, made once."""

    @property
    def place(self) -> Path:
        """The file, whichever of the two it is."""
        return Path(self.index or self.path or "")

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.path is None) == (self.index is None):
            raise ValueError("give either 'path' (notes) or 'index' (a file of 'casewright corpus index')")
        if self.index is not None and (self.patient_field is not None or "text_field" in self.model_fields_set):
            raise ValueError("an index knows its patients and texts; fields are named for notes ('path')")
        return self
