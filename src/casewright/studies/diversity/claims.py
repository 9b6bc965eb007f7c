"""What figures of diversity let one say"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import hypot
from typing import Literal

from casewright.measures.diversity.sets.collapse import LEAST_REPORTS
from casewright.measures.diversity.sets.kinds import WORSE
from casewright.measures.diversity.sets.lines import RULES, absolute_line, relative_line
from casewright.measures.figure import Figure
from casewright.studies.diversity.finding import LanguageDiversity
from casewright.studies.diversity.sets import SetFigures
from casewright.studies.part import Claim
from casewright.studies.tongues import TONGUES

__all__ = ["list_claims"]

Standing = Literal["within", "beyond", "between"]
NAMES = {
    "self_bleu_4": "Self-BLEU-4",
    "retold": "reports told after another",
    "near_duplicates": "near-duplicates",
    "template_share": "template sentences",
    "vendi_phrases_share": "Vendi score of phrases by n",
}


def list_claims(found: Iterable[LanguageDiversity]) -> Iterator[Claim]:
    """For each arm whether it is as diverse as real notes by five lines, and each code whose mode collapsed."""
    for one in found:
        for side in one.sides:
            if not side.baseline:
                yield _as_diverse(one, side)
        for code in one.codes:
            for side in code.sides:
                if side.alarms and not side.baseline:
                    yield _collapsed(side, code.code, TONGUES[one.language])


def _as_diverse(one: LanguageDiversity, side: SetFigures) -> Claim:
    held = "real notes as many and as long" if one.real else "lines taken from real notes of other corpora"
    whose = f"{side.side} in {TONGUES[one.language]}"
    says = f"The reports of {whose} are as diverse as real notes by {len(RULES)} measures ({one.n} reports)"
    if one.n < LEAST_REPORTS:
        return Claim(says, "open", f"{one.n} reports are too few; {LEAST_REPORTS} are needed", side.side)
    stands = {rule: _stands(rule, side, one) for rule in RULES}
    beyond = [_told(rule, side.figures[rule]) for rule, where in stands.items() if where == "beyond"]
    if beyond:
        return Claim(says, "cannot", f"held against {held}: {'; '.join(beyond)}", side.side)
    between = [_told(rule, side.figures[rule]) for rule, where in stands.items() if where == "between"]
    if between:
        return Claim(says, "open", f"held against {held}, the interval holds the line: {'; '.join(between)}", side.side)
    return Claim(says, "can", f"held against {held}: {'; '.join(_told(r, side.figures[r]) for r in RULES)}", side.side)


def _stands(rule: str, side: SetFigures, one: LanguageDiversity) -> Standing:
    """On which side of its line the figure lies with its whole interval, that of real notes' figure included."""
    figure, real = side.figures[rule], one.real.figures[rule] if one.real else None
    if figure.value is None or figure.low is None or (real is not None and real.value is None):
        return "between"
    line = absolute_line(rule, one.n) if real is None else relative_line(rule, real.value or 0.0)
    worse = figure.value - line if WORSE[rule] == "high" else line - figure.value
    reach = hypot(_half(figure), _half(real) if real else 0.0)
    return "beyond" if worse > reach else "within" if worse < -reach else "between"


def _half(figure: Figure) -> float:
    """Half the interval; where an end was cut at what is possible, the other half stands for both."""
    if figure.value is None or figure.low is None or figure.high is None:
        return 0.0
    return max(figure.value - figure.low, figure.high - figure.value)


def _told(rule: str, figure: Figure) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return f"{NAMES[rule]} not estimable"
    return f"{NAMES[rule]} {figure.value:.2f} [{figure.low:.2f}, {figure.high:.2f}]"


def _collapsed(side: SetFigures, code: str, language: str) -> Claim:
    told = [f"{_told(alarm.rule, alarm.figure)}, line {alarm.line:.2f}" for alarm in side.alarms]
    n = side.alarms[0].figure.n
    says = f"The reports of {side.side} in {language} differ within a code as patients do: {code} (n = {n})"
    return Claim(says, "cannot", f"alarm for a mode that collapsed: {'; '.join(told)}", side.side)
