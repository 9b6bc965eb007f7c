"""A copy is found in whatever spelling a reader takes for the same words; what isn't seen is told."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.leaks.conftest import Gates
from tests.leaks.markers import COPIES, leaked

from casewright.graphs.escapes import without_escapes

PRIVACY_PAGE = Path(__file__).parents[2] / "docs" / "privacy.md"


def between(letters: str, text: str) -> str:
    """The text with something between any two letters of a word."""
    return " ".join(letters.join(word) for word in text.split())


SEEN: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in upper case": str.upper,
    "a word a line": lambda text: text.replace(" ", "\n"),
    "soft hyphens": lambda text: between("\u00ad", text),
    "zero-width characters": lambda text: between("\u200b", text),
    "directional marks": lambda text: between("\u200e", text),
    "accents": lambda text: between("\u0301", text) + "\u0301",
    "wide letters": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "bold words": lambda text: " ".join(f"**{word}**" for word in text.split()),
    "a list": lambda text: "\n".join(f"- {word}" for word in text.split()),
    "commas": lambda text: text.replace(" ", ", "),
    "underscores": lambda text: text.replace(" ", "_"),
    "a table": lambda text: "| " + text.replace(" ", " | ") + " |",
    "escapes of JSON": lambda text: "".join(f"\\u{ord(letter):04x}" for letter in text),
    "line breaks of JSON": lambda text: text.replace(" ", "\\n"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
}
NOT_SEEN: dict[str, Callable[[str], str]] = {
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "words written backwards": lambda text: " ".join(word[::-1] for word in text.split()),
    "letters set apart": lambda text: between(" ", text),
    "syllables with hyphens": lambda text: between("-", text),
    "letters of another script": lambda text: text.replace("o", "\u043e").replace("e", "\u0435").replace("l", "\u04cf"),
    "HTML entities": lambda text: "".join(f"&#{ord(letter)};" for letter in text),
    "every other word replaced": lambda text: " ".join(
        word if i % 2 else "word" for i, word in enumerate(text.split())
    ),
}


@pytest.mark.parametrize("name", SEEN)
async def test_a_disguised_copy_is_masked(gate: Gates, name: str) -> None:
    """With the invisible characters that went along."""
    copy = SEEN[name](COPIES[0])
    record = await gate().evaluate(f"She has low mood. She repeated: {copy}. She sleeps little.", code="F32.1")
    assert record.masked
    assert leaked(str(record)) == []
    assert record.text
    assert record.text.startswith("She has low mood.")
    assert record.text.endswith("She sleeps little.")


@pytest.mark.parametrize("name", NOT_SEEN)
async def test_what_is_not_seen_is_told(gate: Gates, name: str) -> None:
    """A cipher is nothing that a screen of words can find, and the page for a privacy officer says so."""
    told = f"She has low mood. She repeated: {NOT_SEEN[name](COPIES[0])}. She sleeps little."
    record = await gate().evaluate(told, code="F32.1")
    assert not record.masked
    assert name in " ".join(PRIVACY_PAGE.read_text("utf-8").split())


def test_an_escape_is_read_in_its_place() -> None:
    """Offsets into the text as it came hold."""
    text = json.dumps({"reason": "Depresión\ny «ánimo» bajo"})
    view = without_escapes(text)
    assert len(view) == len(text)
    assert view.replace("\u200b", "") == '{"reason": "Depresión y «ánimo» bajo"}'
    assert view.index("bajo") == text.index("bajo")
