"""Quantities in words, as a clinician writes them."""

from __future__ import annotations

from collections.abc import Mapping

from casewright.types import Language, Quantity

__all__ = ["figure_slots", "plain_figure"]

WORDS: Mapping[Language, tuple[str, ...]] = {
    "en": tuple("zero one two three four five six seven eight nine ten eleven twelve".split()),  # noqa: SIM905 - legible
    "es": tuple("cero un dos tres cuatro cinco seis siete ocho nueve diez once doce".split()),  # noqa: SIM905 - legible
}
UNITS: Mapping[Language, Mapping[str, tuple[str, str]]] = {
    "en": {
        "hours": ("hour", "hours"),
        "days": ("day", "days"),
        "weeks": ("week", "weeks"),
        "months": ("month", "months"),
        "years": ("year", "years"),
    },
    "es": {
        "hours": ("hora", "horas"),
        "days": ("día", "días"),
        "weeks": ("semana", "semanas"),
        "months": ("mes", "meses"),
        "years": ("año", "años"),
    },
}
FEMININE = frozenset({"hora", "semana", "vez", "unidad", "hija"})


def figure_slots(quantity: Quantity, language: Language) -> dict[str, str]:
    """What a quantity puts into the slots of a template."""
    if quantity.unit in UNITS[language]:
        return _duration_slots(_span(quantity, language), language)
    number = _digits(quantity.value, language)
    if quantity.unit == "mg":
        return {"dose": f" {number} mg {'daily' if language == 'en' else 'al día'}"}
    if quantity.unit == "kg":
        return {"kg": f"{number} kg"}
    if quantity.unit == "points":
        return {"points": number}
    if quantity.unit == "units_per_day":
        return {"amount": f"about {number} units" if language == "en" else f"unas {number} unidades"}
    return {"number": _count(quantity.value, language), "times": _times(quantity.value, language)}


def plain_figure(quantity: Quantity, language: Language) -> str:
    """A quantity on its own, for brackets."""
    slots = figure_slots(quantity, language)
    return next(slots[name] for name in ("span", "dose", "kg", "points", "amount", "times") if name in slots).strip()


def _duration_slots(span: str, language: Language) -> dict[str, str]:
    if language == "en":
        return {"span": span, "for": f" for {span}", "ago": f" {span} ago", "in": f" in {span}"}
    return {"span": span, "for": f" desde hace {span}", "ago": f" hace {span}", "in": f" en {span}"}


def _span(quantity: Quantity, language: Language) -> str:
    one, many = UNITS[language][quantity.unit]
    if quantity.value == 1:
        return f"{_one(one, language)} {one}"
    return f"{_count(quantity.value, language)} {many}"


def _one(noun: str, language: Language) -> str:
    return "one" if language == "en" else "una" if noun in FEMININE else "un"


def _count(value: float, language: Language) -> str:
    whole = value == int(value) and 0 <= value < len(WORDS[language])
    return WORDS[language][int(value)] if whole else _digits(value, language)


def _times(value: float, language: Language) -> str:
    if language == "en":
        return {1: "once", 2: "twice"}.get(int(value), f"{_count(value, language)} times")
    return "una vez" if value == 1 else f"{_count(value, language)} veces"


def _digits(value: float, language: Language) -> str:
    text = f"{value:g}"
    return text.replace(".", ",") if language == "es" else text
