"""Options that the commands about rubrics share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from casewright.cli.options import FILE, FOLDER

if TYPE_CHECKING:
    from casewright.settings import Settings

__all__ = ["code_in", "config_option", "json_option", "kind_option", "overlays_of", "rubrics_option", "system_option"]

F = TypeVar("F", bound=Callable[..., Any])


def system_option(command: F) -> F:
    """``--system``."""
    return click.option("--system", default="icd10-who-2019", show_default=True, help="Code table.")(command)


def rubrics_option(command: F) -> F:
    """``--rubrics DIR``, as often as there are folders."""
    told = "Folder of rubrics that overlay ours.  [default: those of the settings]"
    return click.option("--rubrics", type=FOLDER, multiple=True, help=told)(command)


def kind_option(command: F) -> F:
    """``--kind``."""
    return click.option("--kind", default="intake", show_default=True, help="Kind of document.")(command)


def json_option(command: F) -> F:
    """``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def config_option(command: F) -> F:
    """``--config``."""
    return click.option("--config", type=FILE, help="Settings file.")(command)


def overlays_of(given: dict[str, Any], settings: Settings) -> tuple[Path, ...]:
    """The folders of the command line, or those of the settings."""
    return tuple(given["rubrics"] or settings.rubrics)


def code_in(system: str, code: str) -> str:
    """The code in the table's own spelling.

    Raises:
        UnknownCodeError: the table has no such code.
    """
    from casewright.icd10 import table

    return table(system).normalise(code)
