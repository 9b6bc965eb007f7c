"""``casewright key rotate``."""

from __future__ import annotations

from typing import Any

import click

from casewright.cli.key.create import say_key
from casewright.cli.key.options import database_of, key_options, operator
from casewright.errors import InputError

__all__ = ["rotate"]

HOUR = 3600.0


@click.command()
@click.argument("key_id", metavar="ID")
@click.option("--overlap", type=click.FloatRange(0, 720), default=24.0, show_default=True, metavar="HOURS",
              help="How long the old key opens beside the new one.")  # fmt: skip
@key_options
def rotate(key_id: str, overlap: float, ledger: str, *, as_json: bool) -> None:
    """Make a new key for the key ID: same owner, project, roles, limits and lifetime; jobs and budget go on with it."""
    with database_of(ledger) as database:
        from casewright.service.auditing import noted
        from casewright.service.keys import rotate_key, site_secret
        from casewright.service.keys.making import key_of

        secret = site_secret(ledger)

        def change(connection: Any) -> Any:
            old = key_of(connection, key_id)
            if old is None:
                raise InputError("no such key; casewright key list names them")
            made = rotate_key(connection, secret, old, overlap=overlap * HOUR)
            noted(connection, operator(old.project), "key.rotate", old.id, by=made.id, overlap_seconds=overlap * HOUR)
            return made

        made = database.run_now(change)
    say_key(made, as_json=as_json)
