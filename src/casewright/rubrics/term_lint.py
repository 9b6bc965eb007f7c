"""What is wrong with a term file: all of it, by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from casewright.documents import Document
from casewright.errors import InputError
from casewright.rubrics.matching.terms import parse_term
from casewright.rubrics.problems import REGEX_KEYS, Path, Problem, regex_problem, suggest
from casewright.types import Language, Severity
from casewright.vocabulary.concepts import concepts

__all__ = ["looks_like_regex", "term_problems"]

LANGUAGES = get_args(Language)
KEYS = (*LANGUAGES, "absent", "graded", "mask")
REGEX = re.compile(r"\\|\^|\$$|[{}]|\(\?|\.[*+?]|[)\]][*+?{]|[^\s\[(|][+?](?=[\s)\]|]|$)|\[[a-zA-Z0-9]-[a-zA-Z0-9]")
"""Escapes, anchors, counted repeats, groups with options, dots and brackets that repeat, a letter that may be missing,
ranges: none of them means in a term what it means in a regular expression."""


def looks_like_regex(term: str) -> bool:
    """Whether a term was meant as a regular expression. Terms would read its signs as nothing, and never match."""
    return REGEX.search(term) is not None


def term_problems(document: Document, elsewhere: Mapping[str, str] | None = None) -> Iterator[Problem]:
    """All problems of a term file; ``elsewhere`` has the files of concepts whose terms stand in its layer already."""
    if document.data is None:
        return
    if not isinstance(document.data, Mapping):
        yield Problem("form", "a term file is a mapping from concept ids to terms")
        return
    for name, entry in document.data.items():
        if name not in concepts():
            near = suggest(name, concepts(), listed=False)
            yield Problem("concept", f"unknown concept {name!r}{near}", (name,))
        if elsewhere and name in elsewhere:
            yield Problem("duplicate", f"concept {name!r} stands in {elsewhere[name]} too", (name,))
        yield from _entry(entry, (name,))


def _entry(entry: Any, path: Path) -> Iterator[Problem]:
    for key, value in _items(entry):
        here = (*path, key)
        if key in LANGUAGES:
            yield from _terms(value, here)
        elif key in ("absent", "mask"):
            yield from _languages(value, here)
        elif key == "graded":
            yield from _grades(value, here)
        elif key in REGEX_KEYS:
            yield regex_problem(key, here)
        else:
            yield Problem("key", f"unknown key {key!r}{suggest(key, KEYS)}", here)
    if entry is not None and not isinstance(entry, Mapping):
        yield Problem("form", f"a mapping with {', '.join(KEYS)} is needed here", path)


def _grades(value: Any, path: Path) -> Iterator[Problem]:
    for grade, languages in _items(value):
        if grade not in get_args(Severity):
            yield Problem("key", f"unknown grade {grade!r}{suggest(grade, get_args(Severity))}", (*path, grade))
        yield from _languages(languages, (*path, grade))


def _languages(value: Any, path: Path) -> Iterator[Problem]:
    for language, listed in _items(value):
        if language not in LANGUAGES:
            yield Problem("key", f"unknown language {language!r}{suggest(language, LANGUAGES)}", (*path, language))
        yield from _terms(listed, (*path, language))


def _terms(listed: Any, path: Path) -> Iterator[Problem]:
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        yield Problem("term", "terms are a list of texts", path)
        return
    for index, text in enumerate(listed):
        yield from _term(str(text), (*path, index))


def _term(text: str, path: Path) -> Iterator[Problem]:
    if looks_like_regex(text):
        message = f"term {text!r} looks like a regular expression; terms know word*, (a|b c), [optional], _ and ..."
        yield Problem("regex", message, path)
        return
    try:
        parse_term(text)
    except InputError as error:
        yield Problem("term", str(error), path)


def _items(value: Any) -> Iterator[tuple[str, Any]]:
    return iter(value.items() if isinstance(value, Mapping) else ())
