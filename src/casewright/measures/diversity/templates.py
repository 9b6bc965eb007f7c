"""Skeletons of sentences: what stays when the words of content are taken out.

Shaib et al. 2024 ("Detection and Measurement of Syntactic Templates in Generated Text") call a template a sequence of
part-of-speech tags that many texts share. No tagger is at hand here, so ours are another thing under another name: a
*skeleton* keeps a sentence's function words, puts ``_`` for each run of other words and ``#`` for each number. It sees
a sentence frame with other fillings, and misses one whose function words were changed too.
"""

from __future__ import annotations

import re

from casewright.measures.diversity.function_words import FUNCTION_WORDS
from casewright.measures.words import token_keys
from casewright.types import Language

__all__ = ["FRAME_WORDS", "list_headings", "list_skeletons", "opening", "skeleton"]

FRAME_WORDS = 4
"""Function words that a skeleton holds at least; below, too many sentences are alike by chance."""
OPENING_TOKENS = 4
_SENTENCE = re.compile(r"(?<=[.!?])[\s\"')\]]+|[\n\r]+")
_HEADING = re.compile(r"^[ \t]*(?:#+[ \t]*|\*\*)?([^\W\d_][^\n:.!?*]{0,48}?)(?:\*\*)?[ \t]*:[* \t]*", re.MULTILINE)


def skeleton(sentence: str, language: Language) -> tuple[str, ...]:
    """The function words of a sentence in order, ``_`` for what stands between them, ``#`` for a number."""
    kept, found = FUNCTION_WORDS[language], list[str]()
    for key in token_keys(sentence):
        sign = key if key in kept else "#" if key[0].isdigit() else "_"
        if sign != "_" or found[-1:] != ["_"]:
            found.append(sign)
    return tuple(found)


def list_skeletons(text: str, language: Language) -> list[tuple[str, ...]]:
    """The skeletons of a text's sentences that hold four function words or more."""
    found = (skeleton(sentence, language) for sentence in _SENTENCE.split(text))
    return [signs for signs in found if sum(sign not in "_#" for sign in signs) >= FRAME_WORDS]


def opening(text: str, language: Language) -> tuple[str, ...]:
    """The skeleton of the first sentence of four tokens or more behind its heading; empty where there is none."""
    for sentence in _SENTENCE.split(text):
        body = _HEADING.sub("", sentence, count=1)
        if len(token_keys(body)) >= OPENING_TOKENS:
            return skeleton(body, language)
    return ()


def list_headings(text: str) -> tuple[str, ...]:
    """What stands before a colon at the beginning of a line, at most 50 characters of it, without case."""
    return tuple(" ".join(token_keys(match)) for match in _HEADING.findall(text))
