"""``casewright key revoke``."""

from __future__ import annotations

import json
from typing import Any

import click

from casewright.cli.key.options import database_of, key_options, operator
from casewright.errors import InputError

__all__ = ["revoke"]


@click.command()
@click.argument("key_id", metavar="ID")
@key_options
def revoke(key_id: str, ledger: str, *, as_json: bool) -> None:
    """Take the key ID back, with the sessions that were begun with it. A service that is running knows in 5 seconds."""
    with database_of(ledger) as database:
        from casewright.service.auditing import noted
        from casewright.service.keys import revoke_key
        from casewright.service.keys.making import key_of

        def change(connection: Any) -> bool:
            old = key_of(connection, key_id)
            if old is None:
                raise InputError("no such key; casewright key list names them")
            changed = revoke_key(connection, old.id)
            if changed:
                noted(connection, operator(old.project), "key.revoke", old.id)
            return changed

        changed = database.run_now(change)
    if as_json:
        click.echo(json.dumps({"id": key_id, "revoked": True, "before": not changed}))
        return
    click.echo(f"key {key_id} is revoked" if changed else f"key {key_id} was revoked before")
