"""``casewright rubric diff``: what sets two rubrics or two folders apart, and what a run would become."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.options import FOLDER
from casewright.cli.rubric.options import config_option, json_option, system_option

if TYPE_CHECKING:
    from casewright.cli.rubric.run_decisions import Decisions

__all__ = ["diff"]

OURS = "ours"


@click.command()
@click.argument("before", metavar="[A]", required=False)
@click.argument("after", metavar="B", required=False)
@click.option("--run", "run", metavar="RUN", help="Also which decisions of RUN (a folder, or LEDGER#id) would change.")
@click.option("--critic", "critics", multiple=True, help="With --run: a judge beside the rules.")
@click.option("--certificates", type=FOLDER, help="With --run: folder of certificates that let critics decide.")
@system_option
@config_option
@json_option
def diff(**given: Any) -> None:
    """Compare A and B: each a code or rubric id of ours, a rubric file, a folder that lies over ours, or 'ours'.

    Names criteria added, removed and changed, vetoes gained and lost, whether labels and certificates still hold, and
    whether the version rose as far as that asks. With --run it judges the stored reports again under B, and under A,
    or without A holds them against what was decided; nothing is written.
    """
    from casewright.cli.rubric.diffed import diff_json, diff_lines, folder_json, folder_lines
    from casewright.rubrics.comparing_folders import FolderDiff

    before, after = _places(given)
    found = None if before is None else _compared(before, after, given["system"])
    if isinstance(found, FolderDiff):
        told, lines = folder_json(found), list(folder_lines(found))
    else:
        told, lines = (diff_json(found), list(diff_lines(found))) if found else ({}, [])
    decisions = _decided(given, before, after) if given["run"] else None
    if given["as_json"]:
        _print_json(told, decisions)
    else:
        _print(lines, decisions)


def _places(given: dict[str, Any]) -> tuple[str | None, str]:
    from casewright.errors import UsageError

    before, after = given["before"], given["after"]
    if after is None:
        if before is None or not given["run"]:
            raise UsageError("name two to compare, A and B; B alone goes with --run")
        return None, before
    return before, after


def _compared(before: str, after: str, system: str) -> Any:
    """Of two sets each rubric; of one and a set, that one in the set; of two rubrics these."""
    from casewright.rubrics.comparing import compare
    from casewright.rubrics.comparing_folders import compare_folders
    from casewright.rubrics.named import library_under, named_rubric, rubric_in

    if _is_set(before) and _is_set(after):
        return compare_folders(_folders(before), _folders(after))
    known = next(named_rubric(name, system=system) for name in (before, after) if not _is_set(name)).file.id
    sides = []
    for name in (before, after):
        folders = _folders(name)
        side = rubric_in(library_under(folders), known, folders) if _is_set(name) else named_rubric(name, system=system)
        sides.append((side.file, side.whole()))
    return compare(*sides)


def _is_set(name: str) -> bool:
    return name == OURS or Path(name).is_dir()


def _folders(name: str) -> tuple[Path, ...]:
    """The folders that lie over ours where this is judged."""
    from casewright.rubrics.lint_paths import folders_of

    if name == OURS or not Path(name).exists():
        return ()
    return folders_of([Path(name)])


def _decided(given: dict[str, Any], before: str | None, after: str) -> Decisions:
    from casewright.cli.rubric.run_decisions import decisions

    sides = None if before is None else _folders(before)
    return decisions(given, sides, _folders(after))


def _print(lines: list[str], decisions: Decisions | None) -> None:
    from casewright.cli.rubric.run_decisions import decision_lines
    from casewright.cli.tables import visible

    for line in (*lines, *(decision_lines(decisions) if decisions else ())):
        click.echo(visible(line))


def _print_json(told: dict[str, Any], decisions: Decisions | None) -> None:
    from casewright.wire import to_json

    more = {"run": to_json(decisions)} if decisions else {}
    click.echo(json.dumps({**told, **more}, ensure_ascii=False))
