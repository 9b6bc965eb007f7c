"""From a privacy result to reasons. Messages count and name; they never quote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from casewright.measures.privacy.policy import ALWAYS, IdentifierPolicy
from casewright.types import Identifier, Privacy, Reason

__all__ = ["MEMORISED", "PROMPT_EXAMPLE", "add_examples", "identifier_reasons", "overlap_reasons"]

MEMORISED = 50
"""Words from which a verbatim run is also reported as memorisation (Carlini and others 2023)."""


PROMPT_EXAMPLE = "prompt_example"
"""The mark of a report that copies an example of its own prompt."""


def add_examples(privacy: Privacy, examples: Privacy) -> Privacy:
    """The result against the corpus, with that against the prompt's own examples put in.

    Figures stay the corpus's; the spans of both are there to be masked, and a copy of an example is marked, which
    fails as a copy of the corpus does.
    """
    spans = sorted({*privacy.spans, *examples.spans}, key=lambda span: (span.start, span.end))
    copied = (PROMPT_EXAMPLE,) if overlap_reasons(examples) else ()
    return replace(privacy, spans=tuple(spans), marks=privacy.marks + copied)


def overlap_reasons(privacy: Privacy) -> tuple[Reason, ...]:
    """Why the copying check fails, against the limits in ``privacy``; empty where it passes or had no corpus."""
    reasons = []
    run, limit = privacy.longest_run, privacy.limits.get("longest_run")
    if run is not None and limit is not None and run >= limit:
        said = ", long enough to count as memorised" if run >= MEMORISED else ""
        message = f"a run of {run} words stands verbatim in the reference corpus{said}; it fails from {limit:.0f} on"
        reasons.append(Reason("overlap", message, target="longest_run"))
    passage, most = privacy.longest_passage, privacy.limits.get("longest_passage")
    if not reasons and passage is not None and most is not None and passage >= most:
        said = f"a passage of {passage} words stands in the reference corpus with small changes"
        message = f"{said}; it fails from {most:.0f} on"
        reasons.append(Reason("overlap", message, target="longest_passage"))
    share, limit = privacy.containment_8, privacy.limits.get("containment_8")
    if share is not None and limit is not None and share > limit:
        message = f"{share:.1%} of the 8-word phrases stand in the notes of one patient; at most {limit:.1%} is usual"
        reasons.append(Reason("overlap", message, target="containment_8"))
    if PROMPT_EXAMPLE in privacy.marks:
        reasons.append(Reason("overlap", "the text copies an example of its own prompt", target=PROMPT_EXAMPLE))
    return tuple(reasons)


def identifier_reasons(found: Iterable[Identifier], policy: IdentifierPolicy) -> tuple[Reason, ...]:
    """One reason for each type of identifier that the policy doesn't allow.

    Contact data, id numbers and addresses fail under every policy; names, dates, ages over 89 and places fail where
    they are not planned, unless the policy is ``off``.
    """
    counts = Counter(one.type for one in found if one.type in ALWAYS or (policy != "off" and not one.planned))
    return tuple(
        Reason("phi", f"{count} of type {kind} in the text, which the policy {policy!r} doesn't allow", target=kind)
        for kind, count in sorted(counts.items())
    )
