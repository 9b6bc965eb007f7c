"""Reference corpora by name."""

from __future__ import annotations

from casewright.settings.base import Place, Strict

__all__ = ["Corpus"]


class Corpus(Strict):
    """Real notes that reports must not copy."""

    path: Place
    """JSONL (also gzipped), CSV or Parquet."""
    patient_field: str | None = None
    """Field that tells patients apart; without one every row counts as a patient, and the record says so."""
    text_field: str = "text"
    key_env: str | None = None
    """Environment variable with the key of the fingerprints; without one a fresh key is drawn for the process."""
