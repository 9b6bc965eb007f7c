"""``casewright key list``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from casewright.cli.key.options import database_of, key_options

if TYPE_CHECKING:
    from casewright.service.keys.bodies import KeyShown

__all__ = ["list_"]

MOST = 10_000


@click.command("list")
@click.option("--project", help="Of one project only.")
@click.option("--all", "everything", is_flag=True, help="With those that were revoked or are past their time.")
@key_options
def list_(project: str | None, ledger: str, *, everything: bool, as_json: bool) -> None:
    """List keys, the latest first. What opens is not kept, so it can't be listed."""
    with database_of(ledger) as database:
        from casewright.service.keys.bodies import KeyShown
        from casewright.service.keys.listing import list_keys

        rows = database.read_now(lambda connection: list_keys(connection, project, limit=MOST))
        found = [shown for row in rows if (shown := KeyShown.of(row)).state == "open" or everything]
    if as_json:
        for one in found:
            click.echo(json.dumps(one.model_dump(mode="json"), ensure_ascii=False))
        return
    _print(found)


def _print(found: list[KeyShown]) -> None:
    from rich.markup import escape
    from rich.table import Table

    from casewright.cli.tables import console, visible

    table = Table(box=None, pad_edge=False)
    for name in ("key", "who", "project", "roles", "state", "until"):
        table.add_column(name, no_wrap=name == "key")
    for one in found:
        until = "–" if one.expires is None else f"{one.expires:%Y-%m-%d %H:%M}"
        table.add_row(one.id, escape(visible(one.name)), one.project, ", ".join(one.roles), one.state, until)
    console().print(table if found else "no key; casewright key create makes one")
