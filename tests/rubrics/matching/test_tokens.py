"""Words and where they stood."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casewright.rubrics.matching.sentences import sentences
from casewright.rubrics.matching.tokens import fold, tokenise

ANYTHING = st.text(max_size=200)
ABBREVIATIONS = frozenset({"dr", "approx"})


def _sentences(text: str) -> list[str]:
    tokens = tokenise(text)
    return [text[tokens.starts[a] : tokens.ends[b - 1]] for a, b in sentences(tokens, ABBREVIATIONS)]


@given(ANYTHING)
def test_every_word_is_what_stands_at_its_offsets(text: str) -> None:
    """Whatever the script, the marks or the invisible characters, a word folds from its own characters."""
    tokens = tokenise(text)
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert 0 <= start < end <= len(text)
        assert word
        assert word in ("-", fold(text[start:end]))


@given(ANYTHING)
def test_words_come_in_order_and_never_overlap(text: str) -> None:
    """Each word begins where the last one ended or later."""
    tokens = tokenise(text)
    assert all(end <= start for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))


@given(ANYTHING)
def test_sentences_cover_all_words_once(text: str) -> None:
    """Sentence ranges touch without gaps."""
    tokens = tokenise(text)
    ranges = list(sentences(tokens, ABBREVIATIONS))
    assert [index for first, last in ranges for index in range(first, last)] == list(range(len(tokens)))


def test_accents_in_either_form_are_the_same_word() -> None:
    """Composed and decomposed letters fold alike, and offsets count the decomposed ones."""
    assert tokenise("ánimo").words == tokenise("a\u0301nimo").words == ("animo",)
    assert tokenise("a\u0301nimo bajo").starts == (0, 7)


def test_hyphens_and_apostrophes_split_words_without_a_trace() -> None:
    """A term matches with or without them; a dash on its own or between numbers stays."""
    assert tokenise("self-esteem").words == tokenise("self esteem").words
    assert tokenise("doesn’t").words == ("doesn", "t")
    assert tokenise("2-3 weeks – low").words == ("2", "-", "3", "weeks", "-", "low")


def test_numbers_part_from_their_units_and_keep_their_decimals() -> None:
    """Doses are read whether or not a blank stands before the unit."""
    assert tokenise("50mg, 2,5 kg, F32.1.").words == ("50", "mg", ",", "2,5", "kg", ",", "f", "32.1", ".")


def test_a_masked_stretch_joins_nothing() -> None:
    """Words on both sides of a masked copy are no phrase."""
    assert tokenise("low ███ mood").words == ("low", "█", "█", "█", "mood")


def test_abbreviations_and_wrapped_lines_end_no_sentence() -> None:
    """A stop after Dr or a line end in running text goes on."""
    assert len(_sentences("Seen by Dr. Moss on the ward. Low mood.")) == 2
    assert len(_sentences("She has been feeling low for a number of weeks now and is\nsleeping badly.")) == 1


def test_blank_lines_bullets_and_short_lines_end_a_sentence() -> None:
    """Notes without stops are still read line by line."""
    assert _sentences("Low mood\nNo SI\n\n- sleep poor\n• tearful") == [
        "Low mood",
        "No SI",
        "- sleep poor",
        "• tearful",
    ]


def test_a_lone_question_mark_is_a_doubt() -> None:
    """It stays with the diagnosis that follows."""
    assert _sentences("Low mood ? PTSD. Why? Unclear.") == ["Low mood ? PTSD.", "Why?", "Unclear."]
