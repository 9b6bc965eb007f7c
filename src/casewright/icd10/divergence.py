"""Which strings mean something else in the other system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from casewright.documents import parse_document

__all__ = ["Divergence", "divergence_of", "known_only_in_cm"]


@dataclass(frozen=True, slots=True)
class Divergence:
    """One string in both systems, in our own words; ``relation`` is that of ICD-10-CM's meaning to WHO's."""

    code: str
    who: str
    cm: str
    relation: Literal["broader", "narrower", "different"]


def divergence_of(code: str) -> Divergence | None:
    """What is known of a string that stands for two things."""
    same = _file()["same_string"]
    substance = f"F1x{code[3:]}" if code.startswith("F1") else code
    entry = same.get(code) or same.get(substance)
    return Divergence(code, **entry) if entry else None


def known_only_in_cm(code: str) -> bool:
    """Whether a code is known to be ICD-10-CM's alone, for where its table isn't installed."""
    return code in _file()["only_cm"]


@cache
def _file() -> Mapping[str, Any]:
    text = files(__package__).joinpath("divergence.yaml").read_text("utf-8")
    data: Mapping[str, Any] = parse_document(text, "icd10/divergence.yaml").data
    return data
