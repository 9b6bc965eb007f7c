"""The expressions are written for folded text, and every language has what it needs."""

from __future__ import annotations

import pytest

from casewright.measures.directives.folding import fold
from casewright.measures.directives.patterns import LANGUAGES, expressions, patterns
from casewright.measures.directives.view import View


@pytest.mark.parametrize("language", LANGUAGES)
def test_expressions_are_written_folded(language: str) -> None:
    """An accent or a capital would match nothing: texts are folded before they are read."""
    for found in expressions(language).values():
        for one in found:
            bare = one.replace(r"\W", "").replace(r"\pL", "")
            assert fold(View.plain(bare)).text == bare, one


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_has_the_kinds_that_need_words(language: str) -> None:
    """To forget, to speak to the judge, to say what to answer, to give a role, to praise."""
    assert set(expressions(language)) >= {"override", "address", "answer", "role", "praise"}


def test_all_compile() -> None:
    """One alternative a kind and language."""
    assert len(patterns()) == sum(len(expressions(language)) for language in LANGUAGES)
