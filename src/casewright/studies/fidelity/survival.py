"""Whether told facts are found in the text with their status, subject and source, and what was added to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, get_args

from casewright.measures.figure import Figure
from casewright.measures.rates import clustered_rate
from casewright.studies.material import Arm, StudyReport
from casewright.studies.statistics import mean_interval, share
from casewright.studies.table import Cell, Column, Row, Table
from casewright.types import FactState, Language
from casewright.vocabulary.concepts import concepts

__all__ = [
    "Draft",
    "added_table",
    "category_table",
    "checks_of",
    "survival_of",
    "survival_share",
    "survival_table",
    "wording_table",
]

JSON = Mapping[str, Any]
Draft = Literal["first", "last", "delivered"]
DRAFTS: tuple[Draft, ...] = get_args(Draft)
STATES: tuple[FactState, ...] = get_args(FactState)
NOTE = (
    "The unit is a told fact, *told* where it was found with its status, subject and source; intervals are clustered "
    "by report. First and last are drafts of every sample whose draft reached the fact check: what copied or was "
    "degenerate never does. A gate whose fact check decides lets nothing else pass, so its delivered reports say how "
    "the gate works, and first drafts say how the writer does."
)


def checks_of(reports: Sequence[StudyReport], draft: Draft) -> list[tuple[StudyReport, JSON]]:
    """The fact checks of first or last drafts; ``delivered`` is the last, whatever else was drafted."""
    found = ((report, _check(report, draft)) for report in reports)
    return [(report, check) for report, check in found if check and check.get("items")]


def survival_of(check: JSON) -> float:
    """Share of a draft's told facts that were found as told."""
    states = [item["state"] for item in check["items"]]
    return states.count("told") / len(states)


def survival_share(arm: Arm, draft: Draft, language: Language | None = None) -> Figure:
    """Told facts found as told, of all told facts."""
    return _rate([check for _, check in checks_of(_reports(arm, draft, language), draft)], "told")


def survival_table(arms: Sequence[Arm]) -> Table:
    """A row an arm, language and draft; a column a state."""
    columns = tuple(Column(state, state.replace("_", " "), 3, "high" if state == "told" else "low") for state in STATES)
    rows = []
    for arm, language, draft in _each(arms):
        checks = [check for _, check in checks_of(_reports(arm, draft, language), draft)]
        cells: dict[str, Cell] = {state: _rate(checks, state) for state in STATES}
        rows.append(Row((arm.name, language, draft), cells, arm.parrot))
    return Table("fidelity-facts", "Fact survival", ("arm", "language", "draft"), columns, tuple(rows), NOTE)


def category_table(arms: Sequence[Arm]) -> Table:
    """A row an arm, language and category of concept."""
    columns = tuple(Column(draft, f"told, {draft}", 3, "high") for draft in DRAFTS)
    note = "Told facts found as told, by what sort of thing they tell; intervals are clustered by report."
    rows = tuple(row for arm in arms for language in _languages(arm) for row in _category_rows(arm, language))
    title = "Fact survival by category"
    return Table("fidelity-facts-by-category", title, ("arm", "language", "category"), columns, rows, note)


def added_table(arms: Sequence[Arm]) -> Table:
    """A row an arm, language and draft: the share of drafts with content that their case doesn't tell, by kind."""
    found = [(arm, language, draft, _added(arm, draft, language)) for arm, language, draft in _each(arms)]
    kinds = sorted({kind for *_, counts in found for count in counts for kind in count})
    columns = [
        Column("any", "any", 2, "low"),
        Column("mean", "a draft", 2, "low"),
        *(Column(kind, kind, 2, "low") for kind in kinds),
    ]
    rows = tuple(
        Row((arm.name, language, draft), _added_cells(counts, kinds), arm.parrot)
        for arm, language, draft, counts in found
    )
    note = "Share of drafts with clinical content that the case doesn't tell, and how many such passages a draft has."
    return Table("fidelity-added", "Added content", ("arm", "language", "draft"), tuple(columns), rows, note)


def wording_table(arms: Sequence[Arm], seed: int) -> Table:
    """A row an arm and language: whose words critics quoted."""
    columns = (
        Column("delivered", "own wording, delivered", 2),
        Column("written", "own wording, written", 2),
    )
    note = (
        "Share of the words that critics quoted which stand, four in a row, in the planner's own wording of the case. "
        "The parrot writer is built of it; an arm near it was judged on the planner's sentences, not on its own."
    )
    rows = [
        Row((arm.name, language), {scope: _wording(arm, scope, language, seed) for scope in _SCOPES}, arm.parrot)
        for arm in arms
        for language in _languages(arm)
    ]
    return Table("fidelity-wording", "Whose words", ("arm", "language"), columns, tuple(rows), note)


_SCOPES = ("delivered", "written")


def _wording(arm: Arm, scope: str, language: Language, seed: int) -> Figure:
    reports = arm.delivered if scope == "delivered" else arm.written
    told = [item.record.get("wording_share") for item in reports if item.language == language]
    return mean_interval([value for value in told if value is not None], seed=seed)


def _languages(arm: Arm) -> list[Language]:
    """Of its samples that have a case: others are held to none."""
    return sorted({report.language for report in arm.reports if report.record.get("case")})


def _each(arms: Sequence[Arm]) -> Iterator[tuple[Arm, Language, Draft]]:
    for arm in arms:
        for language in _languages(arm):
            for draft in DRAFTS:
                yield arm, language, draft


def _reports(arm: Arm, draft: Draft, language: Language | None) -> list[StudyReport]:
    kept = arm.delivered if draft == "delivered" else arm.reports
    return [report for report in kept if language is None or report.language == language]


def _check(report: StudyReport, draft: Draft) -> JSON | None:
    earlier = report.record.get("history") or ()
    if draft == "first" and earlier:
        return (earlier[0].get("assessment") or {}).get("facts")
    if report.text:
        return report.record.get("facts")
    drafted = [item["assessment"] for item in earlier if item.get("assessment")]
    return drafted[-1].get("facts") if drafted and draft == "last" else None


def _rate(checks: Sequence[JSON], state: FactState) -> Figure:
    states = [[item["state"] for item in check["items"]] for check in checks]
    return _figure([(own.count(state), len(own)) for own in states])


def _figure(clusters: Sequence[tuple[int, int]]) -> Figure:
    found = clustered_rate(clusters)
    if not found.n:
        return Figure(None, 0, note="not estimable: no draft reached the fact check")
    return Figure(found.rate, found.n, found.low, found.high, f"in {found.clusters} reports")


def _category_rows(arm: Arm, language: Language) -> Iterator[Row]:
    found = {draft: _by_category(arm, draft, language) for draft in DRAFTS}
    for category in sorted(set().union(*found.values())):
        cells: dict[str, Cell] = {draft: _figure(found[draft].get(category, [])) for draft in DRAFTS}
        yield Row((arm.name, language, category), cells, arm.parrot)


def _by_category(arm: Arm, draft: Draft, language: Language) -> Mapping[str, list[tuple[int, int]]]:
    """By category, told and all of each report."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for report, check in checks_of(_reports(arm, draft, language), draft):
        known = {fact["id"]: fact["concept"] for fact in (report.record.get("case") or {}).get("facts", ())}
        told, whole = Counter[str](), Counter[str]()
        for item in check["items"]:
            entry = concepts().get(known.get(item["id"], ""))
            category: str = entry.category if entry else "other"
            whole[category] += 1
            told[category] += item["state"] == "told"
        for category, n in whole.items():
            found[category].append((told[category], n))
    return found


def _added(arm: Arm, draft: Draft, language: Language) -> list[Counter[str]]:
    found = checks_of(_reports(arm, draft, language), draft)
    return [Counter(item["kind"] for item in check.get("added") or ()) for _, check in found]


def _added_cells(counts: Sequence[Counter[str]], kinds: Sequence[str]) -> dict[str, Figure]:
    if not counts:
        missing = Figure(None, 0, note="not estimable: no draft reached the fact check")
        return dict.fromkeys(("any", "mean", *kinds), missing)
    shares = {kind: share(sum(bool(count[kind]) for count in counts), len(counts)) for kind in kinds}
    whole = share(sum(bool(count) for count in counts), len(counts))
    return {"any": whole, "mean": mean_interval([float(count.total()) for count in counts]), **shares}
