"""Mentions of whole reports: offsets, sections, overlaps, masks, language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casewright.documents import parse_document
from casewright.errors import DocumentError
from casewright.rubrics.matching import conflicts, find_mentions, matching_fingerprint
from casewright.rubrics.matching.concept_terms import concept_terms, read_terms
from casewright.rubrics.matching.lexicon import lexicon
from casewright.rubrics.matching.matcher import Matcher
from casewright.rubrics.matching.passages import Passages
from casewright.types import Mention, Report, Section
from casewright.vocabulary import concepts

Find = Callable[..., tuple[Mention, ...]]
WORDS = ["low mood", "no SI", "ánimo bajo", "a\u0301nimo bajo", "for 3 weeks", "mother", "😀"]
PARTS = st.sampled_from([*WORDS, ", ", ". ", "\n", "\u200b", "(", ": "])
SOUP = st.lists(st.one_of(PARTS, st.text(max_size=8)), max_size=20).map(" ".join)
RELAXED = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])


@RELAXED
@given(SOUP, st.sampled_from(["en", "es"]), st.sampled_from(["present-illness", "family-history", "mental-state"]))
def test_any_text_is_read_without_a_fault(find: Find, text: str, language: str, section: str) -> None:
    """Mentions lie inside the text, in order, and the same text gives the same mentions."""
    mentions = find(text, language, section)
    assert all(0 <= item.start < item.end <= len(text) for item in mentions)
    assert [item.start for item in mentions] == sorted(item.start for item in mentions)
    assert find(text, language, section) == mentions


@RELAXED
@given(st.text(alphabet="😀é\u0301 \n\u200bß漢", max_size=30))
def test_offsets_hold_behind_any_characters(find: Find, prefix: str) -> None:
    """Emoji, marks and invisible characters before a mention move it by their number of code points."""
    text = f"{prefix}\n\nLow mood."
    assert [text[item.start : item.end] for item in find(text)] == ["Low mood"]


def test_headings_mention_nothing() -> None:
    """Only what lies inside a section is read."""
    text = "LOW MOOD\nSleeps well.\n"
    mentions = find_mentions(Report(text, (Section("present-illness", 9, len(text)),)))
    assert "depressed-mood" not in {item.concept for item in mentions}


def test_each_section_has_its_own_defaults(find: Find) -> None:
    """The same words are the patient's account, the doctor's observation, or somebody else's past."""
    assert find("Tearful.", section="present-illness")[0].source == "patient"
    assert find("Tearful.", section="mental-state")[0].source == "observed"
    assert find("Anxiety.", section="psychiatric-history")[0].time == "past"
    assert find("Anxiety.", section="family-history")[0].subject == "family"


def test_a_mention_inside_another_concepts_mention_is_kept() -> None:
    """Wording may stand for two concepts, unless one masks it."""
    source = 'dx-depressive-episode: {en: ["depression"], mask: {en: ["postnatal depression"]}}\n'
    source += 'dx-psychotic-depression: {en: ["psychotic depression"]}\n'
    terms = read_terms([parse_document(source, "terms.yaml")])
    own = Matcher(terms, lexicon("en"))
    both = [item.concept for item in own.mentions(Report("Psychotic depression.", ()))]
    assert both == ["dx-psychotic-depression", "dx-depressive-episode"]
    assert not list(own.mentions(Report("Postnatal depression.", ())))


def test_wanted_concepts_only() -> None:
    """Asking for some concepts leaves out the others, and changes nothing about those."""
    report = Report("Low mood and insomnia for two weeks; no suicidal ideation.", ())
    every = find_mentions(report)
    wanted = {"insomnia"}
    assert find_mentions(report, wanted) == tuple(item for item in every if item.concept in wanted)


def test_the_term_files_that_ship_name_known_concepts() -> None:
    """Every shipped term parses and belongs to a concept of the vocabulary."""
    assert {term.concept for term in concept_terms()} <= set(concepts())


def test_the_fingerprint_is_stable() -> None:
    """The same files give the same fingerprint."""
    assert matching_fingerprint() == matching_fingerprint()
    assert len(matching_fingerprint()) == 16


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("depressed-moood: {en: [low]}", "terms.yaml:1:18: unknown concept 'depressed-moood'; nearest: depressed-mood"),
        ("depressed-mood: {english: [low]}", "unknown key 'english'"),
        ("depressed-mood: {en: ['low (mood']}", "unmatched '('"),
        ("depressed-mood: {en: low}", "terms are a list"),
        ("depressed-mood: {absent: {fr: [x]}}", "unknown language 'fr'"),
    ],
)
def test_a_wrong_term_file_is_refused_with_its_place(source: str, message: str) -> None:
    """Unknown concepts, keys and languages, and terms that don't parse."""
    with pytest.raises(DocumentError, match=r"terms\.yaml:1:\d+") as caught:
        read_terms([parse_document(source, "terms.yaml")])
    assert message in str(caught.value)


def test_a_source_that_denies_what_it_said_conflicts_with_itself(find: Find) -> None:
    """Within one source at one time; not between sources, subjects or times."""
    assert len(conflicts(find("She reports low mood. She denies low mood."))) == 1
    assert not conflicts(find("His wife reports low mood. He denies low mood."))
    assert not conflicts(find("Previous low mood. Denies low mood."))
    assert not conflicts(find("Her mother had anxiety. She denies anxiety."))
    assert len(conflicts(find("Panic attacks in the past. She has never had panic attacks."))) == 1


@RELAXED
@given(SOUP)
def test_a_quoted_passage_is_the_texts_own(find: Find, text: str) -> None:
    """A passage holds its mention, and its words stand at its offsets."""
    passages = Passages.of(Report(text, ()))
    for item in find(text):
        quote = passages.quote(item.start, item.end)
        assert text[quote.start : quote.end] == quote.quote
        assert quote.start <= item.start < item.end <= quote.end


def test_a_long_sentence_is_quoted_in_part() -> None:
    """Whole words around the mention, no more than is readable."""
    text = "word " * 100 + "low mood " + "word " * 100 + "."
    quote = Passages.of(Report(text, ())).quote(500, 508)
    assert "low mood" in quote.quote
    assert len(quote.quote) < 200
    assert quote.quote.startswith("word ")
