"""The overlap screen that runs before a draft is kept anywhere, and its masks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from casewright.agents.recorded import Screen
from casewright.measures.privacy import ReferenceIndex, add_examples, mask, overlap_reasons
from casewright.types import OverlapSpan, Privacy, Report

__all__ = ["reply_screen", "screen_report"]

MASKS = re.compile(r"█+(?:\s+█+)*")
UNASSESSED = Privacy(None, None, None, None, None, marks=("no_reference",))


def reply_screen(index: ReferenceIndex | None) -> Screen | None:
    """A screen for single replies of a writer: one that copied comes back masked, with what was found."""
    if index is None:
        return None

    def screen(text: str) -> tuple[str, Privacy | None]:
        found = index.screen(text)
        return (mask(text, found.spans), found) if overlap_reasons(found) else (text, None)

    return screen


def screen_report(
    report: Report,
    index: ReferenceIndex | None,
    examples: ReferenceIndex | None = None,
    earlier: Sequence[Privacy] = (),
) -> tuple[Report, Privacy]:
    """The report as it may be kept, with its overlap result.

    Args:
        report: A draft, or a report to evaluate; with masks where single replies were masked already.
        index: The reference corpus, if there is one.
        examples: The prompt's own examples, held to the same limits.
        earlier: Results of the replies that were masked; they stand, a masked text is not measured again.
    """
    if report.masked and earlier:
        return report, _of_masks(report, earlier)
    found = index.screen(report.text) if index else UNASSESSED
    if examples is not None:
        found = add_examples(found, examples.screen(report.text))
    if overlap_reasons(found):
        return replace(report, text=mask(report.text, found.spans), masked=True), found
    return replace(report, masked=False), found


def _of_masks(report: Report, earlier: Sequence[Privacy]) -> Privacy:
    worst = max(earlier, key=lambda found: found.longest_run or 0)
    spans = [OverlapSpan(*match.span(), tokens=len(match.group().split())) for match in MASKS.finditer(report.text)]
    return replace(worst, spans=tuple(spans))
