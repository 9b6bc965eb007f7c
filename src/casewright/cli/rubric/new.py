"""``casewright rubric new``: a file to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from casewright.cli.options import FOLDER
from casewright.cli.rubric.options import code_in, system_option

__all__ = ["new"]


@click.command()
@click.argument("code", metavar="CODE")
@system_option
@click.option("--out", type=FOLDER, default=Path("rubrics"), show_default=True, help="Folder of the file.")
@click.option("--basis", default="cddg", show_default=True, help="The text it rests on: tabular, cddg, dcr, guideline.")
def new(code: str, system: str, out: Path, basis: str) -> None:
    """Begin a rubric for CODE: criteria and goldens to fill in, the table's notes and siblings as comments.

    What is left to write says TODO, and 'casewright rubric lint' names each place. Nothing is overwritten.
    """
    from casewright.errors import UnknownNameError, UsageError
    from casewright.rubrics.scaffold import scaffold
    from casewright.rubrics.schema import Basis

    if basis not in get_args(Basis):
        raise UnknownNameError("basis", basis, get_args(Basis))
    path = out / f"{code_in(system, code)}.yaml"
    if path.exists():
        raise UsageError(f"{str(path)!r} exists; nothing is overwritten: remove it, or give another folder with --out")
    _write(path, scaffold(code, system=system, basis=basis))  # type: ignore[arg-type]
    click.echo(f"written to {path}")
    click.echo(f"what is left to write: casewright rubric lint {path}")


def _write(path: Path, text: str) -> None:
    from casewright.errors import UsageError

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"can't write {str(path)!r}: {error.strerror}") from error
