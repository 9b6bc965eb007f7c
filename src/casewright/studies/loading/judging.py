"""Whether arms were judged alike: one rubric a code, one fact check, one matcher; else acceptance can't be compared"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casewright.errors import InputError
from casewright.studies.loading.portion import Portion

__all__ = ["judged_differently", "require_one_judging"]

SAME = ("facts", "matching", "concepts", "coverage", "levels")
"""What must be the same, beside rubrics, for two verdicts to mean the same."""
TOLD = ("certificates", "critics", "identifiers", "judging", "names", "presidio", "reference", "screen", "seal")
"""What may differ between arms, which is said: who may decide, and what copying was held against."""


def require_one_judging(portions: Sequence[Portion]) -> None:
    """Refuses arms whose verdicts don't mean the same.

    Raises:
        InputError: two rubrics were asked for one code and kind, or fact check, matcher or levels differ; names both
            places and what differs.
    """
    rubrics: dict[tuple[str, str, str], tuple[str, str]] = {}
    for portion in portions:
        for key, rubric in _rubrics(portion):
            before, where = rubrics.setdefault(key, (rubric, portion.place))
            if before != rubric:
                what = f"{key[1]} ({key[2] or 'any kind'}) by rubric {before} in {where} and by {rubric}"
                raise InputError(f"judged differently: {what} in {portion.place}; {HINT}")
    for name in SAME:
        known = [(portion.judged_by[name], portion.place) for portion in portions if name in portion.judged_by]
        other = next((place for found, place in known if found != known[0][0]), None)
        if other is not None:
            raise InputError(f"judged differently: {name} of {known[0][1]} and of {other} are not the same; {HINT}")


HINT = "judge one of them again with `casewright rejudge`, under the same rubrics and version"


def judged_differently(portions: Sequence[Portion]) -> tuple[str, ...]:
    """What may differ and does, in a sentence."""
    known = [portion.judged_by for portion in portions if portion.judged_by]
    names = [name for name in TOLD if len({judged.get(name) for judged in known}) > 1]
    if not names:
        return ()
    return (f"the runs differ in {', '.join(names)}: acceptance is told under each run's own",)


def _rubrics(portion: Portion) -> Iterator[tuple[tuple[str, str, str], str]]:
    for report in portion.reports:
        rubric = report.record.get("rubric")
        if rubric:
            yield (report.system, report.code, report.kind), f"{rubric['id']} {rubric['version']} ({rubric['hash']})"
