"""What was measured on the accepted reports, against what, on how many; and what was not."""

from __future__ import annotations

from collections.abc import Iterator

from casewright.runs.exporting.card.facts import CardFacts
from casewright.runs.exporting.card.words import interval, listed, number, table
from casewright.runs.exporting.portrait import COPIED_RUN, MEMORISED_RUN, Portrait
from casewright.runs.proportions import proportion

__all__ = ["measured", "not_measured"]


def measured(facts: CardFacts) -> str:
    """Diversity, copying, identifiers, fidelity."""
    told = facts.portrait
    if not told.n:
        return f"Nothing: there is no {told.outcome} report.\n"
    parts = (_fidelity(told), _copying(told), _identifiers(told), _diversity(told))
    return f"On the {told.n} {told.outcome} reports here, texts as they stand.\n\n" + "\n".join(parts)


def not_measured(facts: CardFacts) -> str:
    """What nobody should read into the figures."""
    return "".join(f"- {line}\n" for line in _missing(facts))


def _fidelity(told: Portrait) -> str:
    rows = [(name, *_quantiles(told, name)) for name in ("support", "coverage", "wording_share")]
    items, of = told.facts
    return (
        "### Fidelity\n\n**This set was selected by the critics that measured it, so these figures flatter it.** "
        "Support is the weight of the rubric's supporting criteria that the text meets, coverage the weight that could "
        "be answered.\n\n"
        + table(("figure", "5 %", "median", "95 %", "n"), rows)
        + f"\nFacts of the cases found in the texts as they were to be told: {interval(proportion(items, of))} "
        "(facts, not reports; the gate refuses reports that lack one).\n"
    )


def _copying(told: Portrait) -> str:
    against = told.of("compared_with")
    if set(against) <= {"nothing"}:
        return (
            "### Copying\n\n**Not assessed**: no corpus of real notes was given, so nothing is known of copying from "
            "any.\n"
        )
    run = told.quantiles("longest_run", (0.5, 0.95, 1.0)) or [0.0, 0.0, 0.0]
    marks = told.of("privacy_mark")
    return (
        f"### Copying\n\nHeld against: {listed(against)}. Marks: {listed(marks)}. The screen refuses from {COPIED_RUN} "
        "words on, so what is left is below its lines by selection, which is no proof of anything else.\n\n"
        f"- verbatim run of {COPIED_RUN} words or more: {interval(told.share('longest_run', COPIED_RUN))}\n"
        f"- of {MEMORISED_RUN} words or more: {interval(told.share('longest_run', MEMORISED_RUN))}\n"
        f"- longest run in words: median {run[0]:.0f}, 95 % {run[1]:.0f}, most {run[2]:.0f}\n"
    )


def _identifiers(told: Portrait) -> str:
    seen = told.of("unplanned")
    found = proportion(seen["true"], seen.total())
    types = {name: count for (name, planned), count in told.identifiers.items() if not planned}
    return (
        f"### Identifiers\n\nReports in which code found an identifier that the case doesn't hold: {interval(found)}. "
        f"By type, in reports: {listed(types)}. Patterns and lists miss some: this counts what was found.\n"
    )


def _diversity(told: Portrait) -> str:
    figures, alarms = told.diversity()
    rows = [
        (name, number(item["value"], 3), _ends(item["low"], item["high"]), item["n"]) for name, item in figures.items()
    ]
    warned = f"\n{len(alarms)} alarms of collapse; `casewright show RUN` names the reports.\n" if alarms else ""
    return (
        "### Diversity\n\nNo real notes stand beside these: `casewright measure --reference` puts them there.\n\n"
        + table(("figure", "value", "95 % interval", "n"), rows)
        + warned
    )


def _missing(facts: CardFacts) -> Iterator[str]:
    yield "whether a clinician would call these reports true, fitting or safe: no person read them unless named below"
    yield "whether a model trained on them does better on real notes"
    yield "whether the writer's own training data held real notes that come through here"
    yield "resemblance to real notes (distances, classifiers), membership attacks, canaries"
    yield "whether groups of patients are told of fairly; populations are design choices, no epidemiology"
    if "nothing" in facts.portrait.of("compared_with"):
        yield "copying from any real note: there was no corpus to compare with"
    if facts.figures is None:
        yield "the gate's certificates and the parrot, as no start of the run had ended"


def _quantiles(told: Portrait, name: str) -> tuple[str, ...]:
    found = told.quantiles(name)
    cells = [number(value) for value in found] if found else ["none"] * 3
    return (*cells, str(len(told.numbers.get(name, ()))))


def _ends(low: float | None, high: float | None) -> str:
    return "none" if low is None or high is None else f"[{low:.3f}, {high:.3f}]"
