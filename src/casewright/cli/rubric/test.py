"""``casewright rubric test``: goldens against the rules, a model, or a jury."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.options import FOLDER, lay_over, overlay_option
from casewright.cli.rubric.options import config_option, json_option

if TYPE_CHECKING:
    from casewright.exams.rubric_goldens import GoldenAnswer
    from casewright.rubrics.goldens import GoldenCase
    from casewright.settings import Settings

__all__ = ["test"]

RULES = "rules"


@click.command()
@click.argument("paths", metavar="[PATH]…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--code", help="Only rubrics of this place of the table or below it.")
@click.option("--critic", default=RULES, show_default=True, metavar="rules|MODEL|JURY", help="Who answers.")
@click.option("--run", "folder", type=FOLDER, help="Folder that keeps paid calls.  [default: runs/rubric-test-…]")
@click.option("--yes", is_flag=True, help="Don't ask before calls are paid.")
@overlay_option
@config_option
@json_option
def test(**given: Any) -> int:
    """Put the goldens of rubric files or overlay folders (without PATH: all there are) to a critic.

    Prints false accepts and false rejects with n and interval, and each failing answer with its line. Goldens that
    still say TODO are left out. Exits with 5 if an answer failed, or nothing was tested.
    """
    from casewright.cli.ending import FAILED_CHECK, run_async
    from casewright.cli.rubric.tested import as_json, print_answers
    from casewright.cli.tables import console
    from casewright.settings import load_settings

    settings = load_settings(given["config"])
    cases = _cases(given, lay_over(_folders(given, settings)))
    ready = [case for case in cases if not case.unfinished]
    if given["critic"] != RULES:
        _announce(given, settings, ready)
    answers = run_async(_asked(given, settings, ready))
    if given["as_json"]:
        click.echo(json.dumps(as_json(given["critic"], answers, len(cases) - len(ready)), ensure_ascii=False))
    else:
        print_answers(console(), given["critic"], answers, len(cases) - len(ready))
    return 0 if answers and all(one.holds for one in answers) else FAILED_CHECK


def _folders(given: dict[str, Any], settings: Settings) -> tuple[Path, ...]:
    from casewright.rubrics.lint_paths import folders_of

    return tuple(dict.fromkeys([*(given["rubrics"] or settings.rubrics), *folders_of(given["paths"])]))


def _cases(given: dict[str, Any], folders: Sequence[Path]) -> list[GoldenCase]:
    from casewright.rubrics.goldens import golden_cases
    from casewright.rubrics.lint_paths import lies_in

    paths, code = given["paths"], given["code"]

    def wanted(place: str, source: str) -> bool:
        return (not paths or lies_in(source, paths)) and (code is None or _stands_at(place, code))

    return list(golden_cases(folders, wanted))


def _stands_at(place: str, code: str) -> bool:
    from casewright.rubrics.places import TableTree, split_id

    return code.upper() in {split_id(name)[1] for name in (place, *TableTree().ancestors(place))}


def _announce(given: dict[str, Any], settings: Settings, cases: Sequence[GoldenCase]) -> None:
    from casewright.cli.rubric.calls import most_calls

    calls = most_calls(given["critic"], settings.judging, cases)
    questions = sum(len(case.rubric.criteria) for case in cases)
    click.echo(f"{given['critic']}: {questions} questions about {len(cases)} texts, at most {calls} calls", err=True)
    if calls and not given["yes"] and sys.stdin.isatty():
        click.confirm("Go on?", abort=True, err=True)


async def _asked(given: dict[str, Any], settings: Settings, cases: Sequence[GoldenCase]) -> tuple[GoldenAnswer, ...]:
    from casewright.cli.judge.forecast import stepping
    from casewright.exams.rubric_goldens import ask_goldens

    name, quiet = given["critic"], given["as_json"]
    if name == RULES:
        from casewright.agents.rules_critic import RulesCritic

        return await ask_goldens(RulesCritic(), cases)
    from casewright.cli.fetching import announcer
    from casewright.exams.seat import Seat
    from casewright.hashing import content_hash

    folder = given["folder"] or Path("runs") / f"rubric-test-{content_hash(name, 8)}"
    with stepping(f"goldens by {name}", quiet=quiet) as progress:
        async with Seat.of(name, settings, folder, announcer(quiet=quiet)).taken() as (critic, _):
            return await ask_goldens(critic, cases, progress)
