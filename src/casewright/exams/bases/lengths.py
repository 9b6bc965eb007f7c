"""Durations in words: *six weeks*, *tres meses*."""

from __future__ import annotations

from casewright.exams.word_bank import bank
from casewright.types import Language, Quantity

__all__ = ["said_length"]


def said_length(quantity: Quantity, language: Language) -> str:
    """The quantity with its unit; small whole numbers are written out."""
    words = bank("lengths")[language]
    one, many = words["units"][quantity.unit]
    number = f"{quantity.value:g}"
    said = words["numbers"].get(int(quantity.value), number) if quantity.value == int(quantity.value) else number
    if language == "es" and quantity.value == 1 and quantity.unit in ("weeks", "hours"):
        said = "una"
    return f"{said} {one if quantity.value == 1 else many}"
