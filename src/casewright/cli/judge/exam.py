"""``casewright judge exam``: a critic sits, and its certificate says what it may decide."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.ending import run_async
from casewright.cli.fetching import announcer
from casewright.cli.judge.budget import BudgetType
from casewright.cli.judge.options import certificates_option, store_in
from casewright.cli.options import FILE, FOLDER, overlay_option
from casewright.cli.tables import console

if TYPE_CHECKING:
    from casewright.certificates import Certificate
    from casewright.cli.judge.material import Material
    from casewright.exams.planning import Planned
    from casewright.exams.seat import Seat
    from casewright.types import Language

__all__ = ["exam"]

FACTS, GATE = "facts", "gate"


@click.command()
@click.option(
    "--judge", "judge", required=True, metavar="MODEL|rules|facts|gate", help="Who sits; also a jury of settings."
)
@click.option("--labels", type=FILE, multiple=True, help="What people answered (JSONL, CSV, XLSX).")
@click.option("--key", type=FILE, help="Key of the blinded sheet that the labels are.")
@click.option("--assume-current", is_flag=True, help="Take labels without a criterion hash for today's wording.")
@click.option("--codes", multiple=True, metavar="CODE,…", help="Only reports of these codes.")
@click.option("--language", type=click.Choice(["en", "es", "both"]), default="both", show_default=True)
@click.option("--bases", type=click.Choice(["goldens", "composed", "both"]), default="both", show_default=True)
@click.option("--composed", type=click.IntRange(0), help="Composed base texts in two languages.  [default: 92]")
@click.option("--budget", type=BudgetType(), help="Most it may take; criteria that don't fit advise.")
@click.option("--attacks", type=click.IntRange(0), default=75, show_default=True, help="Attacked reports a language.")
@certificates_option
@overlay_option
@click.option("--run", "folder", type=FOLDER, help="Folder that keeps paid calls.  [default: runs/exam-…]")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Of every draw.")
@click.option("--yes", is_flag=True, help="Don't ask before calls are paid.")
@click.option("--json", "as_json", is_flag=True, help="Print certificates as JSON lines.")
@click.option("--config", type=FILE, help="Settings file.")
def exam(**given: Any) -> int:
    """Examine a judge on planted defects, harmless edits and people's labels.

    Cost and time are said first. A stopped exam goes on with the same command: no answer is paid twice. One
    certificate a language is written to the folder.
    """
    from casewright.cli.judge.material import material_of
    from casewright.exams.seat import Seat
    from casewright.settings import load_settings

    settings = load_settings(given["config"])
    material = material_of(given, settings)
    store = store_in(given["certificates"], settings)
    seat = Seat.of(given["judge"], settings, given["folder"], announcer(quiet=given["as_json"]))
    for certificate in _examined(seat, material, store.list(), given):
        _show(certificate, store.put(certificate), as_json=given["as_json"])
    return 0


def _examined(seat: Seat, material: Material, known: Sequence[Certificate], given: dict[str, Any]) -> list[Certificate]:
    if seat.judge == FACTS:
        return _facts(material, given)
    if seat.judge != GATE:
        return _judge(seat, material, given)
    from casewright.cli.judge.whole_gate import sit_gate

    quiet, seed = given["as_json"], given["seed"]
    sitting = sit_gate(
        seat.settings,
        material,
        known,
        seat.folder,
        seed=seed,
        issued=_today(),
        report=seat.report,
        quiet=quiet,
    )
    return run_async(sitting)


def _judge(seat: Seat, material: Material, given: dict[str, Any]) -> list[Certificate]:
    plans = run_async(_planned(seat, material, given))
    _announce(plans, quiet=given["as_json"])
    if any(made.plan.needs.calls for made in plans.values()) and not given["yes"] and sys.stdin.isatty():
        click.confirm("Go on?", abort=True, err=True)
    return run_async(_sat(seat, material, plans, given))


async def _planned(seat: Seat, material: Material, given: dict[str, Any]) -> dict[Language, Planned]:
    """In a loop of its own: nobody can be asked inside one."""
    from casewright.exams.planning import plan_language

    async with seat.taken() as (critic, _):
        asked = [language for language in material.languages if material.has(language)]
        return {
            language: await plan_language(
                critic,
                language,
                bases=material.bases,
                labels=material.labels,
                resolve=material.resolve,
                attacks=given["attacks"],
                budget=given["budget"],
                seed=given["seed"],
            )
            for language in asked
        }


def _announce(plans: dict[Language, Planned], *, quiet: bool) -> None:
    from casewright.cli.judge.forecast import told_plan

    for language, made in plans.items():
        for line in () if quiet else told_plan(made.plan, made.attacks.asked):
            click.echo(f"{language}: {line}", err=True)


async def _sat(
    seat: Seat, material: Material, plans: dict[Language, Planned], given: dict[str, Any]
) -> list[Certificate]:
    from casewright.cli.judge.forecast import stepping
    from casewright.exams.examining import examine

    found, seed, quiet = [], given["seed"], given["as_json"]
    async with seat.taken() as (critic, undefended):
        for language, made in plans.items():
            with stepping(f"attacks on {seat.judge} in {language}", quiet=quiet) as progress:
                attacks = await made.attacks.run(critic, undefended, material.bases, language, seed, progress)
            with stepping(f"{seat.judge} in {language}", quiet=quiet) as progress:
                certificate = await examine(
                    critic,
                    language=language,
                    bases=material.bases,
                    labels=material.labels,
                    attacks=attacks,
                    plan=made.plan,
                    seed=seed,
                    progress=progress,
                    issued=_today(),
                    resolve=material.resolve,
                )
            found.append(certificate)
    return found


def _facts(material: Material, given: dict[str, Any]) -> list[Certificate]:
    """Code that reads a text against its case: people's reports have none."""
    from casewright.cli.judge.forecast import stepping
    from casewright.exams.examining import examine_facts

    found = []
    for language in material.languages:
        with stepping(f"facts in {language}", quiet=given["as_json"]) as progress:
            found.append(
                examine_facts(
                    language=language, bases=material.bases, seed=given["seed"], progress=progress, issued=_today()
                )
            )
    return found


def _show(certificate: Certificate, path: Path, *, as_json: bool) -> None:
    from casewright.cli.judge.printing import print_certificate
    from casewright.wire import to_json

    if as_json:
        click.echo(json.dumps(to_json(certificate), ensure_ascii=False))
        return
    print_certificate(console(), certificate)
    click.echo(f"certificate: {path}\n")


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
