"""The columns of a sheet, what their cells may hold, and how a filled-in cell is read"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Literal, get_args

__all__ = ["COLUMNS", "CONFIDENCE", "ERRORS", "VERDICTS", "Verdict", "count_of", "plain_name", "shown", "verdict_of"]

Verdict = Literal["real", "synthetic", "can't tell"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
CONFIDENCE = ("1", "2", "3", "4", "5")
"""From a guess to certainty."""
ERRORS: Mapping[str, str] = {
    "wrong fact": "something that is not so in medicine, such as a drug of another class",
    "contradiction": "two places of the report that can't both be true",
    "implausible course": "onset, duration or order of events that does not happen this way",
    "wrong severity": "findings and the stated severity don't go together",
    "medication error": "a drug, dose, route or combination that nobody would write",
    "invented detail": "a detail that nothing in the report leads to",
    "wrong person": "a finding given to the wrong person, or a sex, name or age that changes",
    "style or template": "wording that no clinician uses, or that reads as filled in from a form",
    "language error": "grammar, spelling, or words of another language",
    "identifying detail": "something that could lead to a living person",
    "other error": "anything else; please say what in the comment",
}
"""What reviewers of clinical notes mark, with a line for each of what is meant."""
COLUMNS = ("id", "text", "verdict", "confidence", *ERRORS, "comment", "rater")
MOST = 99
LONGEST_SHOWN = 24
WORDS_FOR_ONE = frozenset({"x", "yes", "y", "true", "sí", "si", "✓", "✔"})
WORDS_FOR_NONE = frozenset({"", "no", "n", "false", "none", "-", "–"})
UNSURE = frozenset({"can't tell", "cant tell", "cannot tell", "can not tell", "can´t tell", "unsure", "?"})


def plain_name(name: str) -> str:
    """A heading without what spreadsheets and people do to it."""
    return re.sub(r"[\s_]+", " ", name.strip().casefold())


def shown(value: str) -> str:
    """What stands in a cell, for a message; where columns were mixed up a note may stand there, which stays unsaid."""
    return repr(value) if len(value) <= LONGEST_SHOWN else f"a text of {len(value)} characters"


def verdict_of(value: str) -> Verdict | None:
    """The verdict that a cell means; ``None`` where it is empty.

    Raises:
        ValueError: it is none; the message lists what is allowed.
    """
    plain = plain_name(value.replace("’", "'"))
    if not plain:
        return None
    if plain in UNSURE:
        return "can't tell"
    if plain in ("real", "synthetic"):
        return "real" if plain == "real" else "synthetic"
    near = get_close_matches(plain, VERDICTS, n=1)
    hint = f"; nearest: {near[0]}" if near else ""
    raise ValueError(f"column 'verdict': {shown(value)} is none; allowed are {', '.join(VERDICTS)}{hint}")


def count_of(column: str, value: Any) -> int:
    """How many errors a cell counts: a number, or an x for one.

    Raises:
        ValueError: it is neither.
    """
    plain = str(value).strip().casefold()
    if isinstance(value, bool) or plain in WORDS_FOR_ONE or plain in WORDS_FOR_NONE:
        return int(value if isinstance(value, bool) else plain in WORDS_FOR_ONE)
    number = re.fullmatch(r"(\d{1,3})(?:[.,]0+)?", plain)
    if number is None or int(number[1]) > MOST:
        raise ValueError(f"column {column!r}: {shown(str(value))} is no count; allowed are x or a number up to {MOST}")
    return int(number[1])
