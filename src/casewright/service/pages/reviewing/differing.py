"""What changed from one draft to the next, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

__all__ = ["Change", "changes"]

SHOWN = 12
"""Words of unchanged text that stand at either side of a change."""
BETWEEN = 2
"""Words that must have stayed between two changes for them to be two."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text that stayed, went, came, or was left out because nothing changed around it."""

    kind: Literal["same", "gone", "new", "skipped"]
    text: str


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Both drafts as one text. Lines are compared first, then the words of lines that differ."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Change("same", "".join(old[a:b])))
        else:
            found += _words("".join(old[a:b]), "".join(new[c:d]))
    return tuple(_shortened(_joined(found)))


def _words(before: str, after: str) -> Iterator[Change]:
    old, new = _split(before), _split(after)
    for same, a, b, c, d in _runs(old, new):
        if same:
            yield Change("same", "".join(old[a:b]))
            continue
        if a < b:
            yield Change("gone", "".join(old[a:b]))
        if c < d:
            yield Change("new", "".join(new[c:d]))


def _runs(old: list[str], new: list[str]) -> list[tuple[bool, int, int, int, int]]:
    """What stayed and what changed. Between two changes less than two words is part of them: it reads easier so."""
    found: list[tuple[bool, int, int, int, int]] = []
    codes = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    for place, (tag, a, b, c, d) in enumerate(codes):
        words = sum(token.strip() != "" and token[0].isalnum() for token in old[a:b])
        same = tag == "equal" and (words >= BETWEEN or place in (0, len(codes) - 1))
        if found and not same and not found[-1][0]:
            _, first, _, start, _ = found.pop()
            found.append((False, first, b, start, d))
        else:
            found.append((same, a, b, c, d))
    return found


def _split(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)


def _joined(found: list[Change]) -> Iterator[Change]:
    held: Change | None = None
    for change in found:
        if held is not None and held.kind == change.kind:
            held = Change(held.kind, held.text + change.text)
            continue
        if held is not None:
            yield held
        held = change
    if held is not None:
        yield held


def _shortened(joined: Iterator[Change]) -> Iterator[Change]:
    """Long unchanged stretches keep a few words beside each change."""
    found = list(joined)
    for place, change in enumerate(found):
        words = re.findall(r"\s*\S+|\s+$", change.text)
        if change.kind != "same" or len(words) <= 3 * SHOWN:
            yield change
            continue
        if place > 0:
            yield Change("same", "".join(words[:SHOWN]))
        yield Change("skipped", f"{len(words) - SHOWN * ((place > 0) + (place < len(found) - 1))} words unchanged")
        if place < len(found) - 1:
            yield Change("same", "".join(words[-SHOWN:]))
