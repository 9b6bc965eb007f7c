"""Which contradictions were found, which criteria were most often unmet, and how families of criteria fare."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from casewright.measures.figure import Figure
from casewright.measures.rates import clustered_rate
from casewright.studies.fidelity.judged import Judged, JudgedArm
from casewright.studies.fidelity.means import of_language
from casewright.studies.statistics import share
from casewright.studies.table import Column, Row, Table
from casewright.types import Language

__all__ = ["contradiction_table", "family_table", "unmet_table"]

MOST_LISTED = 10
DECIDED = ("met", "unmet")


def contradiction_table(arms: Sequence[JudgedArm]) -> Table:
    """By arm and criterion, the share of written reports that it was found in; a row with its bound where none was."""
    columns = (Column("found", "found in", 3, "low"), Column("delivered", "found in, delivered", 3, "low"))
    note = (
        "Of reports in which the criterion was settled, those that break it. Without any finding the bound is that of "
        "a contradiction of any kind."
    )
    rows = tuple(_each_arm(arms, _contradictions))
    title = "Contradictions by criterion"
    return Table("fidelity-contradictions", title, ("arm", "language", "criterion"), columns, rows, note)


def unmet_table(arms: Sequence[JudgedArm]) -> Table:
    """By arm, the supporting criteria that were most often unmet in what was written."""
    columns = (Column("unmet", "unmet, written", 2, "low"), Column("delivered", "unmet, delivered", 2, "low"))
    note = (
        f"The {MOST_LISTED} supporting criteria most often unmet in written reports, of those in which they were "
        "settled. Delivered reports may leave some unmet: the gate asks for enough support, not for all of it."
    )
    rows = tuple(_each_arm(arms, _unmet))
    title = "Criteria most often unmet"
    return Table("fidelity-unmet", title, ("arm", "language", "criterion"), columns, rows, note)


def family_table(arms: Sequence[JudgedArm]) -> Table:
    """By arm and family (role and aspect), the share unmet of what was settled, and what was left undetermined."""
    columns = (
        Column("unmet", "unmet, written", 3, "low"),
        Column("undetermined", "undetermined, written", 3, "low"),
        Column("delivered", "unmet, delivered", 3, "low"),
    )
    note = "The unit is a verdict; intervals are those of the effective sample size, clustered by report."
    rows = tuple(_each_arm(arms, _families))
    return Table("fidelity-families", "Families of criteria", ("arm", "language", "family"), columns, rows, note)


Rows = Callable[[JudgedArm, Language, Sequence[Judged], Sequence[Judged]], Iterator[Row]]


def _each_arm(arms: Sequence[JudgedArm], rows: Rows) -> Iterator[Row]:
    for judged in arms:
        for language in judged.languages():
            written = of_language(judged.written, language)
            if written:
                yield from rows(judged, language, written, of_language(judged.delivered, language))


def _contradictions(
    judged: JudgedArm, language: Language, written: Sequence[Judged], delivered: Sequence[Judged]
) -> Iterator[Row]:
    seen, passed = _counts(written, "contradicts"), _counts(delivered, "contradicts")
    broken = sorted((name for name, count in seen.items() if count["unmet"]), key=lambda name: -seen[name]["unmet"])
    for name in broken:
        cells = {"found": _unmet_share(seen[name]), "delivered": _unmet_share(passed.get(name, Counter()))}
        yield Row((judged.arm.name, language, name), cells, judged.arm.parrot)
    if not broken:
        none = {"found": share(0, len(written)), "delivered": share(0, len(delivered))}
        yield Row((judged.arm.name, language, "none of them"), none, judged.arm.parrot)


def _unmet(
    judged: JudgedArm, language: Language, written: Sequence[Judged], delivered: Sequence[Judged]
) -> Iterator[Row]:
    seen, passed = _counts(written, "supports"), _counts(delivered, "supports")
    missed = sorted((name for name in seen if seen[name]["unmet"]), key=lambda name: (-seen[name]["unmet"], name))
    for name in missed[:MOST_LISTED]:
        cells = {"unmet": _unmet_share(seen[name]), "delivered": _unmet_share(passed.get(name, Counter()))}
        yield Row((judged.arm.name, language, name), cells, judged.arm.parrot)


def _families(
    judged: JudgedArm, language: Language, written: Sequence[Judged], delivered: Sequence[Judged]
) -> Iterator[Row]:
    seen, passed = _by_family(written), _by_family(delivered)
    for family in sorted(seen):
        cells = {
            "unmet": _clustered(seen[family], "unmet", DECIDED),
            "undetermined": _clustered(seen[family], "undetermined", (*DECIDED, "undetermined")),
            "delivered": _clustered(passed.get(family, ()), "unmet", DECIDED),
        }
        yield Row((judged.arm.name, language, family), cells, judged.arm.parrot)


def _counts(items: Sequence[Judged], role: str) -> Mapping[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        for name, own, _, verdict in item.verdicts:
            if own == role:
                found[name][verdict] += 1
    return found


def _unmet_share(count: Counter[str]) -> Figure:
    return share(count["unmet"], count["met"] + count["unmet"])


def _by_family(items: Sequence[Judged]) -> Mapping[str, Sequence[Counter[str]]]:
    """For each family, the verdicts of each report that is asked anything of it."""
    found: dict[str, list[Counter[str]]] = defaultdict(list)
    for item in items:
        own: dict[str, Counter[str]] = defaultdict(Counter)
        for _, role, aspect, verdict in item.verdicts:
            own[f"{role}/{aspect}"][verdict] += 1
        for family, counts in own.items():
            found[family].append(counts)
    return found


def _clustered(reports: Sequence[Counter[str]], hit: str, among: Sequence[str]) -> Figure:
    clusters = [(counts[hit], sum(counts[state] for state in among)) for counts in reports]
    found = clustered_rate(clusters)
    if not found.n:
        return Figure(None, 0, note="not estimable: none settled")
    return Figure(found.rate, found.n, found.low, found.high, f"in {found.clusters} reports")
