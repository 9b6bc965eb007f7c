"""A sample laid out for a reader: the report with its evidence marked, facts, criteria with votes, measures."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from casewright.cli.figures import figure
from casewright.cli.tables import visible
from casewright.types import Attempt, CriterionResult, Record, Vote
from casewright.wire import from_json, to_json

__all__ = ["print_sample"]

VERDICTS = {"met": "green", "unmet": "red", "undetermined": "yellow", "not_applicable": "dim"}


def print_sample(console: Console, record: Record) -> None:
    """Everything that is known about a sample, from the decision down to what changed between attempts."""
    record = from_json(Record, _tamed(to_json(record)))
    _head(console, record)
    console.print(Rule("report", align="left"))
    console.print(_marked(record))
    _facts(console, record)
    _criteria(console, record)
    _seal(console, record)
    _measures(console, record)
    _changes(console, record)


def _tamed(value: Any) -> Any:
    """Plain JSON without control characters in any of its words; offsets stay."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list):
        return [_tamed(item) for item in value]
    return {key: _tamed(item) for key, item in value.items()} if isinstance(value, dict) else value


def _head(console: Console, record: Record) -> None:
    decision = record.decision
    told = f"  {record.code} {record.title}  ({record.kind}, {record.language})"
    console.print(Text.assemble((record.id, "bold"), told))
    console.print(
        f"{decision.outcome} by {decision.by}, judging {decision.judging}; "
        f"gated by {', '.join(record.gated_by) or 'nobody: all advise'}"
    )
    console.print(f"{', '.join(record.marks)}; certificates: {', '.join(record.certificates) or 'none'}")
    for reason in decision.reasons:
        console.print(Text(f"  {reason.kind}: {reason.message}"))


def _marked(record: Record) -> Text:
    """The report with quotations underlined, missing evidence left plain, added content and copies in colour."""
    text = Text(record.text or "(no draft)")
    for result in record.fidelity.criteria if record.fidelity else ():
        for vote in result.votes:
            for quote in vote.quotes:
                text.stylize("underline", quote.start, quote.end)
    for added in record.facts.added if record.facts else ():
        text.stylize("bold magenta", added.start, added.end)
    for span in record.privacy.spans if record.privacy else ():
        text.stylize("reverse", span.start, span.end)
    return text


def _facts(console: Console, record: Record) -> None:
    if record.facts is None or record.case is None:
        return
    console.print(Rule("facts", align="left"))
    known = {fact.id: fact for fact in record.case.facts}
    for item in record.facts.items:
        fact = known[item.id]
        said = f"{fact.concept} ({fact.status}, {fact.subject}, {fact.time}, {fact.source})"
        style = "green" if item.state == "told" else "red"
        console.print(Text.assemble((f"{item.state:13}", style), f" {item.id:6} {said}  {item.message}"))
    for added in record.facts.added:
        console.print(Text.assemble(("added        ", "magenta"), f" {added.kind}: {added.message}"))


def _criteria(console: Console, record: Record) -> None:
    if record.fidelity is None:
        return
    found = record.fidelity
    console.print(Rule("criteria", align="left"))
    figures = {
        "support": found.support,
        "coverage": found.coverage,
        "score": found.score,
        "documentation": found.documentation,
    }
    console.print("  ".join(f"{name} {figure(value)}" for name, value in figures.items()))
    for result in found.criteria:
        _criterion(console, result)


def _seal(console: Console, record: Record) -> None:
    """What the sealed judge said of it, which nobody in the loop has heard."""
    if record.seal is None:
        return
    console.print(Rule("seal", align="left"))
    figures = {"support": record.seal.support, "coverage": record.seal.coverage, "score": record.seal.score}
    console.print("  ".join(f"{name} {figure(value)}" for name, value in figures.items()))
    for result in record.seal.criteria:
        _criterion(console, result)


def _criterion(console: Console, result: CriterionResult) -> None:
    head = (f"{result.verdict:14}", VERDICTS[result.verdict])
    console.print(Text.assemble(head, f" {result.id} ({result.role}, weight {result.weight:g})"))
    for vote in result.votes:
        console.print(Text(f"    {vote.critic}: {vote.answer}. {vote.reason} {_shown(vote)}"))
    for failure in result.failures:
        console.print(Text(f"    {failure.critic}: no answer ({failure.kind}: {failure.message})", style="dim"))


def _shown(vote: Vote) -> str:
    if vote.quotes:
        return " ".join(f"“{quote.quote}”" for quote in vote.quotes[:3])
    return f"[searched: {', '.join(vote.searched)}]" if vote.searched else ""


def _measures(console: Console, record: Record) -> None:
    console.print(Rule("measures", align="left"))
    found = record.diversity
    if found is not None:
        told = {"TTR": found.ttr, "MATTR": found.mattr, "MTLD": found.mtld, "HD-D": found.hdd, "novelty": found.novelty}
        console.print(f"{found.tokens} tokens  " + "  ".join(f"{name} {figure(value)}" for name, value in told.items()))
        console.print("  ".join(f"{name} {value:.1f}" for name, value in found.readability.items()))
    private = record.privacy
    if private is not None:
        console.print(Text(f"compared with {private.reference or 'nothing: copying was not assessable'}"))
        told = {"8-gram containment": private.containment_8, "nearest": private.nearest}
        words = f"longest run {private.longest_run}  longest passage {private.longest_passage}  "
        console.print(words + "  ".join(f"{name} {figure(value)}" for name, value in told.items()))
        console.print(
            f"identifiers: {', '.join(item.type for item in private.phi) or 'none found'}; {' '.join(private.marks)}"
        )
    share = record.wording_share
    console.print(f"quotations in the case's own wording: {figure(share)}; cost: {record.cost.calls} calls")


def _changes(console: Console, record: Record) -> None:
    """What each later attempt changed, as removed and added sentences."""
    texts = [*(_text(attempt) for attempt in record.history), record.text or ""]
    for number, (before, after) in enumerate(pairwise(texts), start=1):
        console.print(Rule(f"attempt {number} to {number + 1}", align="left"))
        for reason in record.history[number - 1].reasons:
            console.print(Text(f"  because {reason.kind}: {reason.message}", style="dim"))
        for sign, line in _difference(before, after):
            console.print(Text(f"{sign} {line}", style="red" if sign == "-" else "green"))


def _text(attempt: Attempt) -> str:
    return attempt.assessment.report.text if attempt.assessment else ""


def _difference(before: str, after: str) -> list[tuple[str, str]]:
    old, new = (text.replace("\n", ". ").split(". ") for text in (before, after))
    lines: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag != "equal":
            lines += [("-", line) for line in old[a:b] if line.strip()]
            lines += [("+", line) for line in new[c:d] if line.strip()]
    return lines
