"""Help is quick and complete."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

from casewright.cli.group import COMMANDS

HEAVY = ("langgraph", "litellm", "torch", "pydantic", "numpy", "scipy", "spacy", "textstat", "aiohttp", "yaml", "re2")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_help(run: Any, command: str) -> None:
    """Usage, what it does, and every option with words beside it."""
    ended = run(*command.split(), "--help")
    assert ended.code == 0
    assert "Usage: casewright" in ended.out
    if not command:
        assert all(name in ended.out and line in " ".join(ended.out.split()) for name, line in COMMANDS.items())


def test_help_imports_nothing_heavy() -> None:
    """So that it answers at once."""
    script = (
        "import sys; from casewright.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print('IMPORTED', *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=os.environ)  # noqa: S603 - our own interpreter
    imported = {name.partition(".")[0] for name in done.stdout.rpartition("IMPORTED")[2].split()}
    assert imported.isdisjoint(HEAVY)
    assert "Usage: casewright" in done.stdout


def test_version(run: Any) -> None:
    """The installed one."""
    assert "casewright, version 0." in run("--version").out
