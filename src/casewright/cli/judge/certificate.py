"""``casewright judge certificate``: what exams found out, and what it lets critics decide."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from casewright.cli.judge.options import certificates_option, store_of
from casewright.cli.options import FILE
from casewright.cli.tables import console

__all__ = ["certificate", "compare", "list_", "revoke", "show"]

F = TypeVar("F", bound=Callable[..., Any])


def _options(command: F) -> F:
    command = click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)
    command = click.option("--config", type=FILE, help="Settings file.")(command)
    return certificates_option(command)


@click.group()
def certificate() -> None:
    """List, read, compare and revoke certificates: ours, and those in your folder."""


@certificate.command("list")
@_options
def list_(certificates: Path | None, config: Path | None, *, as_json: bool) -> None:
    """List certificates: critic, language, grade, which families pass."""
    from casewright.cli.judge.printing import print_list
    from casewright.wire import to_json

    found = store_of(certificates, config).list()
    if as_json:
        for item in found:
            click.echo(json.dumps(to_json(item), ensure_ascii=False))
        return
    print_list(console(), found)


@certificate.command()
@click.argument("name", metavar="ID")
@_options
def show(name: str, certificates: Path | None, config: Path | None, *, as_json: bool) -> None:
    """Read the certificate ID (the beginning is enough): rates with intervals, attacks, what may decide and why."""
    from casewright.cli.judge.printing import print_certificate
    from casewright.wire import to_json

    found = store_of(certificates, config).get(name)
    if as_json:
        click.echo(json.dumps(to_json(found), ensure_ascii=False))
        return
    print_certificate(console(), found, criteria=True)


@certificate.command()
@click.argument("before", metavar="BEFORE")
@click.argument("after", metavar="AFTER")
@_options
def compare(before: str, after: str, certificates: Path | None, config: Path | None, *, as_json: bool) -> None:
    """Say what rose and fell from certificate BEFORE to AFTER, and which criteria may decide now or no more."""
    from casewright.cli.judge.printing import print_comparison
    from casewright.wire import to_json

    found = store_of(certificates, config).compare(before, after)
    if as_json:
        click.echo(json.dumps(to_json(found), ensure_ascii=False))
        return
    print_comparison(console(), found)


@certificate.command()
@click.argument("name", metavar="ID")
@click.option("--why", required=True, help="The reason; it is kept in the certificate.")
@certificates_option
@click.option("--config", type=FILE, help="Settings file.")
def revoke(name: str, why: str, certificates: Path | None, config: Path | None) -> None:
    """Revoke the certificate ID: it speaks for its critic no more. One of ours is revoked by a copy in your folder."""
    store = store_of(certificates, config)
    found = store.revoke(name, why)
    click.echo(f"revoked {found.id} ({found.critic}, {found.language}): {found.revoked}")
    click.echo(f"written to {store.folder / f'{found.id}.json'}")
