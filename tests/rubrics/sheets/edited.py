"""A small rubric in a file, and its sheet as a grid of texts to edit."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from casewright.rubrics.named import NamedRubric
from casewright.rubrics.sheets import TakenBack, take_back

TEXT = """\
# What this file is for.
id: "who:F45.0"
version: 1.2.3
extends: "who:V"
basis: cddg
status: clinician_reviewed
reviewed: {role: psychiatrist, date: 2026-01-31}
disable: [sex-agrees]
criteria:
  # why mood comes first
  mood:
    role: supports
    aspect: diagnosis
    weight: 2.5  # tried out
    kinds: [intake, discharge]
    ages: {min: 18, max: 64}
    clause: F45
    asks: {en: "Low mood?", es: "¿Ánimo bajo?"}
    guidance: {en: "=not a sum", es: "- ni esto"}
    examples: {present: ["Low for weeks.", "@home in tears"], absent: ["No low mood."], borderline: ["A bit low."]}
    finds: {count: {min: 1}, of: [{concept: depressed-mood}, {concept: anhedonia}]}
    was: [0123456789abcdef]
  veto:
    role: contradicts
    aspect: diagnosis
    want: not_present
    clause: F45
    asks: {en: "Elated?", es: "¿Eufórico?"}
    finds: {concept: elevated-mood}
  # advice
  sleep:
    role: documents
    aspect: documentation
    asks: {en: "Sleep?", es: "¿Sueño?"}
    finds: {concept: insomnia}
differential:
  - {code: "who:F32", relation: may_coexist, clause: F32}  # side by side
goldens:
  # typical
  - {kind: intake, age: 30, text: "Low mood.", answers: {mood: present, sleep: not_mentioned}}
"""


@dataclass
class Sheet:
    """A sheet that can be edited as in a spreadsheet."""

    rubric: NamedRubric
    path: Path
    rows: list[list[str]]

    @property
    def heading(self) -> int:
        return next(index for index, row in enumerate(self.rows) if row[:1] == ["id"])

    def put(self, criterion: str, column: str, text: str) -> str:
        """Edits a cell and gives its address."""
        at = next(index for index, row in enumerate(self.rows) if row[:1] == [criterion])
        column_at = self.rows[self.heading].index(column)
        self.rows[at][column_at] = text
        return f"sheet!{chr(ord('A') + column_at)}{at + 1}"

    def drop(self, criterion: str) -> None:
        self.rows = [row for row in self.rows if row[:1] != [criterion]]

    def raw(self, delimiter: str = ",") -> str:
        text = StringIO(newline="")
        csv.writer(text, delimiter=delimiter).writerows(self.rows)
        return text.getvalue()

    def back(self, raw: bytes | None = None) -> TakenBack:
        self.path.write_bytes(self.raw().encode() if raw is None else raw)
        return take_back(self.path, lambda place: self.rubric)


def grid(raw: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(raw.decode("utf-8-sig"), newline="")))
