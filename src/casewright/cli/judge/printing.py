"""Certificates as tables, with n and interval beside every rate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from casewright.certificates import Certificate, FamilyEvidence, GateEvidence, Rate
from casewright.cli.tables import figure, visible
from casewright.exams.store import Comparison, FamilyChange

__all__ = ["print_certificate", "print_comparison", "print_list", "told_rate"]


def told_rate(rate: Rate | None) -> str:
    """A rate with its interval and n."""
    if rate is None:
        return "–"
    if rate.rate is None:
        return "n = 0"
    bounds = "" if rate.low is None or rate.high is None else f" [{rate.low:.2f}, {rate.high:.2f}]"
    return f"{rate.rate:.2f}{bounds} {rate.hits}/{rate.n}"


def print_list(out: Console, certificates: Sequence[Certificate]) -> None:
    """One line a certificate."""
    grid = _table(("id", "critic", "language", "grade", "issued"), ("families that pass", "revoked"))
    for item in certificates:
        passing = [name for name, family in item.families.items() if family.passes]
        told = ", ".join(passing) or "none"
        if item.gate is not None:
            told = "passes" if item.gate.passes else "does not pass"
        grid.add_row(*_safe(item.id, item.critic, item.language, item.grade, item.issued, told, item.revoked or ""))
    if certificates:
        out.print(grid)
    out.print(f"{len(certificates)} certificates")


def print_certificate(out: Console, item: Certificate, *, criteria: bool = False) -> None:
    """The whole of it; ``criteria`` adds a line for each criterion."""
    head = f"{item.critic} in {item.language}: certificate {item.id}, {item.grade}, issued {item.issued}"
    out.print(escape(visible(head)), style="bold")
    people = f"{item.labelled} reports labelled by {item.raters} people" if item.labelled else "planted defects alone"
    out.print(f"{item.bases} base texts, {item.items} items; {people}")
    if item.revoked is not None:
        out.print(escape(visible(f"REVOKED: {item.revoked}")), style="red")
    if item.families:
        out.print(_families(item.families))
        for name, family in item.families.items():
            _print_family(out, name, family)
    if criteria and item.criteria:
        out.print(_criteria(item))
        _print_exceptions(out, item)
    if item.gate is not None:
        _print_gate(out, item.gate)
    _print_attacks(out, item)
    _print_rest(out, item)


def _table(fixed: Iterable[str], free: Iterable[str]) -> Table:
    grid = Table(box=None, pad_edge=False)
    for name in fixed:
        grid.add_column(name, no_wrap=True)
    for name in free:
        grid.add_column(name)
    return grid


def _safe(*cells: str) -> list[str]:
    return [escape(visible(cell)) for cell in cells]


def _families(families: Mapping[str, FamilyEvidence]) -> Table:
    grid = _table(("family", "n"), ("false accepts", "false rejects", "answered", "unseen operators", "passes"))
    for name, item in families.items():
        n = str(item.false_accepts.n + item.false_rejects.n)
        found = map(told_rate, [item.false_accepts, item.false_rejects, item.answered, item.unseen])
        grid.add_row(*_safe(name, n, *found, _yes(item.passes)), style="green" if item.passes else "")
    return grid


def _print_family(out: Console, name: str, item: FamilyEvidence) -> None:
    """What a row has no room for."""
    out.print(escape(visible(f"{name}: {_yes(item.passes)}, {item.why}")), style="" if item.passes else "yellow")
    if item.failures:
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(item.failures.items()))
        out.print(escape(visible(f"  no answer: {told}")), style="yellow")
    changed = f"changed by asking again {told_rate(item.flips)}, by a harmless edit {told_rate(item.edits)}"
    out.print(f"  kappa {figure(item.kappa)}, MCC {figure(item.mcc)}; {changed}", markup=False, style="dim")


def _yes(passes: bool) -> str:  # noqa: FBT001 - the one thing it is about
    return "yes" if passes else "no"


def _criteria(item: Certificate) -> Table:
    grid = _table(("criterion", "decides"), ("false accepts", "false rejects", "answered", "threshold", "family"))
    for one in item.criteria:
        rates = (told_rate(one.false_accepts), told_rate(one.false_rejects), f"{one.answered}/{one.asked}")
        grid.add_row(*_safe(one.id, _yes(one.gates), *rates, figure(one.threshold), one.family))
    return grid


def _print_exceptions(out: Console, item: Certificate) -> None:
    """Criteria that may not decide although their family passes."""
    for one in item.criteria:
        family = item.families.get(one.family)
        if family is not None and family.passes and not one.gates:
            out.print(escape(visible(f"{one.id}: {one.why}")), style="yellow")


def _print_gate(out: Console, gate: GateEvidence) -> None:
    out.print(f"gate ({gate.setting}): false accepts {told_rate(gate.false_accepts)}", markup=False)
    out.print(f"  of defects whose base is accepted {told_rate(gate.fair)}", markup=False)
    out.print(f"  false rejects {told_rate(gate.false_rejects)}", markup=False)
    verdict = "passes" if gate.passes else "does not pass: gate_uncertified"
    out.print(f"  a defective report within {gate.attempts} attempts: at most {gate.within_attempts:.2f}; {verdict}")
    for name, rate in gate.operators.items():
        out.print(f"  {name}: {told_rate(rate)}", markup=False)


def _print_attacks(out: Console, item: Certificate) -> None:
    if not item.attacks:
        return
    grid = _table(("attack", "success without the defence", "with it"), ())
    for attack in item.attacks:
        grid.add_row(*_safe(attack.attack, told_rate(attack.undefended), told_rate(attack.defended)))
    out.print(grid)


def _print_rest(out: Console, item: Certificate) -> None:
    if item.agreement:
        told = ", ".join(f"{name} {value:.2f}" for name, value in item.agreement.items())
        out.print(f"agreement between raters: {told}")
    if item.cost.calls:
        dollars = "" if item.cost.usd is None else f", ${item.cost.usd:.2f}"
        tokens = item.cost.prompt_tokens + item.cost.completion_tokens
        out.print(f"cost: {item.cost.calls} calls, {tokens:,} tokens, {item.cost.seconds:.0f} s{dollars}")
    for note in item.notes:
        out.print(escape(visible(f"note: {note}")), style="dim")


def print_comparison(out: Console, found: Comparison) -> None:
    """What rose, what fell, which criteria may decide now or no more."""
    for note in found.notes:
        out.print(escape(visible(note)), style="dim")
    grid = _table(("family", "rate", "before", "after", "change"), ("",))
    for item in found.families:
        told = ("–" if item.rise is None else f"{item.rise:+.2f}", _direction(item))
        grid.add_row(
            *_safe(item.family, item.measure.replace("_", " "), told_rate(item.before), told_rate(item.after), *told)
        )
    out.print(grid)
    for name, ids in (
        ("may decide now", found.now),
        ("may decide no more", found.no_more),
        ("examined before only", found.only_before),
        ("examined after only", found.only_after),
    ):
        out.print(escape(visible(f"{name}: {', '.join(ids) or 'none'}")))


def _direction(item: FamilyChange) -> str:
    if item.rise is None or not item.rise:
        return ""
    return f"{'rose' if item.rise > 0 else 'fell'}{'' if item.apart else ', within the intervals'}"
