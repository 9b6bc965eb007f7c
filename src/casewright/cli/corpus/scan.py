"""``casewright corpus scan``: texts held against an index or a file of notes. It prints no word of either."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.corpus.options import key_option, notes_options
from casewright.cli.options import FILE

if TYPE_CHECKING:
    from casewright.measures.privacy import ReferenceIndex
    from casewright.runs.scanning import Scanned
    from casewright.runs.set_texts import BadText

__all__ = ["scan"]

SOURCES = 3


@click.command()
@click.argument("reference", type=FILE, metavar="INDEX|FILE")
@click.argument("texts", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="TEXTS…")
@notes_options
@key_option
@click.option("--text-field", "text_field_", default="text", show_default=True, help="Field of text in TEXTS.")
@click.option("--id-field", default="id", show_default=True, help="Field of TEXTS that names a text.")
@click.option("--source", is_flag=True, help="Give the rows of the reference that a text shares most with.")
@click.option("--fail-on", type=click.Choice(["copy"]), help="Exit with 5 if any text fails.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON line a text, with its spans, and a summary.")
def scan(**given: Any) -> int:
    """Hold TEXTS (JSONL, CSV, Parquet, .txt, .md, or folders of them) against the notes in INDEX or FILE.

    A text fails by the limits of the gate's screen. Spans are places in the text that was given; what they say is
    never printed. --source tells which of the real notes a text came from: that is for whoever holds the notes.
    """
    from casewright.cli.ending import FAILED_CHECK
    from casewright.cli.measured import print_bad
    from casewright.runs.reference import load_reference
    from casewright.runs.set_texts import TextFields, read_texts, usable

    fields = TextFields(text=given["text_field_"], id=given["id_field"])
    texts, bad = usable(read_texts(given["texts"], fields), ", ".join(repr(str(path)) for path in given["texts"]))
    index = load_reference(
        given["reference"],
        patient_field=given["patient_field"],
        text_field=given["text_field"],
        key_env=given["key_env"],
    )
    found = _scanned(index, texts, sources=SOURCES if given["source"] else 0)
    (_print_json if given["as_json"] else _print)(index, found, bad)
    print_bad(bad)
    return FAILED_CHECK if given["fail_on"] and any(one.outcome == "fail" for one in found) else 0


def _scanned(index: ReferenceIndex, texts: Any, *, sources: int) -> list[Scanned]:
    from casewright.cli.corpus.meter import counted, meter
    from casewright.runs.scanning import scan_texts

    with meter("scanning", "texts", total=len(texts)) as tell:
        return list(counted(scan_texts(index, texts, sources=sources), tell))


def _print_json(index: ReferenceIndex, found: list[Scanned], bad: list[BadText]) -> None:
    from casewright.runs.scanning import copying_share
    from casewright.wire import to_json

    for one in found:
        click.echo(json.dumps(to_json(one), ensure_ascii=False))
    summary = {
        "reference": index.name,
        "notes": len(index),
        "marks": list(index.marks),
        "limits": dict(index.limits),
        "texts": len(found),
        "unreadable": [to_json(item) for item in bad],
        "copying": to_json(copying_share(found)),
    }
    click.echo(json.dumps({"summary": summary}, ensure_ascii=False))


def _print(index: ReferenceIndex, found: list[Scanned], bad: list[BadText]) -> None:
    from rich.table import Table

    from casewright.cli.measured import figure_line
    from casewright.cli.tables import console
    from casewright.runs.scanning import copying_share

    table = Table(box=None, pad_edge=False)
    table.add_column("text", no_wrap=True)
    table.add_column("outcome", no_wrap=True)
    for name in ("longest run", "8-grams", "13-grams", "fuzzy", "nearest", "spans", "rows"):
        table.add_column(name, justify="right")
    table.add_column("why")
    for one in found:
        table.add_row(*_cells(one))
    out = console()
    out.print(table)
    marks = f" ({', '.join(index.marks)})" if index.marks else ""
    out.print(f"compared with {index.name}: {len(index)} notes{marks}", markup=False)
    out.print(f"texts that fail: {figure_line(copying_share(found))}", markup=False)


def _cells(one: Scanned) -> list[str]:
    from rich.markup import escape

    from casewright.cli.figures import figure
    from casewright.cli.tables import visible

    found = one.privacy
    shares = (found.containment_8, found.containment_13, found.fuzzy_containment, found.nearest)
    return [
        escape(visible(one.id)),
        "[red]fail[/]" if one.outcome == "fail" else "[green]pass[/]",
        "–" if found.longest_run is None else str(found.longest_run),
        *(figure(share) for share in shares),
        str(len(found.spans)),
        ", ".join(str(row) for row, _ in one.sources) or "–",
        ", ".join(reason.target or reason.kind for reason in one.reasons),
    ]
