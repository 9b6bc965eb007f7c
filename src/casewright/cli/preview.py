"""What ``generate --preview K`` says: the first samples in short, and what the whole would come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from casewright.cli.lengths import dollars, length
from casewright.cli.tables import print_samples, visible

if TYPE_CHECKING:
    from rich.console import Console

    from casewright.runs.estimate import Amount, Estimate, Range
    from casewright.runs.limits import OrderLimits
    from casewright.runs.preview import Preview
    from casewright.types import Record

__all__ = ["plain_preview", "print_preview"]

LONGEST_SHOWN = 1200
Show = Callable[[float], str]


def print_preview(out: Console, found: Preview, go_on: str) -> None:
    """The samples as `show` tells them, in short; the estimate with its ranges; how to go on."""
    for record in found.records:
        _print_text(out, record)
    print_samples(out, found.records)
    out.print()
    if found.estimate is None:
        out.print("no sample could be finished, so nothing can be estimated")
    else:
        for line in _lines(found.estimate):
            out.print(escape(line), soft_wrap=True)
        for line in _over_budget(found.estimate, found.limits.total):
            out.print(f"[yellow]{escape(line)}[/]", soft_wrap=True)
    out.print(escape(go_on), soft_wrap=True)


def plain_preview(found: Preview) -> dict[str, Any]:
    """The same for programs."""
    from casewright.wire import to_json

    told: dict[str, Any] = to_json(found)
    return told


def _print_text(out: Console, record: Record) -> None:
    text = visible(record.text or "(no draft)")
    more = f"\n… ({len(text):,} characters; 'casewright show' has all)" if len(text) > LONGEST_SHOWN else ""
    out.print(Text(f"{record.id}  {record.code} {record.title} ({record.kind}, {record.language})", "bold"))
    for reason in record.decision.reasons[:4]:
        out.print(Text(f"  {reason.kind}: {visible(reason.message)}"), soft_wrap=True)
    out.print(Padding(Text(text[:LONGEST_SHOWN] + more), (0, 0, 1, 2), expand=False))


def _lines(found: Estimate) -> Iterator[str]:
    share = found.acceptance
    yield (
        f"the gate let {found.passed} of {found.tried} through: acceptance {share.point:.2f} "
        f"[{share.low:.2f}, {share.high:.2f}] (exact binomial, 95 %; novelty and the seal may lower it)"
    )
    yield f"the whole run, judged by these {found.tried}, which is little:"
    yield f"  samples  {_range(found.samples, '{:,.0f}'.format)}{_shortfall(found)}"
    yield f"  calls    {_amount(found.calls, '{:,.0f}'.format, found.tried)}"
    yield f"  tokens   {_amount(found.tokens, '{:,.0f}'.format, found.tried)}"
    cost = "not known: a model has no price" if found.usd is None else _amount(found.usd, dollars, found.tried)
    yield f"  cost     {cost}"
    at_once = f"with {found.at_once} at once; the first samples also carry what is loaded once"
    yield f"  time     {_amount(found.seconds, length, found.tried)}; {at_once}"
    yield "ranges: ends of acceptance times ends of amounts (t interval, 95 %), so at least 90 % together"


def _shortfall(found: Estimate) -> str:
    told = {
        "certain": "; more are needed than the orders may have (max_samples): some will stay short",
        "likely": "; at this acceptance some orders stay short (max_samples)",
        "possible": "; at the worst of the range some orders stay short (max_samples)",
    }
    return told.get(found.may_fall_short, "")


def _range(found: Range, show: Show) -> str:
    if found.low == found.high:
        return f"about {show(found.point)}"
    return f"about {show(found.point)}, between {show(found.low)} and {show(found.high)}"


def _amount(found: Amount, show: Show, tried: int) -> str:
    each = f"{show(found.mean)} a sample"
    if found.sample is None:
        alike = "of one sample" if tried == 1 else f"all {tried} alike"
        return f"{_range(found.total, show)} ({each}, {alike}: no interval of its own)"
    return f"{_range(found.total, show)} ({each} [{show(found.sample.low)}, {show(found.sample.high)}])"


def _over_budget(found: Estimate, limits: OrderLimits) -> Iterator[str]:
    """Budgets of the run that the estimate reaches."""
    rows: tuple[tuple[str, Range | None, float | None, Show], ...] = (
        ("max_calls", found.calls.total, limits.max_calls, "{:,.0f}".format),
        ("max_tokens", found.tokens.total, limits.max_tokens, "{:,.0f}".format),
        ("max_usd", found.usd.total if found.usd else None, limits.max_usd, dollars),
        ("max_seconds", found.seconds.total, limits.max_seconds, length),
    )
    for name, total, allowed, show in rows:
        if total is None or allowed is None or total.high <= allowed:
            continue
        word = "surely" if total.low > allowed else "likely" if total.point > allowed else "possibly"
        yield f"the budget {name} of {show(allowed)} is {word} too small; then: {limits.when_spent}"
