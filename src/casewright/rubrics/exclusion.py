"""Neighbours that a code excludes, as criteria: is that diagnosis stated as confirmed, current, the patient's own?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casewright.rubrics.criterion import Criterion
from casewright.rubrics.places import CodeTree, split_id
from casewright.rubrics.resolved import Neighbour
from casewright.types import Language
from casewright.vocabulary.concepts import concepts

__all__ = ["diagnoses_in", "exclusion", "exclusion_id"]

_ASKS: dict[Language, str] = {
    "en": "Does the report state the diagnosis {code} ({title}) as confirmed, current and the patient's own?",
    "es": "¿Afirma el informe el diagnóstico {code} ({title}) como confirmado, actual y propio del paciente?",
}


def exclusion_id(place: str) -> str:
    """The criterion id for an excluded place: ``excludes-F31`` for ``who:F31``."""
    return f"excludes-{split_id(place)[1]}"


def exclusion(neighbour: Neighbour, tree: CodeTree) -> Criterion:
    """The contradiction that an excluded neighbour stands for. Without a concept it has nothing to find."""
    code = split_id(neighbour.code)[1]
    asks = {
        language: text.format(code=code, title=tree.title(neighbour.code, language)) for language, text in _ASKS.items()
    }
    return Criterion(
        id=exclusion_id(neighbour.code),
        role="contradicts",
        aspect="diagnosis",
        asks=asks,
        origin=neighbour.origin,
        finds=_finds(neighbour.code),
        want="not_present",
        clause=neighbour.clause,
    )


def _finds(place: str) -> Mapping[str, Any]:
    names = sorted(diagnoses_in(place))
    leaf = {"status": "present", "certainty": "confirmed", "time": "current", "subject": "patient"}
    return {"any": [{"concept": name, **leaf} for name in names]} if names else {}


def diagnoses_in(place: str) -> frozenset[str]:
    """The diagnosis concepts tied to a place or to one below it."""
    return frozenset(name for name, item in concepts().items() if any(_lies_in(code, place) for code in item.codes))


def _lies_in(code: str, place: str) -> bool:
    """Whether a concept's code is the excluded one or below it. Concepts are tied to WHO codes only."""
    prefix, above = split_id(place)
    if prefix != "who":
        return False
    first, dash, last = above.partition("-")
    return first <= code[:3] <= last if dash else code.startswith(above)
