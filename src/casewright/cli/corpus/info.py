"""``casewright corpus info``: what an index holds."""

from __future__ import annotations

import json
from pathlib import Path

import click

from casewright.cli.corpus.options import key_option
from casewright.cli.options import FILE

__all__ = ["info"]


@click.command()
@click.argument("index", type=FILE)
@click.option("--check", is_flag=True, help="Check the whole file under its key: not cut, not changed.")
@key_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def info(index: Path, key_env: str | None, *, check: bool, as_json: bool) -> None:
    """Say what INDEX holds: counts, size, marks, limits. No key is needed, unless it is to be checked."""
    from casewright.cli.corpus.printing import print_info
    from casewright.measures.privacy import describe_index
    from casewright.runs.reference import corpus_key
    from casewright.wire import to_json

    found = describe_index(index, corpus_key(key_env) if check or key_env is not None else None)
    if as_json:
        click.echo(json.dumps({"file": str(index), **to_json(found)}, ensure_ascii=False))
        return
    print_info(index, found)
