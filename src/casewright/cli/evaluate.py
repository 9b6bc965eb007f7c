"""``casewright evaluate``: reports that exist, judged by the same gate."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import click

from casewright.cli.ending import FAILED_CHECK, run_async
from casewright.cli.options import FILE, gate_options, lay_over
from casewright.cli.tables import console, print_samples
from casewright.errors import InputError
from casewright.hashing import content_hash
from casewright.ledger.protocol import RunRow
from casewright.ledger.spool import open_to_work
from casewright.runs.assembly import Cast, cast_of, judging_of, kept_certificates, parts_of
from casewright.runs.evaluation import BadRow, Columns, Row, evaluate_rows, read_rows, rubrics_of
from casewright.runs.exports import write_lines
from casewright.runs.reference import corpus
from casewright.runs.session import LEDGER_FILE
from casewright.settings import load_settings
from casewright.types import Record
from casewright.wire import to_json

__all__ = ["evaluate"]

MOST_LISTED = 50


@click.command()
@click.argument("file", type=FILE)
@click.option("--code", help="Code for rows that have none.")
@click.option("--language", type=click.Choice(["en", "es"]), help="Language for rows that name none.  [default: en]")
@click.option("--kind", default="intake", show_default=True, help="Kind for rows that name none.")
@click.option("--text-field", default="text", show_default=True)
@click.option("--code-field", default="code", show_default=True)
@click.option("--id-field", default="id", show_default=True)
@click.option("--language-field", default="language", show_default=True)
@click.option("--kind-field", default="kind", show_default=True)
@click.option(
    "--fail-on", type=click.Choice(["rejected", "needs_review"]), help="Exit with 5 if any row ends so (or worse)."
)
@gate_options
def evaluate(**given: Any) -> int:
    """Judge the reports in FILE as documents of their codes.

    Rows that can't be assessed are counted and listed; the rest goes on. Records go to records.jsonl in the
    run folder.
    """
    cast = _cast(given)
    rows = list(_rows(given))
    folder = (
        given["folder"] or Path("runs") / f"evaluate-{content_hash([str(given['file'].resolve()), given['level']], 8)}"
    )
    found = run_async(_judge(cast, rows, given, folder))
    records = [item for item in found if isinstance(item, Record)]
    bad = [item for item in found if isinstance(item, BadRow)]
    write_lines(folder / "records.jsonl", records)
    _print(records, bad, folder, as_json=given["as_json"])
    if not records:
        raise InputError(f"no row of {str(given['file'])!r} could be assessed")
    return _code(records, given["fail_on"])


def _rows(given: dict[str, Any]) -> Any:
    columns = Columns(
        given["text_field"], given["code_field"], given["id_field"], given["language_field"], given["kind_field"]
    )
    return read_rows(given["file"], columns, code=given["code"], language=given["language"], kind=given["kind"])


def _cast(given: dict[str, Any]) -> Cast:
    settings = load_settings(given["config"])
    index = corpus(given["reference"], given["patient_field"], settings, given["key_env"])
    return cast_of(
        settings,
        writer=None,
        critics=given["critics"] or tuple(settings.roles.critics),
        reference=index,
        overlays=lay_over(given["rubrics"], settings),
        certificates=given["certificates"],
    )


async def _judge(cast: Cast, rows: list[Row | BadRow], given: dict[str, Any], folder: Path) -> list[Record | BadRow]:
    system, level = given["system"], given["level"]
    judging = judging_of(cast, rubrics_of(cast.resolve, rows, system))
    run = f"evaluation-{judging}"
    ledger = open_to_work(folder / LEDGER_FILE)
    try:
        await ledger.open_run(RunRow(run, {"judging": judging}, {}), ())
        await ledger.keep_certificates(run, kept_certificates(cast))
        parts = parts_of(cast, judging, ledger, run)
        return [found async for found in evaluate_rows(parts, rows, system=system, level=level, run=run)]
    finally:
        for model in cast.models():
            await model.close()
        await ledger.close()


def _print(records: list[Record], bad: list[BadRow], folder: Path, *, as_json: bool) -> None:
    if as_json:
        for record in records:
            click.echo(json.dumps(to_json(record), ensure_ascii=False))
    else:
        out = console()
        print_samples(out, records)
        counts = Counter(record.decision.outcome for record in records)
        told = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
        out.print(f"\n{len(records)} judged ({told or 'none'}), {len(bad)} could not be assessed")
        out.print(f"records: {folder / 'records.jsonl'}")
    for row in bad[:MOST_LISTED]:
        click.echo(f"row {row.number}: {row.why}", err=True)
    if len(bad) > MOST_LISTED:
        click.echo(f"and {len(bad) - MOST_LISTED} rows more", err=True)


def _code(records: list[Record], fail_on: str | None) -> int:
    worse = {"rejected": ("rejected", "error"), "needs_review": ("needs_review", "rejected", "error")}
    if fail_on and any(record.decision.outcome in worse[fail_on] for record in records):
        return FAILED_CHECK
    return 0
