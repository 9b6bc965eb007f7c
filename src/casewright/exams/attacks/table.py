"""Attack figures as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casewright.certificates import AttackEvidence, Rate

__all__ = ["render_attacks"]


def render_attacks(evidence: Sequence[AttackEvidence], flagged: Mapping[str, Rate] | None = None) -> str:
    """One line an attack: criteria turned without and with the defence, and reports flagged if those are at hand."""
    rows = [("attack", "turned without defence", "turned with defence", *(("reports flagged",) if flagged else ()))]
    for one in evidence:
        cells = (one.attack, _said(one.undefended), _said(one.defended))
        rows.append((*cells, *((_said(flagged.get(one.attack)),) if flagged else ())))
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def _said(share: Rate | None) -> str:
    if share is None or share.low is None or share.high is None:
        return "0 of 0"
    return f"{share.hits} of {share.n} ({share.low:.2f}-{share.high:.2f})"
