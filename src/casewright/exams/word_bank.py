"""The exams' own words: substitutions that plant a defect or leave the sense alone. Nobody else reads them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from casewright.documents import parse_document

__all__ = ["bank", "has_bank"]


@cache
def bank(name: str) -> Any:
    """The data of ``banks/NAME.yaml``, read once."""
    place = files("casewright.exams") / "banks" / f"{name}.yaml"
    return parse_document(place.read_text("utf-8"), f"exams/banks/{name}.yaml").data


def has_bank(name: str) -> bool:
    """Whether there is such a bank."""
    return (files("casewright.exams") / "banks" / f"{name}.yaml").is_file()
