"""Texts made alike in form, so that layout and headers don't tell what is real; what they say stays word for word"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

__all__ = ["MASK", "cut", "plain_text"]

MASK = "█"
"""What stands where a copied passage was masked: no such text is shown to raters."""
HEADING = re.compile(r"^\W*([^\W\d_][^:.;?!]{0,58}?)\s*:\s*(?=\S|$)")
CAPITALS = re.compile(r"^[^a-záéíóúüñ]{3,60}$")
LABELS = (
    "name|patient|patient name|mrn|medical record( number)?|record( number)?|account|id|dob|date of birth|birth date|"
    "date|date of (service|visit|admission|discharge|consultation)|admission date|discharge date|physician|attending|"
    "provider|author|dictated( by)?|signed( by)?|electronically signed( by)?|cc|hospital|clinic|location|room|phone|"
    "nombre|paciente|historia clínica|nhc|nº de historia|fecha|fecha de (nacimiento|ingreso|alta)|médico|doctor|"
    "hospital|centro|servicio|cama|firmado( por)?"
)
HEADER = re.compile(rf"^\W*(?:{LABELS})\s*[:#].{{0,80}}$", re.IGNORECASE)
BULLET = re.compile(r"^\s*(?:[-*•·–]|\d{1,2}[.)])\s+")
MARKUP = re.compile(r"^\s*#{1,6}\s+|\*\*|__|^\s*[-=_*]{3,}\s*$")
WORDS_OF_HEADING = 6


def plain_text(text: str, *, headings: bool = False) -> str:
    """The text as plain paragraphs.

    Lines of identifying headers (name, date, record number) go, and so do bullets, marks of layout and blank lines.
    Without headings, what they headed is one paragraph each.

    Args:
        text: Any.
        headings: Whether headings stay, each in a line of its own.
    """
    lines = [line for line in unicodedata.normalize("NFC", text).splitlines() if line.strip()]
    kept = (_unlisted(MARKUP.sub("", line)) for line in lines if not HEADER.match(line))
    return "\n".join(_paragraphs((" ".join(line.split()) for line in kept if line), headings=headings))


def cut(text: str, words: int) -> str:
    """The first words of a text, up to the last full stop within them if there is one in their second half."""
    found = list(re.finditer(r"\S+", text))
    if len(found) <= words:
        return text
    kept = text[: found[words - 1].end()]
    stop = max(kept.rfind(f"{mark}{after}") for mark in ".!?" for after in " \n")
    if kept.endswith((".", "!", "?")):
        return kept
    return kept[: stop + 1] if stop > len(kept) // 2 else kept


def _unlisted(line: str) -> str:
    """An item of a list as a sentence."""
    plain = BULLET.sub("", line).strip()
    return f"{plain}." if BULLET.match(line) and plain and plain[-1] not in ".:;,!?" else plain


def _paragraphs(lines: Iterator[str], *, headings: bool) -> Iterator[str]:
    held: list[str] = []
    for line in lines:
        heading, rest = _headed(line)
        if heading and held:
            yield " ".join(held)
            held = []
        if heading and headings:
            yield f"{heading}:"
        if rest:
            held.append(rest)
    if held:
        yield " ".join(held)


def _headed(line: str) -> tuple[str, str]:
    """The heading that a line begins with, in small letters but the first, and what stands behind it."""
    found = HEADING.match(line)
    if found and len(found[1].split()) <= WORDS_OF_HEADING and (_alone(found, line) or found[1].isupper()):
        return found[1].strip().capitalize(), line[found.end() :].strip()
    if CAPITALS.match(line) and len(line.split()) <= WORDS_OF_HEADING and any(map(str.isalpha, line)):
        return line.strip(" :.").capitalize(), ""
    return "", line


def _alone(found: re.Match[str], line: str) -> bool:
    return found.end() >= len(line.rstrip())
