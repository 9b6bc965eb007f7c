"""``casewright decide``: what a person says of samples, now or later."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.ending import run_async
from casewright.cli.options import FILE
from casewright.cli.run_place import RunPlace, opened_run, place_of, run_argument
from casewright.errors import UsageError

if TYPE_CHECKING:
    from casewright.runs.decisions import Decided, Ruling

__all__ = ["decide"]


@click.command()
@run_argument
@click.argument("sample", required=False)
@click.argument("decision", required=False, metavar="[accept|reject|withdraw]")
@click.option("--who", help="Who decides: a name or a role.")
@click.option("--why", help="The reason, kept with the decision.")
@click.option("--file", "file", type=FILE, help="Decisions (JSONL, CSV, Parquet): id, decision, who, why.")
@click.option("--json", "as_json", is_flag=True, help="Print what became of each as JSON lines.")
def decide(sample: str | None, decision: str | None, **given: Any) -> int:
    """Accept or reject SAMPLE of RUN (a folder, or LEDGER#id), or the samples of a file; or withdraw such a decision.

    A person's word stands over the gate's and the seal's, whether the run still goes on or ended long ago. All rows of
    a file are checked before any is written. What is accepted when its order is full becomes surplus; an acceptance
    taken back makes the order short, and the run's next start fills it. Withdraw brings back what stood before any
    person decided.
    """
    rulings = _rulings(sample, decision, given)
    found = run_async(_decided(place_of(given), rulings))
    if given["as_json"]:
        for one in found:
            click.echo(json.dumps(_plain(one), ensure_ascii=False))
    else:
        _print(found)
    return 0


def _rulings(sample: str | None, decision: str | None, given: dict[str, Any]) -> Sequence[Ruling]:
    from casewright.runs.decision_file import read_rulings
    from casewright.runs.decisions import WORDS, Ruling

    if given["file"] is not None:
        if sample is not None:
            raise UsageError(f"give either a sample or --file, not both {sample!r} and {str(given['file'])!r}")
        return read_rulings(given["file"], who=given["who"], why=given["why"])
    if sample is None or decision is None:
        raise UsageError("say which sample and accept, reject or withdraw, or give --file")
    missing = next((name for name in ("who", "why") if not given[name]), None)
    if missing:
        raise UsageError(f"missing option --{missing}: a decision is kept with who made it and why")
    word: Any = decision
    if word not in WORDS:
        raise UsageError(f"unknown decision {decision!r}; allowed are {', '.join(WORDS)}")
    return (Ruling(sample, word, given["who"], given["why"]),)


async def _decided(place: RunPlace, rulings: Sequence[Ruling]) -> Sequence[Decided]:
    from casewright.runs.decisions import decide_samples

    async with opened_run(place) as (ledger, run):
        return await decide_samples(ledger, run, rulings)


def _plain(one: Decided) -> dict[str, Any]:
    said = {"id": one.ruling.sample, "decision": one.ruling.word, "who": one.ruling.who, "why": one.ruling.why}
    return {**said, "before": one.before, "outcome": one.outcome, "sequence": one.sequence}


def _print(found: Sequence[Decided]) -> None:
    for one in found:
        click.echo(f"{one.ruling.sample}: {one.before or 'undecided'} → {one.outcome}{_note(one)}")
    withdrawn = Counter(one.before == "accepted" and one.outcome != "accepted" for one in found)[True]
    if withdrawn:
        click.echo(f"{withdrawn} acceptances were withdrawn: the same generate command fills what is short now")


def _note(one: Decided) -> str:
    if one.sequence is None:
        return " (said before; nothing was appended)"
    return " (its order is full)" if one.outcome == "surplus" else ""
