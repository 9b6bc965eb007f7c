"""What a code excludes in chapter V: WHO's by our list of codes, the American ones by the notes of their table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from casewright.documents import parse_document
from casewright.icd10 import table
from casewright.icd10.cm import excludes1
from casewright.icd10.divergence import divergence_of
from casewright.rubrics.exclusion import diagnoses_in

__all__ = ["excluded", "means_the_same"]

_NAMED = re.compile(r"\b(F\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?)(?:-(F\d[0-9A-Z]))?")


def excluded(prefix: str, code: str) -> tuple[str, ...]:
    """WHO codes, or blocks of them, that rule a code out; the code itself and what holds it are never among them.

    The package of WHO's table has no notes, so that its exclusions are a list of codes of ours. Of ICD-10-CM's notes
    only *Excludes1* rules out (*Excludes2* allows both), and only what WHO's table holds with the same meaning, for
    concepts are tied to WHO's codes. What no concept stands for is left out: nobody could find it.
    """
    found = _ours().get(code, ()) if prefix == "who" else tuple(_american(code))
    apart = (item for item in found if not code.startswith(item) and not item.startswith(code))
    return tuple(dict.fromkeys(item for item in apart if diagnoses_in(f"who:{item}")))


def means_the_same(prefix: str, code: str) -> bool:
    """Whether concepts tied to this string of WHO's table speak of this code."""
    return prefix == "who" or (code in table() and divergence_of(code) is None)


def _american(code: str) -> Iterator[str]:
    for note in excludes1(code):
        for first, last in _NAMED.findall(note):
            found = f"{first}-{last}" if last else first
            if means_the_same("cm", found):
                yield found


@cache
def _ours() -> Mapping[str, Sequence[str]]:
    text = files(__package__).joinpath("exclusions.yaml").read_text("utf-8")
    data: Mapping[str, Sequence[str]] = parse_document(text, "rubrics/drafting/exclusions.yaml").data
    return data
