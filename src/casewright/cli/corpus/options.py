"""Options that the commands about a corpus share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

__all__ = ["key_option", "notes_options"]

F = TypeVar("F", bound=Callable[..., Any])


def key_option(command: F) -> F:
    """``--key-env``."""
    told = "Environment variable with the key, of 16 characters or more; by default a key of your own."
    return click.option("--key-env", metavar="VAR", help=told)(command)


def notes_options(command: F) -> F:
    """``--patient`` and ``--text``: how a file of notes is read."""
    options = (
        click.option("--patient", "patient_field", metavar="FIELD", help="Field that names the patient."),
        click.option("--text", "text_field", metavar="FIELD", default="text", show_default=True, help="Field of text."),
    )
    for option in reversed(options):
        command = option(command)
    return command
