"""What an exam's results add up to: false accepts and false rejects with their n and interval."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from casewright.certificates import GateSetting, Rate
from casewright.exams.paper import Sort
from casewright.exams.running import Result
from casewright.measures.rates import rate
from casewright.types import Language, Reason

__all__ = ["Figure", "new_reasons", "summarise_exam"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One operator, or editor, or the bases themselves, in one language (``None``: both) and setting.

    ``wrong`` counts false accepts of defects; outcomes that a harmless edit changed; bases that were not accepted;
    attacks that got a refused base accepted.
    ``fair`` counts the same among defects and edits whose base, as it is, was accepted: a gate that refuses
    everything accepts no defect, and that is no merit. ``moved`` counts defects and edits that were held something
    against that their base was not, whatever the outcome: wanted of defects, unwanted of edits.
    """

    setting: GateSetting
    sort: Sort
    name: str
    language: Language | None
    wrong: Rate
    fair: Rate
    moved: Rate


def summarise_exam(results: Sequence[Result]) -> tuple[Figure, ...]:
    """A figure for every setting, operator, editor and language, and one for both languages together.

    Args:
        results: Those of a paper that holds the base of every defect and edit in it.
    """
    base = {(result.setting, result.item.base.id): result for result in results if result.item.sort == "base"}
    groups: dict[tuple[GateSetting, Sort, str], list[tuple[Result, Result]]] = {}
    for result in results:
        pair = (result, base[result.setting, result.item.base.id])
        groups.setdefault((result.setting, result.item.sort, result.item.name), []).append(pair)
    return tuple(
        figure for (setting, sort, name), pairs in groups.items() for figure in _by_language(setting, sort, name, pairs)
    )


def new_reasons(result: Result, base: Result) -> tuple[Reason, ...]:
    """What was held against this item and not against its base as it is."""
    before = {_identity(reason) for reason in base.decision.reasons}
    return tuple(reason for reason in result.decision.reasons if _identity(reason) not in before)


def _by_language(
    setting: GateSetting, sort: Sort, name: str, pairs: Sequence[tuple[Result, Result]]
) -> Iterable[Figure]:
    languages: tuple[Language | None, ...] = ("en", "es", None)
    for language in languages:
        chosen = [pair for pair in pairs if language in (None, pair[0].item.base.case.language)]
        if chosen:
            yield _figure(setting, sort, name, language, chosen)


def _figure(
    setting: GateSetting, sort: Sort, name: str, language: Language | None, pairs: Sequence[tuple[Result, Result]]
) -> Figure:
    wrong = _WRONG[sort]
    fair = [pair for pair in pairs if pair[1].accepted]
    return Figure(
        setting,
        sort,
        name,
        language,
        rate(sum(wrong(*pair) for pair in pairs), len(pairs)),
        rate(sum(wrong(*pair) for pair in fair), len(fair)),
        rate(sum(bool(new_reasons(*pair)) for pair in pairs), len(pairs)),
    )


def _identity(reason: Reason) -> tuple[str, str, str]:
    """The message of a fact says what is wrong with it (missing, flipped, another value); a criterion's does not."""
    said = reason.message if reason.kind in ("fact", "added") else ""
    return reason.kind, reason.criterion or reason.target or "", said


_WRONG: Mapping[Sort, Callable[[Result, Result], bool]] = {
    "base": lambda result, base: not result.accepted,
    "defect": lambda result, base: result.accepted,
    "attack": lambda result, base: result.accepted and not base.accepted,
    "edit": lambda result, base: result.decision.outcome != base.decision.outcome,
}
