"""Who saw what: told facts that the fact check found, and defects that one setting noticed and the other did not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casewright.exams.figures import new_reasons
from casewright.exams.running import Result
from casewright.exams.shares import Share, share
from casewright.types import FactState, Language

__all__ = ["Catch", "FactFigure", "catches", "fact_figures"]


@dataclass(frozen=True, slots=True)
class FactFigure:
    """What the fact check made of the goldens of a language, where every fact is told and nothing was added."""

    language: Language
    told: Share
    states: Mapping[FactState, int]
    added: int


@dataclass(frozen=True, slots=True)
class Catch:
    """How many defects of an operator each setting noticed."""

    operator: str
    both: int
    gate_only: int
    rules_only: int
    neither: int


def fact_figures(results: Sequence[Result]) -> tuple[FactFigure, ...]:
    """The fact check's recall on goldens, by language."""
    languages: tuple[Language, ...] = ("en", "es")
    return tuple(_facts(language, results) for language in languages)


def _facts(language: Language, results: Sequence[Result]) -> FactFigure:
    mine = (result for result in results if result.item.golden.case.language == language)
    checks = [result.facts for result in mine if result.item.sort == "golden" and result.facts is not None]
    states = Counter(item.state for check in checks for item in check.items)
    return FactFigure(
        language, share(states["told"], states.total()), dict(states), sum(len(check.added) for check in checks)
    )


def catches(results: Sequence[Result]) -> tuple[Catch, ...]:
    """Defects by operator and by who held something new against them."""
    base = {(result.setting, result.item.golden.id): result for result in results if result.item.sort == "golden"}
    seen: dict[str, dict[str, set[str]]] = {}
    for result in results:
        if result.item.sort == "defect":
            names = seen.setdefault(result.item.name, {"all": set(), "gate": set(), "rules": set()})
            names["all"].add(result.item.id)
            if new_reasons(result, base[result.setting, result.item.golden.id]):
                names[result.setting].add(result.item.id)
    return tuple(
        Catch(
            name,
            len(by["gate"] & by["rules"]),
            len(by["gate"] - by["rules"]),
            len(by["rules"] - by["gate"]),
            len(by["all"] - by["gate"] - by["rules"]),
        )
        for name, by in seen.items()
    )
