"""What stands on the page of a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from casewright.runs.report.html import bars, page, paragraph, section, share, table

__all__ = ["report_page"]

NAMED = ("mean", "sd", "p5", "p25", "p50", "p75", "p95")


def report_page(summary: Mapping[str, Any]) -> str:
    """The page of a summary. It holds counts and figures, and no text of a report."""
    parts = (_orders(summary), _yields(summary), _gate(summary), _traits(summary), _numbers(summary))
    more = (_refused(summary), _diversity(summary), _stops(summary))
    return page(f"Run {summary['run']}", [_said(summary), *parts, *more])


def _said(summary: Mapping[str, Any]) -> str:
    told = (
        f"Judging {summary['judging']}; the gate is {'' if summary['gate'] == 'gate_certified' else 'not '}certified. "
    )
    compared = "; ".join(summary["reference"]) or "nothing"
    return paragraph(f"{told}Marks: {', '.join(summary['marks']) or 'none'}. Compared with: {compared}.")


def _orders(summary: Mapping[str, Any]) -> str:
    rows = [
        (
            row["order"],
            row["n"],
            row["accepted"],
            row["short"],
            row["samples"],
            ", ".join(f"{count} {name}" for name, count in sorted(row["outcomes"].items())),
            "; ".join(row["why_short"]),
        )
        for row in summary["orders"]
    ]
    head = ("order", "wanted", "accepted", "short", "samples", "outcomes", "why short")
    note = "Accepted + short = wanted; samples = the sum of outcomes and those not decided yet."
    return section("Orders", table(head, rows), paragraph(f"{note} Not decided: {summary['undecided']}."))


def _yields(summary: Mapping[str, Any]) -> str:
    rows = [
        (
            f"{row['code']} {row['language']} {row['kind']}",
            share(row["accepted_first_try"]),
            share(row["accepted_of_tried"]),
            share(row["parrot"]),
            *(row["per_accepted"][name] for name in ("attempts", "calls", "tokens", "seconds", "usd")),
            row["spent"]["unpriced"],
        )
        for row in summary["yields"]
    ]
    head = (
        "code, language, kind",
        "first try",
        "in the end",
        "parrot",
        "attempts",
        "calls",
        "tokens",
        "seconds",
        "usd",
    )
    note = (
        "From attempts to usd: per accepted report, with all that was spent on those refused. The parrot joins the "
        "facts of the same cases with full stops; it has no model."
    )
    return section("What an accepted report took", table((*head, "calls without a price"), rows), paragraph(note))


def _gate(summary: Mapping[str, Any]) -> str:
    rows = [
        (
            item["language"],
            "certified" if item["gate"]["certified"] else f"not certified: {item['gate']['why']}",
            item["gate"]["grade"] or "–",
            ", ".join(f"{one['critic']} ({one['grade']})" for one in item["certificates"]) or "none",
        )
        for item in summary["total"]
    ]
    seal = summary["seal"]
    told = f"Seal: {seal['state']}" + (f", refused of asked {share(seal['refused_of_asked'])}" if seal["judge"] else "")
    return section("Who decided", table(("language", "gate", "grade", "certificates"), rows), paragraph(told))


def _traits(summary: Mapping[str, Any]) -> str:
    parts = list(_trait_tables(summary["distribution"]["traits"]))
    legend = (
        "Bars: grey all first drafts, blue accepted, brown wanted. Distance is total variation with its 95 % interval; "
        "chance is what as many taken at random would differ by in 19 of 20 cases."
    )
    return section("What the gate did to the distribution", paragraph(legend), *parts)


def _trait_tables(traits: Mapping[str, Any]) -> Iterator[str]:
    for name, found in traits.items():
        rows = [_value(row) for row in found["values"]]
        yield f"<h3>{name.replace('_', ' ')}</h3>" + table(("", "written", "accepted", "wanted", ""), rows)
        yield paragraph(
            f"accepted from written {_distance(found['accepted_from_written'])}; "
            f"from wanted {_distance(found['accepted_from_target'])}"
        )


def _value(row: Mapping[str, Any]) -> tuple[Any, ...]:
    shares = {"written": row["written"]["share"], "accepted": row["accepted"]["share"], "target": row["target"]}
    counts = [f"{row[name]['count']}: {share(row[name])}" for name in ("written", "accepted")]
    return (row["value"], *counts, row["target"], bars(shares))


def _numbers(summary: Mapping[str, Any]) -> str:
    rows = [
        (f"{name}, {which}", found[which]["n"], *(found[which][part] for part in NAMED))
        for name, found in summary["distribution"]["numbers"].items()
        for which in ("written", "accepted")
    ]
    said = [
        f"{name}: {_distance(found['accepted_from_written'])}"
        for name, found in summary["distribution"]["numbers"].items()
    ]
    note = paragraph(f"Largest gap between the cumulative distributions: {'; '.join(said)}.")
    return section("Length, readability, symptoms told", table(("", "n", *NAMED), rows), note)


def _refused(summary: Mapping[str, Any]) -> str:
    refused = summary["distribution"]["refused"]
    rows = [
        (
            f"{row['trait']}: {row['value']}",
            share(row["refused"]),
            ", ".join(f"{item['id']} ({item['samples']})" for item in row["reasons"]),
        )
        for row in refused["strata"]
    ]
    note = f"All: {share(refused['all'])}. {refused['compared']} strata were compared: some stand out by chance."
    return section("Refused most", table(("stratum", "refused", "reasons"), rows), paragraph(note))


def _diversity(summary: Mapping[str, Any]) -> str:
    rows = [
        (name, row["value"], row["low"], row["high"], row["n"]) for name, row in summary["diversity"]["overall"].items()
    ]
    return section("Diversity of what was accepted", table(("figure", "value", "low", "high", "n"), rows))


def _stops(summary: Mapping[str, Any]) -> str:
    rows = [(row["kind"], ", ".join(f"{k}: {v}" for k, v in row.items() if k != "kind")) for row in summary["stops"]]
    bill = ", ".join(f"{count} {name}" for name, count in (summary["bill"] or {}).items())
    return section("Stops and bill", table(("event", ""), rows) if rows else "", paragraph(f"Calls: {bill or 'none'}."))


def _distance(found: Mapping[str, Any] | None) -> str:
    if not found or found["value"] is None:
        return "–"
    told = f"{found['value']:.2f} [{found['low']:.2f}, {found['high']:.2f}]"
    return f"{told}, chance {found['chance']:.2f}, n = {found['n']}"
