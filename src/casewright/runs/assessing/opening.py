"""Opens an evaluation run: rows are screened in memory, and only then kept for whoever works on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casewright.errors import CasewrightError, PausedError, UsageError
from casewright.hashing import content_hash
from casewright.ledger.protocol import Ledger, RunRow
from casewright.overlays import overlaid
from casewright.rubrics import ResolvedRubric
from casewright.runs.assembly import judged_by, judging_of, kept_certificates, run_options
from casewright.runs.assessing.kept import decides, orders_of, samples_of
from casewright.runs.cast import Cast
from casewright.runs.evaluation import BadRow, Row, ScreenedReport, screened_row
from casewright.runs.limits import RunLimits, beside_settings
from casewright.runs.recipe import BUDGETS, KEY
from casewright.wire import to_json

__all__ = ["evaluation_run", "open_evaluation", "resolved_for", "screen_rows"]


def screen_rows(cast: Cast, rows: Sequence[Row], *, system: str, level: str) -> tuple[ScreenedReport | BadRow, ...]:
    """Rows as they may be kept, or why they can't be assessed. It computes; nothing is written.

    Args:
        cast: Who will judge: its corpus is what they are screened against.
        rows: The rows.
        system: The code system of their codes.
        level: The level of support asked for.
    """
    with overlaid(cast.overlays):
        return tuple(_screened(cast, row, system, level) for row in rows)


def _screened(cast: Cast, row: Row, system: str, level: str) -> ScreenedReport | BadRow:
    try:
        return screened_row(row, cast.reference, cast.limits.levels, system=system, level=level)
    except PausedError:
        raise
    except CasewrightError as error:
        return BadRow(row.number, str(error))


def resolved_for(cast: Cast, targets: Sequence[Any]) -> list[ResolvedRubric]:
    """The rubrics of what reports are judged as; to be called under the cast's overlays."""
    places = dict.fromkeys((target["system"], target["code"], target["kind"]) for target in targets)
    return [cast.resolve(*place) for place in places]


def evaluation_run(cast: Cast, reports: Sequence[ScreenedReport], *, nonce: str = "") -> str:
    """The id of the run that `open_evaluation` opens: the hash of the reports and of what judges them.

    Raises:
        UsageError: there is no report.
    """
    return content_hash(_decides(cast, reports, nonce))


def _decides(cast: Cast, reports: Sequence[ScreenedReport], nonce: str) -> dict[str, Any]:
    if not reports:
        raise UsageError("no report was given")
    with overlaid(cast.overlays):
        judging = judging_of(cast, resolved_for(cast, [report.target for report in reports]))
    return decides(reports, judging, nonce)


async def open_evaluation(
    ledger: Ledger,
    cast: Cast,
    reports: Sequence[ScreenedReport],
    *,
    nonce: str = "",
    limits: RunLimits | None = None,
) -> str:
    """Keeps reports for workers to evaluate; the same reports under the same judging are the same run.

    Args:
        ledger: Where to keep them.
        cast: Who judges, rebuilt elsewhere from its recipe.
        reports: What `screen_rows` gave.
        nonce: Makes another run of the same reports.
        limits: What the run may use, beside the budgets of settings.

    Returns:
        The run's id.

    Raises:
        UsageError: there is no report.
    """
    found = _decides(cast, reports, nonce)
    run = content_hash(found)
    with overlaid(cast.overlays):
        how = _how(cast, reports, limits or RunLimits())
        await ledger.open_run(RunRow(run, found, how), orders_of(reports))
        await ledger.keep_certificates(run, kept_certificates(cast))
        await ledger.add_samples(run, samples_of(reports))
    return run


def _how(cast: Cast, reports: Sequence[ScreenedReport], limits: RunLimits) -> dict[str, Any]:
    how = {**run_options(cast), BUDGETS: to_json(beside_settings(limits, cast.settings.how))}
    if cast.recipe is None:
        return how
    parts = judged_by(cast, resolved_for(cast, [report.target for report in reports]))
    return {**how, KEY: cast.recipe.model_copy(update={"judged_by": parts}).model_dump(mode="json")}
