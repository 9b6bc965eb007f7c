"""A fact check as reasons: why an attempt failed, fit to be handed back to a writer."""

from __future__ import annotations

from casewright.types import Case, FactCheck, Reason

__all__ = ["fact_reasons"]


def fact_reasons(check: FactCheck, case: Case) -> tuple[Reason, ...]:
    """Reasons of kind ``fact`` (target: the fact's id) and ``added`` (target: its concept, or what it is).

    Messages hold concept ids and our own words, never words of the report. One reason a target and message.
    """
    order = {fact.id: place for place, fact in enumerate(case.facts)}
    failed = sorted(
        (item for item in check.items if item.state != "told"), key=lambda item: order.get(item.id, len(order))
    )
    reasons = [Reason("fact", item.message, target=item.id) for item in failed]
    reasons += [Reason("added", item.message, target=item.concept or item.kind) for item in check.added]
    return tuple(dict.fromkeys(reasons))
