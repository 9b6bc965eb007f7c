"""``casewright corpus purge``: an index is deleted."""

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
    """Delete INDEX, and whatever an interrupted writing left beside it.

    Nothing is overwritten: on solid-state disks and in snapshots that would promise too much. What makes copies and
    remains useless is to destroy the key.
    """
    from casewright.errors import UsageError
    from casewright.measures.privacy import purge as delete

    if not yes and not sys.stdin.isatty():
        raise UsageError("nobody can be asked here: purge with --yes")
    if not yes and not click.confirm(f"Delete {str(index)!r}?", err=True):
        click.echo("It stays as it is.")
        return
    gone = delete(index)
    click.echo(f"{gone} file{'s' * (gone > 1)} deleted; copies, backups and the key are yours to see to")
