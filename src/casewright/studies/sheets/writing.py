"""The sheet and its key, two files: nothing on the sheet says whose a text is"""

from __future__ import annotations

import random
import string
from collections.abc import Sequence
from pathlib import Path

from casewright.errors import InputError
from casewright.exams.labels.tabular import SUFFIXES, write_table
from casewright.exams.replacing import replace_file
from casewright.studies.sheets.form import COLUMNS, CONFIDENCE, ERRORS, VERDICTS
from casewright.studies.sheets.item import Item
from casewright.studies.sheets.key import RatedReport, text_hash, write_rating_key

__all__ = ["REAL_WARNING", "check_paths", "write_rating_sheet"]

REAL_WARNING = "a real note stands on the sheet in full: sheet and key fall under the rules that the note falls under"


def write_rating_sheet(path: Path, key: Path, items: Sequence[Item], *, seed: int = 0, rater: str = "") -> Path:
    """Writes the sheet (XLSX, CSV or JSONL), its key (JSONL) and, beside the sheet, a page that says what is asked.

    The key, and a sheet with real notes on it, can be read by their owner alone.

    Args:
        path: The sheet.
        key: Its key.
        items: In the order in which raters see them.
        seed: Of the ids.
        rater: Filled in where one person gets the sheet.

    Returns:
        The page.

    Raises:
        InputError: the two are one file, the name says no known format, or the format can't hold a text.
        StorageError: a file can't be written.
    """
    check_paths(path, key)
    ids = _ids(items, seed)
    rows = [_row(name, item, rater) for name, item in zip(ids, items, strict=True)]
    choices = {"verdict": VERDICTS, "confidence": CONFIDENCE}
    write_rating_key(key, [_entry(name, item) for name, item in zip(ids, items, strict=True)])
    write_table(path, COLUMNS, rows, choices)
    if any(item.real for item in items):
        path.chmod(0o600)
    guide = path.with_name(f"{path.name}.guide.txt")
    replace_file(guide, _guide(len(items)).encode())
    return guide


def check_paths(path: Path, key: Path) -> None:
    """Before anything is drawn.

    Raises:
        InputError: the two are one file, or the name of one says no known format.
    """
    if path.absolute() == key.absolute():
        raise InputError(f"the key needs a file of its own; {str(key)!r} is the sheet")
    if not path.name.lower().endswith(SUFFIXES):
        raise InputError(f"can't tell the format of {str(path)!r} from its name; known: {', '.join(SUFFIXES)}")
    if not key.name.lower().endswith(".jsonl"):
        raise InputError(f"a key is JSONL; {str(key)!r} doesn't end in .jsonl")


def _ids(items: Sequence[Item], seed: int) -> list[str]:
    """Letters before the number are the sheet's own, so that a sheet read with another's key is found out."""
    dice = random.Random(f"ids {seed} {text_hash('', ' '.join(item.text for item in items))}")  # noqa: S311 - no secrets
    mark = "".join(dice.choices(string.ascii_lowercase, k=4))
    return [f"{mark}-{number:03}" for number in range(1, len(items) + 1)]


def _row(name: str, item: Item, rater: str) -> dict[str, str]:
    return {"id": name, "text": item.text, "rater": rater}


def _entry(name: str, item: Item) -> RatedReport:
    return RatedReport(
        opaque=name,
        arm=item.arm,
        report=item.report,
        pair="" if item.real else item.pair,
        code=item.code,
        language=item.language,
        hash=text_hash(name, item.text),
        parrot=item.parrot,
        real=item.real,
        warning=REAL_WARNING if item.real else "",
    )


def _guide(n: int) -> str:
    errors = "\n".join(f"  {name}: {meant}" for name, meant in ERRORS.items())
    return (
        f"{n} clinical texts, each in a row. Some may be real notes, some were written by a program.\n\n"
        "verdict      real, synthetic, or can't tell. Decide on each text alone; how many are real is not told.\n"
        "confidence   1 a guess, 5 certain.\n"
        f"errors       in the column of its type an x, or how many there are; empty where there is none:\n{errors}\n"
        "comment      whatever should be known. Please copy nothing of the text.\n"
        "rater        a name or sign of yours, the same in every row.\n\n"
        "Layout, headings and lines that name people or dates were taken out of all texts alike.\n"
        "Please don't change the columns id and text, and don't talk about the texts before all have been read.\n"
    )
