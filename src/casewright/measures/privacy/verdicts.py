"""From a privacy result to reasons. Messages count and name; they never quote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from casewright.measures.privacy.policy import ALWAYS, IdentifierPolicy
from casewright.types import Identifier, Privacy, Reason

__all__ = ["MEMORISED", "identifier_reasons", "overlap_reasons"]

MEMORISED = 50
"""Words from which a verbatim run is also reported as memorisation (Carlini and others 2023)."""


def overlap_reasons(privacy: Privacy) -> tuple[Reason, ...]:
    """Why the copying check fails, against the limits in ``privacy``; empty where it passes or had no corpus."""
    reasons = []
    run, limit = privacy.longest_run, privacy.limits.get("longest_run")
    if run is not None and limit is not None and run >= limit:
        said = ", long enough to count as memorised" if run >= MEMORISED else ""
        message = f"a run of {run} words stands verbatim in the reference corpus{said}; it fails from {limit:.0f} on"
        reasons.append(Reason("overlap", message, target="longest_run"))
    share, limit = privacy.containment_8, privacy.limits.get("containment_8")
    if share is not None and limit is not None and share > limit:
        message = f"{share:.1%} of the 8-word phrases stand in the notes of one patient; at most {limit:.1%} is usual"
        reasons.append(Reason("overlap", message, target="containment_8"))
    return tuple(reasons)


def identifier_reasons(found: Iterable[Identifier], policy: IdentifierPolicy) -> tuple[Reason, ...]:
    """One reason for each type of identifier that the policy doesn't allow.

    Contact data, id numbers and addresses fail under every policy; names, dates and ages over 89 fail where they are
    not planned, unless the policy is ``off``.
    """
    counts = Counter(one.type for one in found if one.type in ALWAYS or (policy != "off" and not one.planned))
    return tuple(
        Reason("phi", f"{count} of type {kind} in the text, which the policy {policy!r} doesn't allow", target=kind)
        for kind, count in sorted(counts.items())
    )
