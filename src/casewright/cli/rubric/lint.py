"""``casewright rubric lint``: everything wrong at once, by rule, line and column."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from casewright.rubrics.lint import LintFinding

__all__ = ["lint"]


@click.command()
@click.argument("paths", metavar="[PATH]…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True)
def lint(paths: tuple[Path, ...], form: str) -> int:
    """Name everything that is wrong with rubric and term files, overlay folders, or without PATH with ours.

    Exits with 5 if there is an error; warnings alone don't fail. Every rule, with its fix: docs/rubric-lint.md.
    """
    from casewright.cli.ending import FAILED_CHECK
    from casewright.rubrics.lint_paths import lint_paths

    findings = lint_paths(paths)
    click.echo(_told(findings, form))
    return FAILED_CHECK if any(item.level == "error" for item in findings) else 0


def _told(findings: Sequence[LintFinding], form: str) -> str:
    if form == "sarif":
        from casewright.cli.rubric.sarif import sarif

        return json.dumps(sarif(findings), ensure_ascii=False, indent=2)
    if form == "json":
        from casewright.wire import to_json

        listed: list[Any] = [to_json(item) for item in findings]
        return json.dumps(listed, ensure_ascii=False)
    from casewright.cli.tables import visible

    return "\n".join([*(visible(str(item)) for item in findings), _summary(findings)])


def _summary(findings: Sequence[LintFinding]) -> str:
    errors = sum(item.level == "error" for item in findings)
    files = len({item.source for item in findings})
    return f"{errors} errors, {len(findings) - errors} warnings" + (f" in {files} files" if files else "")
