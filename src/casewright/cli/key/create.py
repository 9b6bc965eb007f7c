"""``casewright key create``."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.key.options import database_of, key_options, operator

if TYPE_CHECKING:
    from casewright.service.keys import MadeKey

__all__ = ["create", "say_key"]


@click.command()
@click.option("--name", required=True, help="The person or program that holds it, as decisions and audit name them.")
@click.option("--role", "roles", multiple=True, required=True, help="submit, evaluate, review, privacy, rubric-admin…")
@click.option("--project", default="default", show_default=True, help="The one project that it sees.")
@click.option("--days", type=click.FloatRange(0, min_open=True), help="How long it holds.  [default: until revoked]")
@click.option("--per-minute", type=click.IntRange(1), default=600, show_default=True, help="Requests a minute.")
@click.option("--at-once", type=click.IntRange(1), default=32, show_default=True, help="Requests in flight.")
@click.option("--max-usd", "usd", type=click.FloatRange(0, min_open=True), help="Dollars that its jobs may come to.")
@click.option("--max-tokens", "tokens", type=click.IntRange(1), help="Tokens that its jobs may come to.")
@click.option("--max-calls", "calls", type=click.IntRange(1), help="Calls that its jobs may come to.")
@key_options
def create(name: str, roles: tuple[str, ...], project: str, days: float | None, ledger: str, **given: Any) -> None:
    """Make a key, and print it: it is shown this once and kept as a hash.

    Roles: submit (jobs, chat), evaluate (single reports), review (queue and pages), privacy (sees overlap figures),
    rubric-admin (rubrics, label sets, exams), admin (keys, audit, and all the others but privacy).
    """
    as_json = given.pop("as_json")
    with database_of(ledger) as database:
        from casewright.service.auditing import noted
        from casewright.service.keys import new_key, site_secret
        from casewright.service.keys.making import DAY, keep_key
        from casewright.service.principal import KeyLimits

        wanted: Any = roles
        expires = None if days is None else time.time() + days * DAY
        made = new_key(
            site_secret(ledger), name=name, project=project, roles=wanted, limits=KeyLimits(**given), expires=expires
        )

        def keep(connection: Any) -> None:
            keep_key(connection, made.row)
            noted(connection, operator(project), "key.create", made.id, name=made.row.name, roles=made.row.roles)

        database.run_now(keep)
    say_key(made, as_json=as_json)


def say_key(made: MadeKey, *, as_json: bool) -> None:
    """The key alone goes to standard output."""
    if as_json:
        from casewright.service.keys.bodies import KeyMade

        click.echo(json.dumps(KeyMade.made(made).model_dump(mode="json"), ensure_ascii=False))
        return
    row = made.row
    told = f"key {row.id} of {row.name!r} in project {row.project!r}: {', '.join(sorted(row.roles))}; shown this once:"
    click.echo(told, err=True)
    click.echo(made.key)
