"""Letters as a reader takes them: without case, marks and width, the unseen gone, look-alikes as what they imitate.

Compatibility forms are those of Unicode's NFKC; the look-alikes are a short table of our own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from casewright.documents import parse_document
from casewright.measures.directives.view import View
from casewright.measures.words import INVISIBLE

__all__ = ["fold", "has_disguise", "imitated"]

_UNSEEN = re.compile(f"[{INVISIBLE}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_TAG_FIRST, _TAG_LAST, _TAG_OFFSET = 0xE0020, 0xE007E, 0xE0000
_IN_WORDS = re.compile(r"(?<=[a-z])[0-9@!$]+|(?<![0-9@!$])[0-9@!$]+(?=[a-z])")
KINDS = ("letters", "digits")


def fold(view: View) -> View:
    """The text in lower case without marks, width or characters that nobody sees; tag characters become letters."""
    if view.text.isascii():
        return view.replaced(view.text.lower(), view.disguise)
    table = {letter: _folded(letter) for letter in set(view.text)}
    if all(len(put) == 1 for put in table.values()):
        return view.replaced(view.text.translate({ord(letter): put for letter, put in table.items()}), view.disguise)
    return view.rebuilt(((i, table[letter]) for i, letter in enumerate(view.text)), view.disguise)


def has_disguise(text: str) -> bool:
    """Whether a text holds characters that nobody sees, or whose width is chosen for show."""
    return not text.isascii() and any(_strange(letter) for letter in set(text))


def imitated(view: View) -> View | None:
    """A folded view with look-alikes replaced; ``None`` where there are none."""
    letters, digits = _lookalikes()
    text = view.text if view.text.isascii() else view.text.translate(letters)
    text = _IN_WORDS.sub(lambda match: match.group().translate(digits), text)
    return None if text == view.text else view.replaced(text, "characters")


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    if _UNSEEN.match(letter):
        return ""
    if _TAG_FIRST <= ord(letter) <= _TAG_LAST:
        return chr(ord(letter) - _TAG_OFFSET).lower()
    whole = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", letter).casefold())
    return "".join(mark for mark in whole if not unicodedata.combining(mark))


@lru_cache(maxsize=4096)
def _strange(letter: str) -> bool:
    if _UNSEEN.match(letter) or _TAG_FIRST <= ord(letter) <= _TAG_LAST:
        return True
    return unicodedata.decomposition(letter).startswith(("<wide>", "<font>", "<circle>", "<square>", "<super>"))


@cache
def _lookalikes() -> tuple[Mapping[int, str], Mapping[int, str]]:
    place = files("casewright.measures.directives") / "lookalikes.yaml"
    data = parse_document(place.read_text("utf-8"), "measures/directives/lookalikes.yaml").data
    tables = [{ord(letter): put for put, letters in data[kind].items() for letter in letters} for kind in KINDS]
    return tables[0], tables[1]
