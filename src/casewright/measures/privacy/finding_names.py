"""Names of people, by what stands around them and by what is known of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from casewright.measures.privacy.name_lists import (
    common_given_names,
    given_names,
    is_clinical,
    is_english,
    is_foreign,
    is_listed_given,
    is_ordinary,
    is_surname,
    is_unknown,
    never_names,
    surnames,
)
from casewright.measures.privacy.patterns import Found, find_all
from casewright.measures.privacy.patterns_name import (
    ACTING,
    ARTICLE,
    CUED,
    HONOURED,
    INITIALS,
    INSTRUMENT,
    LABELLED,
    NOBODY,
    RUNS,
    TITLED,
)
from casewright.measures.privacy.patterns_person import NAMES_IN_ROW, PEOPLE
from casewright.types import Language

__all__ = ["find_listed_names", "find_told_names"]

_PARTICLES = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "los",
        "van",
        "von",
        "der",
        "da",
        "do",
        "dos",
        "di",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ten",
        "ter",
        "te",
        "den",
        "af",
        "zu",
        "zum",
        "della",
        "y",
        "i",
    ]
)


def find_told_names(text: str, language: Language) -> list[Found]:
    """Names by title, label or degree, and by a word for a person right before.

    A title makes a name of nearly anything; scales, eponyms, drugs and words that begin a sentence are none otherwise.
    """
    return [
        *find_all(NAMES_IN_ROW, text, language),
        *_titled(text, language),
        *_labelled(text, language),
        *_cued(text, language),
        *_acting(text, language),
    ]


def find_listed_names(text: str, language: Language, told: Iterable[Found] = ()) -> Iterator[Found]:
    """Runs of words that lists of names know; then parts of these and of ``told`` where they stand again.

    In a text without any capital every word is read as if it had one.
    """
    if not any(letter.isupper() for letter in text) and len(raised := text.title()) == len(text):
        yield from (one for one in _listed(raised, language) if _is_sure(one, raised))
        return
    found = list(_listed(text, language))
    yield from found
    yield from _again([*told, *found], text)


def _labelled(text: str, language: Language) -> Iterator[Found]:
    for one in find_all(LABELLED, text, language):
        words = text[one.start : one.end].split()
        if words[0].lower() not in never_names() and (len(words) > 1 or words[0] in common_given_names()):
            yield _trimmed(one, text)


def _listed(text: str, language: Language) -> Iterator[Found]:
    for one in find_all(RUNS, text, language):
        if (known := _known_in(one, text, language)) and not _honoured(known, text):
            yield known


def _is_sure(one: Found, text: str) -> bool:
    """Of a text without capitals: a given name before a surname, or beside a word that English doesn't have."""
    words = text[one.start : one.end].split()
    if len(words) == 2 and _bare(words[0]) in given_names() and _bare(words[1]) in surnames():
        return True
    return any(_bare(word) in given_names() for word in words) and not all(is_english(_bare(word)) for word in words)


def _again(found: Iterable[Found], text: str) -> Iterator[Found]:
    """The last word of a name of two or more, where it stands without the rest; the first too, unless ordinary."""
    names = [words for one in found if len(words := _owner(text[one.start : one.end].split())) > 1]
    parts = {words[-1].removesuffix("'s").removesuffix("’s") for words in names}
    parts |= {words[0] for words in names if words[0].isalpha() and words[0][1:].islower() and is_foreign(words[0])}
    wanted = sorted(part for part in parts if len(part) > 2 and part[0].isupper() and not is_clinical(part))
    if wanted:
        listed = "|".join(map(re.escape, wanted))
        yield from (Found("NAME", *match.span()) for match in re.finditer(rf"\b(?:{listed})\b", text))


def _owner(words: list[str]) -> list[str]:
    """Without what somebody owns ("Yuri Bulgakov's Tales")."""
    return words[: next((i + 1 for i, word in enumerate(words) if word.endswith(("'s", "’s"))), len(words))]


def _titled(text: str, language: Language) -> Iterator[Found]:
    for one in find_all(TITLED, text, language):
        name = text[one.start : one.end]
        if name.split()[0].lower().strip(".") not in never_names() and not INITIALS.fullmatch(name):
            yield _trimmed(one, text)


def _cued(text: str, language: Language) -> Iterator[Found]:
    for one in find_all(CUED, text, language):
        first = text[one.start : one.end].split(" ")[0]
        if not (first.isupper() or _is_origin(first) or INITIALS.fullmatch(first)) and is_foreign(first):
            found = _trimmed(one, text)
            if not _honoured(found, text):
                yield found


def _acting(text: str, language: Language) -> Iterator[Found]:
    for one in find_all(PEOPLE, text, language):
        found = _trimmed(one, text)
        first = text[found.start : found.end].split(" ")[0]
        if not (first.isupper() or _is_origin(first) or INITIALS.fullmatch(first) or _honoured(found, text)):
            yield found


def _is_origin(word: str) -> bool:
    return word.lower().endswith(("ish", "ese", "ian", "ians", "ican", "icans"))


def _trimmed(one: Found, text: str) -> Found:
    """Up to a capitalised word that is never in a name ("Mr. Smith Plan"), and without particles at the end."""
    words = text[one.start : one.end].split(" ")
    end = next((i for i, word in enumerate(words) if i and _never(word)), len(words))
    while end > 1 and words[end - 1].lower() in _PARTICLES:
        end -= 1
    return Found(one.type, one.start, one.start + len(" ".join(words[:end])))


def _never(word: str) -> bool:
    return word.lower() in never_names() and word not in _PARTICLES


def _known_in(one: Found, text: str, language: Language) -> Found | None:
    """From the first known name on, so that a capitalised word before it doesn't hide it."""
    words = text[one.start : one.end].split(" ")
    at = one.start
    for i, word in enumerate(words):
        if _begins(words[i : i + 6], text, at, language):
            return _trimmed(Found(one.type, at, one.end), text)
        at += len(word) + 1
    return None


def _begins(words: Sequence[str], text: str, at: int, language: Language) -> bool:
    """Whether a name begins here: a common given name; another given name in the middle of a sentence, addressed or
    acting; two words that are not ordinary, one of which is a given name or a surname; in
    English also two that the language doesn't have.
    """
    first, rest = (
        _bare(words[0]),
        [word for word in words[1:] if word not in _PARTICLES and len(word.strip(".")) > 1],
    )
    if words[0].removesuffix("'s").removesuffix("’s") in common_given_names():
        return bool(rest) or not ARTICLE.search(text[max(0, at - 12) : at].rstrip(" "))
    if is_ordinary(words[0]):
        return language == "en" and bool(rest) and _is_given_before_surname(words[0], rest[0])
    if not rest:
        return first in given_names() and not words[0].isupper() and _stands_for_somebody(words[0], text, at)
    if is_ordinary(rest[0]):
        called = _within_sentence(text, at) or (_bare(rest[0]) not in never_names() and is_surname(_bare(rest[0])))
        return first in given_names() and not words[0].isupper() and called
    second = _bare(rest[0])
    if first in given_names() or second in surnames():
        return True
    titled = _is_title(words[0]) and _is_title(rest[0])
    if language != "en" or not titled or is_english(first) or is_english(second):
        return False
    return not (first + second).isascii() or (is_unknown(first) and is_unknown(second))


def _is_given_before_surname(first: str, second: str) -> bool:
    """A given name that is an ordinary word too, before a surname that is none ("Jan Kowalska")."""
    if is_ordinary(second) or not (_is_title(first) and _is_title(second)) or _bare(first) in never_names() - {"jan"}:
        return False
    return is_listed_given(_bare(first)) and (_bare(second) in surnames() or not second.isascii())


def _is_title(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()


def _stands_for_somebody(word: str, text: str, at: int) -> bool:
    return _within_sentence(text, at) or bool(ACTING.match(text[at + len(word) : at + len(word) + 12]))


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s").strip(".'’").lower()


def _within_sentence(text: str, at: int) -> bool:
    """Whether a capital is no matter of course here: a word or a comma stands before it on the same line."""
    before = text[max(0, at - 12) : at].rstrip(" ")
    return (before[-1:].isalpha() or before[-1:] == ",") and not ARTICLE.search(before)


def _honoured(one: Found, text: str) -> bool:
    if any(phrase in text[one.start : one.end] for phrase in NOBODY):
        return True
    before, after = (
        text[max(0, one.start - 24) : one.start],
        text[one.end : one.end + 16],
    )
    last = text[one.start : one.end].rpartition(" ")[2]
    return bool(HONOURED.search(before) or INSTRUMENT.match(after) or INSTRUMENT.fullmatch(last))
