"""Degenerate text: what no report may look like, whatever it says."""

from __future__ import annotations

from collections.abc import Iterable

from casewright.measures.directives import describe_directives, find_directives
from casewright.measures.diversity.leftovers import find_leftovers
from casewright.measures.diversity.loops import describe_loop
from casewright.measures.diversity.tongue import describe_wrong_language
from casewright.measures.surrogates import without_surrogates
from casewright.types import Language, Reason

__all__ = ["DEGENERATE", "count_words", "degenerate"]

DEGENERATE = "2"
"""The version of these rules, which a judging hashes: change it with them."""

SAID = {
    "chatter": "an assistant speaks to its user",
    "template": "parts of a template were left unfilled",
    "markup": "markup or tokens of a model were left in",
    "invisible": "invisible or directional characters stand in the text",
}


def degenerate(
    text: str, language: Language, words: tuple[int, int], questions: Iterable[str] = ()
) -> tuple[Reason, ...]:
    """Why a text is degenerate; empty where it is not.

    Targets are ``length`` (outside ``words``, least and most, both allowed), ``language``, ``loop``, ``chatter``,
    ``instructions`` (one of the ``questions`` that its judges will be asked, recited, among them), ``template``,
    ``markup`` and ``invisible``.
    """
    text = without_surrogates(text)
    said = {
        "length": _describe_length(text, words),
        "language": describe_wrong_language(text, language),
        "loop": describe_loop(text),
        "instructions": describe_directives(find_directives(text, questions)),
    }
    for check, count in find_leftovers(text).items():
        said[check] = f"{SAID[check]} ({count} found)"
    return tuple(Reason("degenerate", message, target=check) for check, message in said.items() if message)


def count_words(text: str) -> int:
    """Words as people count them: what spaces separate and holds a letter or digit."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def _describe_length(text: str, words: tuple[int, int]) -> str | None:
    count, (least, most) = count_words(text), words
    if least <= count <= most:
        return None
    return f"{count} words; a document of this kind has {least} to {most}"
