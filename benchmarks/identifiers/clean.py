"""Texts in which nobody is named: unlabelled rows, and our own notes about nobody."""

from __future__ import annotations

import json
import re
from pathlib import Path

from benchmarks.identifiers.sets import Half, Labelled, labelled

from casewright.types import Language

__all__ = ["clean_rows", "harmless_rows", "own_notes"]

_SURROGATES = re.compile(
    r"\b(?:Mr|Mrs|Ms|Sra?|Srta|D|Dña)\.? [A-ZÁÉÍÓÚ][a-záéíóú]{2,}|\b\d{1,2}/\d{1,2}/\d{4}|"
    r"\b\d{1,2} (?:de )?[A-Za-z]+ (?:de )?20\d\d"
)
_EXAMPLES = Path(__file__).parents[2] / "examples" / "reference_notes.jsonl"


def clean_rows(half: Half) -> list[Labelled]:
    """Rows of the English set without any label."""
    return [row for row in labelled("en", half) if row.clean]


def harmless_rows(half: Half) -> list[Labelled]:
    """Rows of the English set without a label of Safe Harbor's kinds: clean ones, and those that only name a country,
    a year, an age to 89, a title, a nationality or an organisation.
    """
    return [row for row in labelled("en", half) if all(span.kind.islower() for span in row.spans)]


def own_notes(language: Language, half: Half = "all") -> list[Labelled]:
    """Goldens of the rubrics and of the exams, and the examples: written by us, about nobody.

    Those that tell a full date or call the patient by an invented surname hold what must be found and are left out.
    """
    from casewright.exams.goldens import goldens
    from casewright.rubrics.goldens import golden_cases

    written = [one.report for one in golden_cases()] + [one.report for one in goldens()]
    texts = [one.text for one in written if one.language == language]
    rows = [json.loads(line) for line in _EXAMPLES.read_text("utf-8").splitlines()]
    texts += [row["text"] for row in rows if row["language"] == language]
    kept = [text for text in dict.fromkeys(texts) if not _SURROGATES.search(text)]
    wanted = {"even": (0,), "odd": (1,), "all": (0, 1)}[half]
    return [Labelled(str(i), text, language, ()) for i, text in enumerate(kept) if i % 2 in wanted]
