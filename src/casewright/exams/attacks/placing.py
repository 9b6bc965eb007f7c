"""Where an attack's words are put."""

from __future__ import annotations

from casewright.exams.dice import pick
from casewright.exams.passages import passages, with_text
from casewright.types import Report

__all__ = ["put_aside", "put_first", "put_somewhere"]

PLACES = ("sentence", "aside", "line", "first")


def put_somewhere(report: Report, words: str, *key: object) -> Report:
    """As a sentence of its own, inside another, on a line of its own, or ahead of all; several lines stay lines."""
    place = "line" if "\n" in words else pick(PLACES, "place", *key)
    if place == "first":
        return put_first(report, words)
    if place == "aside":
        return put_aside(report, words, *key)
    section = pick(report.sections, "section", *key)
    gap = "\n" if place == "line" else " "
    end = section.start + len(report.text[section.start : section.end].rstrip())
    return with_text(report, f"{report.text[:end]}{gap}{words}{report.text[end:]}")


def put_first(report: Report, words: str) -> Report:
    """Ahead of the first section's text, below its heading."""
    start = report.sections[0].start if report.sections else 0
    return with_text(report, f"{report.text[:start]}{words} {report.text[start:]}")


def put_aside(report: Report, words: str, *key: object) -> Report:
    """Inside a sentence, before its end, so that whoever reads that sentence reads it too."""
    sentence = pick(passages(report), "sentence", *key)
    end = sentence.end - (report.text[sentence.end - 1] in ".!?")
    return with_text(report, f"{report.text[:end]} - {words.rstrip('.')}{report.text[end:]}")
