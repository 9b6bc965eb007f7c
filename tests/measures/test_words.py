"""One tokenizer under every measure."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.measures.words import list_tokens, list_words, token_keys


def test_tokens_split_at_hyphens_and_points() -> None:
    """Everything but letters, digits and marks separates tokens."""
    assert token_keys("Follow-up: 12.5 mg_daily") == ["follow", "up", "12", "5", "mg", "daily"]


def test_keys_fold_case_accents_and_invisible_characters() -> None:
    """Writing a word otherwise, or hiding a character in it, doesn't make it another token."""
    assert len(set(token_keys("Ánimo ANIMO a\u0301nimo a\u200bnimo ani\u00admo"))) == 1


def test_words_keep_inner_hyphens_and_leave_numbers_out() -> None:
    """Lexical measures count words, not dates."""
    assert list_words("She doesn’t attend follow-up, 12/03, niño") == ["she", "doesn’t", "attend", "follow-up", "niño"]


@settings(deadline=None)
@given(st.text())
def test_places_point_into_the_text(text: str) -> None:
    """Tokens are in order, apart, and never empty."""
    end = 0
    for token in list_tokens(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end
