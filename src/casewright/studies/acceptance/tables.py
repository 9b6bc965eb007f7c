"""How many samples passed, at which draft, how the others ended and why, in tables"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import get_args

from casewright.measures.figure import Figure
from casewright.studies.acceptance.groups import Group, passed
from casewright.studies.material import StudyReport
from casewright.studies.statistics import mean_interval, share
from casewright.studies.table import Cell, Column, Row, Table
from casewright.types import Outcome

__all__ = ["accepted_table", "attempts_table", "code_table", "outcome_table", "reason_table"]

MOST_REASONS = 6
ENDS = ("budget", "no_progress")
"""Why there was no further draft; what was wrong with the last one stands beside."""
OUTCOMES: tuple[str, ...] = get_args(Outcome)
BY_CODE = ("Arm", "Code", "Language", "Kind")
BY_LANGUAGE = ("Arm", "Language")
ACCEPTED = Column("accepted", "Accepted of tried", better="high")
FIRST = Column("accepted_first", "Accepted at the first draft", better="high")
SAMPLES = Column("samples", "Samples", 0)
ATTEMPTS = Column("attempts", "Drafts a sample", better="low")


def accepted_table(groups: Sequence[Group], seed: int) -> Table:
    """The headline: what passed, at the first draft and at all."""
    wording = Column("wording_share", "Quotations in the case's own words")
    judged = Column("judged_by", "Who could decide")
    return Table(
        "acceptance",
        "Accepted reports",
        BY_LANGUAGE,
        (SAMPLES, ACCEPTED, FIRST, ATTEMPTS, wording, judged),
        tuple(_row(group, {**_shares(group, seed), **_judged(group, seed)}) for group in groups),
        "Shares are of samples that were tried, errors among them; Wilson's intervals. The parrot joins the facts of "
        "the same cases with full stops: what it reaches, acceptance alone does not show of any writer.",
    )


def code_table(groups: Sequence[Group], seed: int) -> Table:
    """The same for each code, with what refused samples were refused for most often."""
    reason = Column("refused_for", "Most often refused for")
    return Table(
        "acceptance-by-code",
        "Accepted reports by code",
        BY_CODE,
        (SAMPLES, ACCEPTED, FIRST, ATTEMPTS, reason),
        tuple(_row(group, {**_shares(group, seed), "refused_for": _main_reason(group)}) for group in groups),
        "Few samples a code: read the intervals, not the values.",
    )


def outcome_table(groups: Sequence[Group]) -> Table:
    """How samples ended, all six ways."""
    columns = tuple(Column(name, name.replace("_", " ")) for name in OUTCOMES)
    rows = [_row(group, {name: _ended(group, name) for name in OUTCOMES}) for group in groups]
    note = "Shares of all samples, those of cancelled runs among them. Surplus: passed after its order was full."
    return Table("outcomes", "How samples ended", BY_LANGUAGE, columns, tuple(rows), note)


def attempts_table(groups: Sequence[Group]) -> Table:
    """The share that is accepted within so many drafts."""
    most = max((group.most_attempts for group in groups), default=1)
    columns = tuple(Column(f"within_{k}", f"Within {k}", better="high") for k in range(1, most + 1))
    rows = [_row(group, _within(group)) for group in groups]
    note = (
        "Share of the samples tried that was accepted with at most so many drafts. A sample stops early without "
        "progress. Where a critic lets unfit reports through at a rate of a, it does so at least once in k drafts "
        "with probability 1 - (1 - a)^k: the fidelity part corrects for that."
    )
    return Table("attempts", "Accepted within so many drafts", BY_LANGUAGE, columns, tuple(rows), note)


def reason_table(groups: Iterable[Group]) -> Table:
    """Why samples were not accepted."""
    columns = (Column("share", "Share of those not accepted"), Column("mostly", "Most often"))
    rows = [row for group in groups for row in _reason_rows(group)]
    note = (
        f"A sample may have several reasons; the {MOST_REASONS} most frequent kinds of each arm. Budget and "
        "no_progress say why no further draft was made."
    )
    return Table("reasons", "Why samples were refused", (*BY_LANGUAGE, "Reason"), columns, tuple(rows), note)


def _row(group: Group, cells: dict[str, Cell]) -> Row:
    return Row((group.arm.name, *group.labels), cells, baseline=group.arm.parrot)


def _shares(group: Group, seed: int) -> dict[str, Cell]:
    n = len(group.reports)
    return {
        "samples": Figure(float(n), n),
        "accepted": group.share(len(group.accepted)),
        "accepted_first": group.within(1),
        "attempts": group.attempts(seed),
    }


def _judged(group: Group, seed: int) -> dict[str, Cell]:
    known = [float(found) for one in group.tried if (found := one.record.get("wording_share")) is not None]
    wording: Cell = mean_interval(known, seed=seed) if known else "not estimable: no quotation with its case"
    return {"wording_share": wording, "judged_by": _deciders(group.tried)}


def _deciders(reports: Sequence[StudyReport]) -> str:
    names = Counter(name for one in reports for name in one.record.get("gated_by") or ())
    marks = Counter(mark for one in reports for mark in one.record.get("marks") or ())
    who = ", ".join(name for name, _ in names.most_common()) or "nobody: all advised"
    return f"{who} ({', '.join(sorted(marks))})" if marks else who


def _ended(group: Group, outcome: str) -> Cell:
    decided = [one for one in group.reports if one.outcome is not None]
    return share(sum(one.outcome == outcome for one in decided), len(decided)) if decided else group.blank


def _within(group: Group) -> dict[str, Cell]:
    """Of an arm without the loop there is the first draft alone."""
    most = group.most_attempts if group.arm.loop is not False else 1
    return {f"within_{k}": group.within(k) for k in range(1, most + 1)}


def _reasons(reports: Iterable[StudyReport]) -> dict[str, Counter[str]]:
    """Targets by kind, each once a sample."""
    found: dict[str, Counter[str]] = {}
    for one in reports:
        told = (one.record.get("decision") or {}).get("reasons") or ()
        concepts = {fact["id"]: fact["concept"] for fact in (one.record.get("case") or {}).get("facts", ())}
        targets = {(item["kind"], item.get("criterion") or concepts.get(item.get("target"), "")) for item in told}
        for kind, target in targets:
            found.setdefault(kind, Counter())[target] += 1
    return found


def _reason_rows(group: Group) -> Iterable[Row]:
    refused = [one for one in group.tried if not passed(one)]
    found = _reasons(refused)
    hits = Counter(
        kind for one in refused for kind in {item["kind"] for item in (one.record.get("decision") or {})["reasons"]}
    )
    for kind, count in sorted(hits.most_common(MOST_REASONS), key=lambda item: (item[0] in ENDS, -item[1], item[0])):
        targets = [f"{name} ({n})" for name, n in found[kind].most_common(4) if name][:3]
        cells: dict[str, Cell] = {"share": share(count, len(refused)), "mostly": ", ".join(targets) or "–"}
        yield Row((group.arm.name, *group.labels, kind), cells, baseline=group.arm.parrot)


def _main_reason(group: Group) -> str:
    refused = [one for one in group.tried if not passed(one)]
    if group.blank or not refused:
        return group.blank or "nothing was refused"
    found = {kind: own for kind, own in _reasons(refused).items() if kind not in ENDS} or _reasons(refused)
    counts = Counter({(kind, target): n for kind, own in found.items() for target, n in own.items()})
    if not counts:
        return "no reason was kept"
    (kind, target), n = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return f"{kind}{': ' * bool(target)}{target} ({n} of {len(refused)})"
