"""``casewright rubric sheet``: a rubric as a table for clinicians, there and back, and a page to sign."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.options import FILE, lay_over, overlay_option
from casewright.cli.rubric.options import config_option, system_option

if TYPE_CHECKING:
    from casewright.rubrics.named import NamedRubric
    from casewright.rubrics.sheets import TakenBack

__all__ = ["sheet"]


@click.command()
@click.argument("named", metavar="[CODE|FILE.yaml]", required=False)
@click.option("--out", type=click.Path(path_type=Path), help="FILE.csv or .xlsx (--print: .html); --read: a folder.")
@click.option("--print", "page", is_flag=True, help="A page to print and sign, as HTML, instead of a table.")
@click.option("--read", "edited", type=FILE, help="Take an edited sheet back.")
@click.option("--into", type=FILE, help="With --read: the rubric file to change.")
@system_option
@overlay_option
@config_option
def sheet(**given: Any) -> None:
    """Write the rubric of CODE (or a file) as a table: a row a criterion, both languages side by side. Without --out
    as CSV on standard output.

    With --read a table comes back as a rubric file: into the folder --out, over the file --into, or on standard output.
    The column 'change' says which edits are editorial and keep their labels; a version is proposed from all changes.
    Whatever is wrong is named by cell and rule, and then nothing is written. Rules with fixes: docs/rubric-lint.md.
    """
    from casewright.errors import UsageError
    from casewright.settings import load_settings

    if (given["edited"] is None) == (given["named"] is None):
        raise UsageError("name a CODE or rubric file to write a sheet of, or --read FILE to take one back")
    if given["edited"] is None and given["into"] is not None:
        raise UsageError("--into goes with --read")
    overlays = lay_over(given["rubrics"], load_settings(given["config"]))
    if given["edited"] is None:
        _write_sheet(given, overlays)
    else:
        _read_back(given, overlays)


def _write_sheet(given: dict[str, Any], overlays: tuple[Path, ...]) -> None:
    from casewright.rubrics.named import named_rubric
    from casewright.rubrics.sheets import sheet_bytes, signing_page, suffix_of

    rubric, out = named_rubric(given["named"], system=given["system"], overlays=overlays), given["out"]
    made = signing_page(rubric).encode() if given["page"] else sheet_bytes(rubric, suffix_of(out) if out else ".csv")
    if out is None:
        sys.stdout.buffer.write(made)
        return
    _put(out, made)
    click.echo(f"written to {out}")


def _read_back(given: dict[str, Any], overlays: tuple[Path, ...]) -> None:
    from casewright.errors import UsageError
    from casewright.rubrics.places import split_id
    from casewright.rubrics.sheets import take_back

    out, into = given["out"], given["into"]
    if out is not None and into is not None:
        raise UsageError("--out and --into exclude one another")
    found = take_back(given["edited"], _finder(into, overlays))
    path = into if out is None else out / f"{split_id(found.file.id)[1]}.yaml"
    if path is not None and path != into and path.exists():
        raise UsageError(f"{str(path)!r} exists; nothing is overwritten: give --into {path} to change that file")
    if path is None:
        click.echo(found.text, nl=False)
    else:
        _put(path, found.text.encode())
    _tell(found, path)


def _finder(into: Path | None, overlays: tuple[Path, ...]) -> Any:
    """Where the rubric is that a sheet was made from: the file to be changed, if there is one."""
    from casewright.errors import UsageError
    from casewright.rubrics.named import named_rubric

    def find(place: str) -> NamedRubric:
        if into is None or not into.exists():
            return named_rubric(place, overlays=overlays)
        found = named_rubric(str(into), overlays=overlays)
        if found.file.id != place:
            raise UsageError(f"the sheet is of {place!r}, and {str(into)!r} holds {found.file.id!r}")
        return found

    return find


def _tell(found: TakenBack, path: Path | None) -> None:
    from casewright.cli.rubric.diffed import diff_lines

    aside = path is None
    if path is not None:
        click.echo(f"written to {path}")
    for line in diff_lines(found.diff):
        click.echo(line, err=aside)
    for note in found.notes:
        click.echo(f"note: {note}", err=aside)
    if path is not None:
        click.echo(f"next: casewright rubric lint {path}; casewright rubric test {path}")


def _put(path: Path, made: bytes) -> None:
    from casewright.errors import UsageError
    from casewright.exams.replacing import replace_file

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"can't write {str(path)!r}: {error.strerror}") from error
    replace_file(path, made)
