"""What the documents say holds: links lead somewhere, commands exist, Python compiles."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = sorted(path.parent for path in (ROOT / "src/casewright").glob("*/__init__.py"))
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def documents() -> list[Path]:
    command = ["git", "ls-files", "-co", "--exclude-standard", "*.md"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603
    found = [ROOT / name for name in listed.splitlines()]
    return [path for path in found if path.is_file() and "prompts" not in path.parts]


DOCUMENTS = pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))


def blocks(path: Path, *languages: str) -> Iterator[str]:
    for language, body in FENCE.findall(path.read_text("utf-8")):
        if language in languages:
            yield body


@DOCUMENTS
def test_relative_links_lead_somewhere(path: Path) -> None:
    """A moved file takes its readers with it."""
    links = [
        link for link in LINK.findall(path.read_text("utf-8")) if "://" not in link and not link.startswith("mailto:")
    ]
    assert [link for link in links if not (path.parent / link).exists()] == []


@DOCUMENTS
def test_python_snippets_compile(path: Path) -> None:
    """Those with a bare `await` too."""
    import ast

    for body in blocks(path, "python"):
        compile(body, str(path), "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)


@DOCUMENTS
def test_commands_in_snippets_exist(path: Path) -> None:
    """With the options that the documents give them."""
    from casewright.cli.group import COMMANDS

    for body in blocks(path, "bash", "sh", "console"):
        for line in body.replace("\\\n", " ").splitlines():
            words = shlex.split(line.removeprefix("$ "), comments=True)
            if words[:1] == ["casewright"] and len(words) > 1 and not words[1].startswith("-"):
                assert words[1] in COMMANDS, line


@pytest.mark.parametrize("folder", ROOMS, ids=lambda path: path.name)
def test_every_room_says_which_file_to_open_first(folder: Path) -> None:
    """In ten lines at most."""
    lines = (folder / "README.md").read_text("utf-8").splitlines()
    assert len(lines) <= 10
