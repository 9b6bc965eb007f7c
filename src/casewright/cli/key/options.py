"""What the commands of keys share: where the keys are, and who is at work."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from casewright.cli.options import service_ledger_option
from casewright.errors import UsageError

if TYPE_CHECKING:
    from casewright.service.principal import Principal
    from casewright.service.store import Database

__all__ = ["database_of", "key_options", "operator"]

F = TypeVar("F", bound=Callable[..., Any])


def key_options(command: F) -> F:
    """``--ledger`` and ``--json``."""
    command = click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)
    return service_ledger_option(command)


@contextmanager
def database_of(ledger: str) -> Iterator[Database]:
    """The service's database.

    Raises:
        UsageError: an optional package is missing.
        StorageError: the database can't be used now.
    """
    try:
        from casewright.service.store import Database
    except ImportError as error:
        raise UsageError(f"keys need an optional package ({error}): pip install 'casewright[service]'") from error
    database = Database.beside(ledger)
    try:
        yield database
    finally:
        database.close()


def operator(project: str) -> Principal:
    """Whoever sits at this machine, as the audit names them."""
    from casewright.service.principal import Principal

    return Principal("operator", getpass.getuser(), project, frozenset())
