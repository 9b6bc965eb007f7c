"""``casewright rubric explain``: where each question comes from, and who may decide it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.options import FOLDER, lay_over, overlay_option
from casewright.cli.rubric.options import (
    code_in,
    config_option,
    json_option,
    kind_option,
    system_option,
)

if TYPE_CHECKING:
    from casewright.certificates import Certificate
    from casewright.rubrics.explaining import Explanation
    from casewright.settings import Settings

__all__ = ["explain"]


@click.command()
@click.argument("code", metavar="CODE")
@kind_option
@system_option
@overlay_option
@click.option("--certificates", type=FOLDER, help="Folder of your certificates.  [default: that of the settings]")
@config_option
@json_option
def explain(**given: Any) -> None:
    """Say of each question of CODE which file and version it comes from, what it replaced, what was disabled and by
    which rubric, and for which critics an exam lets it decide.
    """
    from casewright.settings import load_settings

    settings = load_settings(given["config"])
    found = _explained(given, settings)
    if given["as_json"]:
        from casewright.wire import to_json

        click.echo(json.dumps({"hash": found.rubric.hash, **to_json(found)}, ensure_ascii=False))
        return
    from casewright.cli.rubric.explained import print_explanation
    from casewright.cli.tables import console

    print_explanation(console(), found)


def _explained(given: dict[str, Any], settings: Settings) -> Explanation:
    from casewright.agents.rules_critic import RulesCritic
    from casewright.rubrics.explaining import explain

    overlays, rules = lay_over(given["rubrics"], settings), RulesCritic()
    return explain(
        code_in(given["system"], given["code"]),
        kind=given["kind"],
        system=given["system"],
        overlays=overlays,
        certificates=_certificates(given, settings),
        fingerprints={rules.name: rules.fingerprint},
    )


def _certificates(given: dict[str, Any], settings: Settings) -> tuple[Certificate, ...]:
    from casewright.certificates import read_certificates

    own = given["certificates"] or settings.certificates
    return read_certificates([own] if own is not None else [])
