"""Templates: ``{name}`` is a slot, ``{a|b}`` agrees with the person, ``{1:a|b}`` with a count of one or more."""

from __future__ import annotations

import re
from collections.abc import Mapping

from casewright.types import Fact

__all__ = ["fill", "fits", "join"]

SLOT = re.compile(r"\{([^{}]*)\}")
ARTICLE = re.compile(r"^(?:an?|the|una?|el|la|los|las) ", re.IGNORECASE)
DURATION, COUNT = frozenset({"for", "ago", "in", "span"}), frozenset({"number", "times"})
OF_UNIT = {
    "mg": frozenset({"dose"}),
    "kg": frozenset({"kg"}),
    "points": frozenset({"points"}),
    "units_per_day": frozenset({"amount"}),
    "times": COUNT,
}
GRADE = frozenset({"sev", "grade", "gradea"})
REQUIRED = frozenset({"span", "kg", "points", "amount", "number", "times"})


def join(frame: str, form: str) -> str:
    """A frame with a concept's form put in; ``{np0}`` is the noun phrase without its article."""
    return (
        frame.replace("{np0}", ARTICLE.sub("", form)).replace("{np}", form).replace("{s}", form).replace("{not}", form)
    )


def fits(template: str, fact: Fact) -> bool:
    """Whether a template says the fact's quantity and severity, and asks for none that the fact lacks."""
    names = frozenset(SLOT.findall(template))
    unit = None if fact.quantity is None else fact.quantity.unit
    if unit is None and names & REQUIRED:
        return False
    if unit is not None and not names & OF_UNIT.get(unit, DURATION):
        return False
    if fact.severity is None:
        return not names & {"grade", "gradea"}
    return bool(names & GRADE)


def fill(template: str, slots: Mapping[str, str], *, second: bool, many: bool) -> str:
    """A template with its slots filled; ``second`` takes the second form of ``{a|b}``, ``many`` that of ``{1:a|b}``.

    Slots of quantities that the mapping lacks stay empty.

    Raises:
        KeyError: a slot that no fact fills.
    """

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if "|" not in name:
            return slots[name] if name in slots else _empty(name)
        counted = name.startswith("1:")
        one, _, other = name.removeprefix("1:").partition("|")
        return other if (many if counted else second) else one

    text = SLOT.sub(value, template)
    return SLOT.sub(value, text) if "{" in text else text


def _empty(name: str) -> str:
    if name in ("for", "ago", "in", "dose", "sev"):
        return ""
    raise KeyError(name)
