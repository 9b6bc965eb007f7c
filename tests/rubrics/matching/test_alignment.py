"""A term's own negation and one that stands in its gap."""

from __future__ import annotations

import pytest

from casewright.documents import parse_document
from casewright.rubrics.matching.alignment import spelled
from casewright.rubrics.matching.concept_terms import read_terms
from casewright.rubrics.matching.lexicon import lexicon
from casewright.rubrics.matching.matcher import Matcher
from casewright.rubrics.matching.terms import parse_term
from casewright.types import Report

TERMS = 'depressed-mood: {en: ["(no cheer|mood ... low)"]}'


@pytest.mark.parametrize(
    ("text", "status"),
    [("Mood is low.", "present"), ("Mood is no longer low.", "absent"), ("No cheer.", "present")],
    ids=["plain", "in the gap", "of the term"],
)
def test_a_negation_of_one_branch_is_none_of_another_ones_gap(text: str, status: str) -> None:
    """*no* belongs to *no cheer*, and still turns *mood ... low*."""
    matcher = Matcher(read_terms([parse_document(TERMS, "terms.yaml")]), lexicon("en"))
    assert [item.status for item in matcher.mentions(Report(text, ()))] == [status]


@pytest.mark.parametrize(
    ("term", "words", "places"),
    [
        ("mood ... low", "mood is not low", {0, 3}),
        ("mood _ low", "mood not low", {0, 2}),
        ("when he _ drink [not]", "when he not drink", {0, 1, 2, 3}),
        ("(no|not) [any] cheer*", "no cheerfulness", {0, 1}),
    ],
)
def test_words_that_a_term_spells_out(term: str, words: str, places: set[int]) -> None:
    """A blank counts only for a word that the term has elsewhere, a gap never."""
    assert spelled(parse_term(term), words.split()) == places
