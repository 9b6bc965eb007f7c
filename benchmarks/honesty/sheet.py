"""A sheet on which a person says which texts are faulty, without knowing which loop let them through."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from casewright.errors import InputError
from casewright.hashing import content_hash

__all__ = ["Entry", "read_faults", "write_sheet"]

COLUMNS = ("id", "code", "facts", "text", "faulty", "what")
YES, NO = frozenset({"yes", "y", "1", "true"}), frozenset({"no", "n", "0", "false"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A text to be labelled, with the facts that it should tell, in plain wording."""

    code: str
    facts: str
    text: str

    @property
    def id(self) -> str:
        return content_hash([self.code, self.text], 10)


def write_sheet(folder: Path, entries: Sequence[Entry], accepted_by: Mapping[str, Sequence[str]]) -> Path:
    """Writes ``sheet.csv``, each text once and in random order, and ``key.json``, which the rater must not see.

    A sheet that is there already keeps its labels.
    """
    path = folder / "sheet.csv"
    kept = _rows(path) if path.exists() else {}
    distinct = sorted({entry.id: entry for entry in entries}.items())
    Random(0).shuffle(distinct)
    with path.open("w", encoding="utf-8", newline="") as stream:
        sheet = csv.DictWriter(stream, COLUMNS)
        sheet.writeheader()
        for name, entry in distinct:
            said = kept.get(name, {})
            told = {"id": name, "code": entry.code, "facts": entry.facts, "text": entry.text}
            sheet.writerow({**told, "faulty": said.get("faulty", ""), "what": said.get("what", "")})
    (folder / "key.json").write_text(json.dumps(dict(accepted_by), indent=1), encoding="utf-8")
    return path


def read_faults(path: Path) -> dict[str, bool]:
    """By text id, whether it is faulty; rows without an answer are left out.

    Raises:
        InputError: an answer is neither yes nor no.
    """
    found = {}
    for name, row in _rows(path).items():
        said = row["faulty"].strip().lower()
        if said and said not in YES | NO:
            raise InputError(f"{str(path)!r}, {name!r}: faulty is {row['faulty']!r}; yes or no is wanted")
        if said:
            found[name] = said in YES
    return found


def _rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["id"]: row for row in csv.DictReader(stream)}
