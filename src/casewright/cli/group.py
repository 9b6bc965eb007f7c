"""The commands by name, each with its line of help; a command's module is imported when it is called."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

__all__ = ["COMMANDS", "LazyGroup", "casewright"]

COMMANDS = {
    "cancel": "Give up what is undecided of a run; what was accepted stays.",
    "corpus": "Keep the index of real notes that reports must not copy, and hold texts against it.",
    "decide": "Accept or reject samples as a person, now or later; exports follow.",
    "doctor": "Say which models, code tables, rubrics and optional parts can be used here.",
    "evaluate": "Judge reports that exist (JSONL, CSV or Parquet) by the same gate.",
    "export": "Write a run's reports as JSONL, CSV, Parquet or a dataset folder with its card.",
    "generate": "Write accepted reports for codes, or for the orders of a file.",
    "judge": "Examine judges, keep their certificates, and sample reports for people to label.",
    "key": "Make, list, rotate and revoke the keys of the service.",
    "measure": "Measure a set of reports: its diversity, and what it gives away of real notes.",
    "rejudge": "Judge a run again under other rubrics or critics; nothing is written again.",
    "resume": "Go on with a run that was stopped, paused or cancelled.",
    "rubric": "List, read, explain, lint, test and begin rubrics: what is asked of a report.",
    "serve": "Serve the HTTP API and the review page, with workers beside them.",
    "show": "Read a run, or one of its samples, with its evidence.",
    "status": "Say how a run stands, live from any terminal.",
    "study": "Compare writers on the same orders, with and without the loop, and say what the data is good for.",
    "worker": "Work on the runs of a ledger, from this machine or another.",
}


class LazyGroup(click.Group):
    """A group that knows its commands' names and help without importing them.

    Args:
        lazy: Line of help by command.
        place: The package whose module of a command's name holds the command, with underscores for hyphens; where
            that is the name of something built into Python (``list``), both have an underscore behind it.
    """

    def __init__(
        self, *args: Any, lazy: Mapping[str, str] = COMMANDS, place: str = "casewright.cli", **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self._lazy, self._place = lazy, place

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._lazy:
            return None
        plain = cmd_name.replace("-", "_")
        name = f"{plain}_" if hasattr(builtins, plain) else plain
        found: Any = getattr(import_module(f"{self._place}.{name}"), name)
        command: click.Command = found
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(self._lazy.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="casewright")
def casewright() -> None:
    """Write clinical reports for an ICD-10 code and let through only those shown to be fit.

    Exit codes: 0 what was asked is there; 1 our fault; 2 the call is wrong; 3 fewer than asked; 4 a model could
    not be reached or the disk is full (run again to go on); 5 a check that was asked for failed; 130 stopped.
    """
