"""Who saw what: told facts that the fact check found, and defects that one setting noticed and the other did not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casewright.certificates import GateSetting, Rate
from casewright.exams.figures import new_reasons
from casewright.exams.running import Result
from casewright.measures.rates import rate
from casewright.types import FactState, Language

__all__ = ["Catch", "FactFigure", "catches", "fact_figures"]


@dataclass(frozen=True, slots=True)
class FactFigure:
    """What the fact check made of the bases of a language, where every fact is told and nothing was added."""

    language: Language
    told: Rate
    states: Mapping[FactState, int]
    added: int


@dataclass(frozen=True, slots=True)
class Catch:
    """How many defects of an operator each setting noticed, held something against that it didn't hold before."""

    operator: str
    language: Language
    both: int
    generate_only: int
    evaluate_only: int
    neither: Rate


def fact_figures(results: Sequence[Result]) -> tuple[FactFigure, ...]:
    """The fact check's recall on bases, by language."""
    languages: tuple[Language, ...] = ("en", "es")
    return tuple(_facts(language, results) for language in languages)


def _facts(language: Language, results: Sequence[Result]) -> FactFigure:
    mine = (result for result in results if result.item.base.case.language == language)
    checks = [result.facts for result in mine if result.item.sort == "base" and result.facts is not None]
    states = Counter(item.state for check in checks for item in check.items)
    return FactFigure(
        language, rate(states["told"], states.total()), dict(states), sum(len(check.added) for check in checks)
    )


def catches(results: Sequence[Result]) -> tuple[Catch, ...]:
    """Defects by operator and language, and by who noticed them.

    A gate that refuses a base refuses its defects too; whether it noticed them is what is left to ask.
    """
    base = {(result.setting, result.item.base.id): result for result in results if result.item.sort == "base"}
    seen: dict[tuple[str, Language], dict[str, set[GateSetting]]] = {}
    for result in results:
        if result.item.sort == "defect":
            group = seen.setdefault((result.item.name, result.item.base.case.language), {})
            noticed = group.setdefault(result.item.id, set())
            if new_reasons(result, base[result.setting, result.item.base.id]):
                noticed.add(result.setting)
    return tuple(_catch(name, language, list(group.values())) for (name, language), group in sorted(seen.items()))


def _catch(name: str, language: Language, noticed: Sequence[set[GateSetting]]) -> Catch:
    return Catch(
        name,
        language,
        both=noticed.count({"generate", "evaluate"}),
        generate_only=noticed.count({"generate"}),
        evaluate_only=noticed.count({"evaluate"}),
        neither=rate(noticed.count(set()), len(noticed)),
    )
