"""Harmless edits: what a reader takes no notice of must change nothing in the outcome."""

from __future__ import annotations

from collections.abc import Mapping

from casewright.exams.edits.abbreviation import abbreviate
from casewright.exams.edits.edit import Edit, Editor
from casewright.exams.edits.paraphrase import paraphrase
from casewright.exams.edits.sentence_order import swap_sentences
from casewright.exams.edits.typing_error import mistype

__all__ = ["EDITORS", "Edit", "Editor"]

EDITORS: Mapping[str, Editor] = {
    "sentence-order": swap_sentences,
    "abbreviation": abbreviate,
    "typing-error": mistype,
    "paraphrase": paraphrase,
}
