"""What each real note is about: labels by id and offset, no text. `labels/README.md` says how they were made."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from casewright.types import Language

__all__ = ["HALVES", "Diagnosis", "Half", "Label", "Place", "Role", "digest", "half_of", "load_labels"]

LABELS = Path(__file__).parent / "labels" / "notes.jsonl"
Role = Literal["assessed", "history", "incidental", "coder_error", "ruled_out", "suspected"]
Half = Literal["tune", "held"]
HALVES: tuple[Half, ...] = ("tune", "held")
Span = tuple[int, int]
"""Start and end in code points of the text."""


class Place(BaseModel):
    """A category of chapter V (WHO), and a code below it where the note makes one clear."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    category: str
    code: str | None = None

    @property
    def key(self) -> str:
        """The library's own place for it: F60.3 stands for itself, not for F60."""
        return "F60.3" if (self.code or "").startswith("F60.3") else self.category


class Diagnosis(Place):
    """A further diagnosis in a note, with what the note makes of it."""

    role: Role
    spans: tuple[Span, ...]


class Label(BaseModel):
    """One note. ``excluded`` says why one counts nowhere; then nothing else is told."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    source: Literal["psych_dev", "codiesp_dev"]
    language: Literal["en", "es", "en-mt(es)"]
    sha256: str
    excluded: str | None = None
    document: str = ""
    kind: str = "consultation"
    """The nearest of our kinds."""
    age: int | None = None
    principal: Place | None = None
    role: Role | None = None
    spans: tuple[Span, ...] = ()
    """What supports the principal diagnosis."""
    diagnosis_states: tuple[Span, ...] = ()
    """What states it: cut away in the harder contrast."""
    others: tuple[Diagnosis, ...] = ()

    @property
    def half(self) -> Half:
        return half_of(self.id)

    @property
    def tongue(self) -> Language:
        """The language of a note that counts."""
        return "es" if self.language == "es" else "en"


def half_of(name: str) -> Half:
    """``tune`` may be looked at note by note, ``held`` only as figures. Goes by the id alone."""
    return HALVES[hashlib.sha256(f"half:{name}".encode()).digest()[0] % 2]


def digest(text: str) -> str:
    """What a label holds its text to."""
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def load_labels(path: Path = LABELS) -> tuple[Label, ...]:
    """All labels, in the file's order."""
    return tuple(Label.model_validate_json(line) for line in path.read_text("utf-8").splitlines())
