"""Who decided: the gate with its certificates, the seal, people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from casewright.runs.exporting.card.facts import CardFacts
from casewright.runs.exporting.card.licences import table_licence, writer_licence
from casewright.runs.exporting.card.words import interval, listed, table

__all__ = ["licences", "who_decided"]


def who_decided(facts: CardFacts) -> str:
    """Whose word stands for the accepted reports, and what is known of how often the gate is wrong."""
    told = facts.portrait
    lines = [
        f"The decision that stands is by: {listed(told.of('decided_by'))}. A person's word stands over the seal's, the "
        "seal's over the gate's.",
        f"Marks on the records: {listed(told.of('mark'))}.",
        *(_gate(item) for item in (facts.figures or {}).get("total", ())),
        *_seal((facts.figures or {}).get("seal")),
    ]
    kept = facts.certificates
    rows = [
        (name, kept.get(name, {}).get("critic", "unknown"), kept.get(name, {}).get("grade", "unknown"), count)
        for name, count in sorted(told.of("certificate").items())
    ]
    head = ("certificate", "of", "grade", "reports")
    listing = table(head, rows) if rows else "No certificate let anybody decide about them.\n"
    return "\n\n".join(lines) + "\n\n" + listing


def licences(facts: CardFacts) -> str:
    """Of the writer and of the code table; that of the set is for whoever passes it on to choose."""
    languages = tuple(sorted({str(row.order["language"]) for row in facts.orders}))
    writers = sorted(facts.portrait.of("model:writer"))
    rows = [(f"writer {name}", writer_licence(name)) for name in writers] or [("writer", "unknown")]
    systems = sorted({str(row.order["system"]) for row in facts.orders})
    rows += [(f"code table {name}", table_licence(name, languages)) for name in systems]
    return (
        "The set itself has no licence yet (`license: unknown` above): whoever passes it on chooses one that these "
        "allow.\n\n" + table(("", "licence"), rows)
    )


def _gate(total: Mapping[str, Any]) -> str:
    gate, within = total["gate"], total["corrected"]["accepted_within"]
    if not gate["certified"]:
        return f"The gate in {total['language']} is **not certified**: {gate['why']}."
    told = f"The gate in {total['language']} is certified by {gate['certificate']} (grade {gate['grade']})."
    if within["share"] is not None:
        told += f" A defective report passes within {within['attempts']} attempts with probability "
        told += f"{within['share']:.3f} (at most {within['high']:.3f})."
    return told


def _seal(seal: Mapping[str, Any] | None) -> Iterator[str]:
    if seal is None:
        return
    if seal["judge"] is None:
        yield f"No sealed judge: {seal['why']}."
    else:
        asked = interval(seal["refused_of_asked"])
        yield f"The sealed judge {seal['judge']} ({seal['state']}) refused of what the loop accepted: {asked}."
