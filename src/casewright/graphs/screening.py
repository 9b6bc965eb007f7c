"""The overlap screen that runs before a text is kept anywhere, and its masks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Any

from casewright.agents.recorded import Screen
from casewright.graphs.escapes import without_escapes
from casewright.hashing import content_hash
from casewright.measures.privacy import ReferenceIndex, add_examples, mask, overlap_reasons
from casewright.measures.surrogates import without_surrogates
from casewright.types import OverlapSpan, Privacy, Report
from casewright.wire import to_json

__all__ = ["judge_screen", "reply_screen", "screen_report", "screen_value", "screened_by"]

MASKS = re.compile(r"█+(?:\s+█+)*")
PASSAGES = ("longest_run", "longest_passage")
UNASSESSED = Privacy(None, None, None, None, None, marks=("no_reference",))


def reply_screen(index: ReferenceIndex | None) -> Screen | None:
    """A screen for single replies of a writer: one that copied comes back masked, with what was found."""
    return _screen(index, lambda found: bool(overlap_reasons(found)))


def judge_screen(index: ReferenceIndex | None) -> Screen | None:
    """A screen for a judge's replies: only a run or passage as long as fails a report is masked.

    What a judge was shown has none, so such words are its own. Its short quotations would be over the limit on
    containment, which is made for whole reports.
    """
    return _screen(index, lambda found: any(reason.target in PASSAGES for reason in overlap_reasons(found)))


def screened_by(index: ReferenceIndex | None, purpose: str) -> str:
    """Hash of what a reply was screened by: corpus, limits, the screen of its purpose, and this version; empty where
    there is no corpus. A reply that was kept under another one is not to be used."""
    if index is None:
        return ""
    return content_hash([index.fingerprint, to_json(index.limits), purpose == "write", version("casewright")])


def screen_value(value: Any, index: ReferenceIndex | None) -> Any:
    """Plain JSON with copies masked in all of its strings: the fields that come along with a report."""
    if isinstance(value, str):
        screen = judge_screen(index)
        return screen(value)[0] if screen else value
    if isinstance(value, dict):
        return {screen_value(name, index): screen_value(item, index) for name, item in value.items()}
    return [screen_value(item, index) for item in value] if isinstance(value, list) else value


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
        earlier: Results of the replies that were masked; they stand. What is left of the text is measured all the
            same: words of several replies, none of them a copy by itself, may stand side by side in it.
    """
    report = replace(report, text=without_surrogates(report.text))
    found = index.screen(without_escapes(report.text)) if index else UNASSESSED
    if examples is not None:
        found = add_examples(found, examples.screen(report.text))
    copied = bool(overlap_reasons(found))
    text = mask(report.text, found.spans) if copied else report.text
    if report.masked and earlier:
        return replace(report, text=text), _of_masks(text, (*earlier, found) if copied else earlier)
    return replace(report, text=text, masked=copied), found


def _screen(index: ReferenceIndex | None, copied: Callable[[Privacy], bool]) -> Screen | None:
    if index is None:
        return None

    def screen(text: str) -> tuple[str, Privacy | None]:
        found = index.screen(without_escapes(text))
        return (mask(text, found.spans), found) if copied(found) else (text, None)

    return screen


def _of_masks(text: str, earlier: Sequence[Privacy]) -> Privacy:
    worst = max(earlier, key=lambda found: found.longest_run or 0)
    spans = [OverlapSpan(*match.span(), tokens=len(match.group().split())) for match in MASKS.finditer(text)]
    return replace(worst, spans=tuple(spans))
