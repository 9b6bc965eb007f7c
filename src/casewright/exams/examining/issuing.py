"""From figures to a certificate, whose id is the hash of what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from casewright.certificates import Certificate, Grade
from casewright.exams.paper import Item
from casewright.exams.response import Question
from casewright.hashing import content_hash
from casewright.wire import to_json

__all__ = ["LABELLED_FOR_GATING", "counting_hash", "exam_hash", "grade_of", "issue"]

LABELLED_FOR_GATING = 50
"""Reports that people must have labelled for more than a provisional certificate."""


def issue(certificate: Certificate) -> Certificate:
    """The certificate under its id."""
    return replace(certificate, id=content_hash(to_json(replace(certificate, id=""))))


def grade_of(labelled: int) -> Grade:
    """*gating* from 50 labelled reports on."""
    return "gating" if labelled >= LABELLED_FOR_GATING else "provisional"


def exam_hash(items: Iterable[Item], questions: Sequence[Question] = ()) -> str:
    """Hash of the paper (texts, codes, facts), of what was asked with right answers, and of the code that counts."""
    texts = [[one.id, one.code, one.report.text, to_json(one.facts) if one.facts else None] for one in items]
    asked = [[one.item.id, one.item.code, one.criterion.id, one.criterion.hash, one.truth] for one in questions]
    return content_hash([counting_hash(), texts, asked])


@cache
def counting_hash() -> str:
    """Of the source of this package."""
    room = [item for item in files("casewright.exams.examining").iterdir() if item.name.endswith(".py")]
    return content_hash(sorted((item.name, item.read_text("utf-8")) for item in room))
