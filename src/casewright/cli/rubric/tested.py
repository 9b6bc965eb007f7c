"""What a critic made of goldens, in lines and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console

from casewright.cli.judge.printing import told_rate
from casewright.cli.tables import visible
from casewright.exams.rubric_goldens import GoldenAnswer, golden_figures
from casewright.types import Vote
from casewright.wire import to_json

__all__ = ["as_json", "print_answers"]


def print_answers(out: Console, critic: str, answers: Sequence[GoldenAnswer], unfinished: int) -> None:
    """The failing answers, then the figures."""
    for one in answers:
        if not one.holds:
            _failing(out, one)
    if unfinished:
        _say(out, f"{unfinished} goldens still say TODO and were left out")
    if not answers:
        _say(out, "no golden was tested")
        return
    found = golden_figures(answers)
    _say(out, f"{critic}: {found.answers - found.wrong} of {found.answers} answers hold, in {found.texts} texts")
    _say(out, f"false accepts {told_rate(found.false_accepts)}, false rejects {told_rate(found.false_rejects)}")
    if found.unanswered:
        _say(out, f"{found.unanswered} questions were not answered")


def _failing(out: Console, one: GoldenAnswer) -> None:
    fault = f" ({one.fault})" if one.fault else ""
    place = f"{one.case.source}:{one.case.line}"
    _say(out, f"{place}: {one.criterion}: expected {one.expected}, found {one.found or 'no answer'}{fault}")
    if isinstance(one.vote, Vote):
        _say(out, f"    {one.vote.reason}", style="dim")
        for quote in one.vote.quotes:
            _say(out, f"    “{quote.quote}”")
    else:
        _say(out, f"    {one.silence}", style="dim")


def as_json(critic: str, answers: Sequence[GoldenAnswer], unfinished: int) -> dict[str, Any]:
    """Figures and every answer."""
    return {
        "critic": critic,
        "figures": to_json(golden_figures(answers)),
        "unfinished": unfinished,
        "answers": [_answer(one) for one in answers],
    }


def _answer(one: GoldenAnswer) -> dict[str, Any]:
    return {
        "source": one.case.source,
        "line": one.case.line,
        "rubric": one.case.place,
        "criterion": one.criterion,
        "language": one.case.report.language,
        "expected": one.expected,
        "found": one.found,
        "holds": one.holds,
        "fault": one.fault,
        "quotes": [quote.quote for quote in one.vote.quotes] if isinstance(one.vote, Vote) else [],
        "silence": one.silence,
    }


def _say(out: Console, text: str, style: str = "") -> None:
    out.print(visible(text), markup=False, style=style)
