"""The criteria of a draft: is the diagnosis named, and is a more specific one stated in its stead?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from casewright.icd10 import table
from casewright.rubrics.drafting.exclusions import means_the_same
from casewright.rubrics.exclusion import diagnoses_in
from casewright.rubrics.places import PREFIXES
from casewright.types import Role
from casewright.vocabulary.concepts import concepts
from casewright.vocabulary.kinds import kinds

__all__ = ["NAMED", "NAMED_PRECISELY", "YIELDS", "named", "yields"]

NAMED = "named"
NAMED_PRECISELY = "named-precisely"
YIELDS = "yields-to-specific"

_LEAF = {"status": "present", "certainty": "confirmed", "time": "current", "subject": "patient"}
_NAMED_ASKS = {
    "en": "Does the report state the diagnosis {code} ({title}) as confirmed, current and the patient's own?",
    "es": "¿Afirma el informe el diagnóstico {code} ({title}) como confirmado, actual y propio del paciente?",
}
_YIELDS_ASKS = {
    "en": "Does the report state a more specific diagnosis than {code}, one of {others}, as confirmed, current and the "
    "patient's own?",
    "es": "¿Afirma el informe un diagnóstico más específico que {code}, uno de {others}, como confirmado, actual y "
    "propio del paciente?",
}
_COARSE = {
    "en": "Words alone tell no more than {found}; whether it is {code} needs a reader.",
    "es": "Las palabras solas no dicen más que {found}; si se trata de {code} requiere una lectura.",
}


def named(prefix: str, code: str, role: Role) -> dict[str, Any]:
    """The criterion that asks for the diagnosis itself: by its own concepts, or by those of the nearest place above."""
    found = next((place for place in _upwards(prefix, code) if _tied(prefix, place)), code)
    guidance = {key: text.format(found=found, code=code) for key, text in _COARSE.items()}
    return {
        "role": role,
        "aspect": "diagnosis",
        "weight": 2,
        "kinds": [name for name, kind in kinds().items() if kind.states_diagnosis],
        "clause": code,
        "asks": _asks(_NAMED_ASKS, prefix, code),
        "finds": _stated(_tied(prefix, code) or _tied_exactly(found)),
        "guidance": guidance if found != code else {},
    }


def yields(prefix: str, code: str, specific: Sequence[str]) -> dict[str, Any]:
    """The contradiction that makes a residual code give way to a specific one."""
    told = {name for place in specific for name in _tied(prefix, place)} - _tied(prefix, code)
    return {
        "role": "contradicts",
        "aspect": "diagnosis",
        "clause": code,
        "asks": _asks(_YIELDS_ASKS, prefix, code, _listed(specific)),
        "finds": _stated(told),
    }


def _asks(texts: Mapping[str, str], prefix: str, code: str, others: str = "") -> dict[str, str]:
    system = table(PREFIXES[prefix])
    return {
        "en": texts["en"].format(code=code, title=system.title(code, "en").text, others=others),
        "es": texts["es"].format(code=code, title=system.title(code, "es").text, others=others),
    }


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(codes) if len(codes) <= 12 else f"{codes[0]} … {codes[-1]}"


def _upwards(prefix: str, code: str) -> Iterator[str]:
    yield code
    yield from (above for above in table(PREFIXES[prefix]).ancestors(code) if above[1:2].isdigit() and "-" not in above)


def _tied(prefix: str, code: str) -> frozenset[str]:
    return diagnoses_in(f"who:{code}") if means_the_same(prefix, code) else frozenset()


def _tied_exactly(code: str) -> frozenset[str]:
    """Without what is narrower: that would be a sibling of the code that is asked for."""
    return frozenset(name for name in diagnoses_in(f"who:{code}") if code in concepts()[name].codes)


def _stated(names: Collection[str]) -> dict[str, Any]:
    return {"any": [{"concept": name, **_LEAF} for name in sorted(names)]} if names else {}
