"""How the set was made, how many of what came of it, and what passed beside the parrot."""

from __future__ import annotations

from casewright.runs.exporting.card.facts import CardFacts
from casewright.runs.exporting.card.words import interval, listed, number, table

__all__ = ["acceptance", "counts", "how_made", "rubrics"]


def how_made(facts: CardFacts) -> str:
    """Who wrote, who judged, by which tables, from which seed."""
    told, decides = facts.portrait, facts.run.decides
    rows = [
        ("writer", listed(told.of("model:writer"), "unknown")),
        ("critics", listed(told.of("model:critics"), "none")),
        ("sealed judge", listed(told.of("model:seal"), "none was asked")),
        ("code table", ", ".join(sorted({str(row.order["system"]) for row in facts.orders}))),
        ("fingerprint of the code table", ", ".join(map(str, decides.get("tables", ()))) or "not recorded"),
        ("seed", decides.get("seed", "not recorded")),
        ("attempts a report had at most", decides.get("max_attempts", "not recorded")),
        ("run", facts.run.id),
        ("judging", f"{facts.judging} (a hash of rubrics, critics, certificates, limits, code table)"),
        ("casewright", f"{facts.version} exported; {(facts.figures or {}).get('casewright', 'unknown')} judged"),
    ]
    return (
        "A case (who the patient is, what is true and what this document tells) is drawn from a population; a writer "
        "tells it; code checks copying, identifiers and every told fact; critics hold the text against the rubric of "
        "its code. What fails is repaired or refused.\n\n" + table(("", ""), rows)
    )


def rubrics(facts: CardFacts) -> str:
    """Which rubrics were asked, and which of them are drafts that no clinician has reviewed."""
    known = (facts.figures or {}).get("rubrics", {})
    found = sorted(facts.portrait.rubrics.items(), key=lambda pair: (pair[0].id, pair[0].version, pair[0].hash))
    rows = [
        (ref.id, ref.version, known.get(ref.hash, {}).get("status", "unknown"), ref.hash, count) for ref, count in found
    ]
    drafts = sorted({ref for ref, _, status, _, _ in rows if status == "draft"})
    said = (
        f"**Drafts**, which no clinician has reviewed: {', '.join(drafts)}.\n\n"
        if drafts
        else "None of them is known here as a draft; a status that says unknown may be one.\n\n"
    )
    return said + table(("rubric", "version", "status", "hash", "reports"), rows)


def counts(facts: CardFacts) -> str:
    """Every sample of the run, so that what isn't here is seen."""
    total = sum(facts.counts.values())
    rows = [(name, count, facts.exported.get(name, "not exported")) for name, count in sorted(facts.counts.items())]
    wanted = sum(row.n for row in facts.orders)
    accepted = facts.counts.get("accepted", 0)
    return (
        f"{wanted} reports were ordered: {accepted} accepted + {max(0, wanted - accepted)} short. {total} samples were "
        f"decided, {facts.undecided} were not yet.\n\n" + table(("outcome", "samples", "exported here"), rows)
        + "\n*surplus* passed when its order was full: it is no worse, and apart so that the numbers ordered hold.\n"
    )  # fmt: skip


def acceptance(facts: CardFacts) -> str:
    """What passed of what was tried, raw and corrected, with the parrot beside it."""
    figures = facts.figures
    if figures is None:
        return "Not stated: no start of this run had ended when it was exported.\n"
    rows = [
        (item["language"], interval(item["accepted_of_tried"]), _fit(item["corrected"])) for item in figures["total"]
    ]
    parrot = figures.get("parrot") or {}
    beside = interval(parrot["accepted_of_tried"]) if parrot else "not run"
    own, parrots = parrot.get("writer_wording_share"), parrot.get("wording_share")
    return (
        table(("language", "accepted of tried", "fit drafts, corrected for the gate's measured errors"), rows)
        + "\nThe **parrot writer**, which joins the facts of the same cases with full stops and has no model: "
        f"{beside}. Acceptance by itself is therefore no sign of good prose. Share of the critics' quotations that is "
        f"the case's own wording: writer {number(own)}, parrot {number(parrots)}.\n"
    )


def _fit(found: dict[str, object]) -> str:
    fit: dict[str, object] = found["fit_drafts"]  # type: ignore[assignment]
    if fit["share"] is None:
        return f"none: {fit['why']}"
    return f"{fit['share']:.3f} [{fit['low']:.3f}, {fit['high']:.3f}], n = {found['drafts']}"
