"""Options that the commands about rubrics share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from casewright.cli.options import FILE

__all__ = ["code_in", "config_option", "json_option", "kind_option", "system_option"]

F = TypeVar("F", bound=Callable[..., Any])


def system_option(command: F) -> F:
    """``--system``."""
    return click.option("--system", default="icd10-who-2019", show_default=True, help="Code table.")(command)


def kind_option(command: F) -> F:
    """``--kind``."""
    return click.option("--kind", default="intake", show_default=True, help="Kind of document.")(command)


def json_option(command: F) -> F:
    """``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def config_option(command: F) -> F:
    """``--config``."""
    return click.option("--config", type=FILE, help="Settings file.")(command)


def code_in(system: str, code: str) -> str:
    """The code in the table's own spelling.

    Raises:
        UnknownCodeError: the table has no such code.
    """
    from casewright.icd10 import table

    return table(system).normalise(code)
