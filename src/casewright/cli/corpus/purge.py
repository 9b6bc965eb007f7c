"""``casewright corpus purge``: an index is overwritten and removed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from casewright.cli.options import FILE

__all__ = ["purge"]


@click.command()
@click.argument("index", type=FILE)
@click.option("--yes", is_flag=True, help="Don't ask.")
def purge(index: Path, *, yes: bool) -> None:
    """Overwrite and remove INDEX, with whatever an interrupted writing left beside it.

    Copies, backups, snapshots of the disk and the key are yours to see to.
    """
    from casewright.errors import UsageError
    from casewright.measures.privacy import describe_index
    from casewright.measures.privacy import purge as remove

    info = describe_index(index)
    if not yes and not sys.stdin.isatty():
        raise UsageError("nobody can be asked here: purge with --yes")
    if not yes and not click.confirm(f"Remove {str(index)!r} ({info.notes:,} notes)?", err=True):
        click.echo("It stays as it is.")
        return
    remove(index)
    click.echo(f"{str(index)!r} is removed; copies, backups and the key are yours to see to")
