"""Quasi-identifiers in a text: age band, sex, occupation, household, marriage, origin, place, year, institution, drug.

Found by word lists and patterns of our own (``lexicon.yaml``), in English and Spanish, with one name for a value in
both. What is said of a relative right before is left out; negation and who is meant further back are not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from casewright.measures.privacy.number_words import age_of_words
from casewright.measures.privacy.patterns import find_all
from casewright.measures.privacy.quasi.expressions import AGES, END, OPEN, RELATIVE, SEX, START
from casewright.measures.surrogates import without_surrogates
from casewright.types import Language

__all__ = ["QuasiIdentifiers", "age_band", "quasi_identifiers"]

QuasiIdentifiers = Mapping[str, frozenset[str]]
"""Attribute to its values; an attribute that the text doesn't tell is absent."""


def quasi_identifiers(text: str, language: Language) -> QuasiIdentifiers:
    """What the text tells of attributes that may identify somebody together.

    Attributes: age (bands of five years), sex, occupation, marital, household, ethnicity, place, institution, year
    (of something that is dated by its year), diagnosis (a rare one) and drug. Values are the same in both languages,
    except names of places and institutions, which are in lower case as written.
    """
    text = without_surrogates(text)
    found: dict[str, set[str]] = {}
    for attribute, value in (*_listed(text, language), *_open(text, language), *_age(text, language)):
        found.setdefault(attribute, set()).add(value)
    if sex := _sex(text, language):
        found["sex"] = {sex}
    return {attribute: frozenset(values) for attribute, values in sorted(found.items())}


def age_band(age: int) -> str:
    """Five years wide; from 90 on one band, as Safe Harbor has it."""
    return "90+" if age >= 90 else f"{age // 5 * 5}-{age // 5 * 5 + 4}"


def _age(text: str, language: Language) -> Iterator[tuple[str, str]]:
    ages = [int(text[one.start : one.end]) for one in find_all(AGES, text, language)]
    ages = ages or [age for age in (age_of_words(text, language),) if age is not None]
    if ages and ages[0] <= 120:
        yield "age", age_band(ages[0])


def _open(text: str, language: Language) -> Iterator[tuple[str, str]]:
    for one in find_all(OPEN, text, language):
        yield one.type, " ".join(text[one.start : one.end].casefold().split())


def _listed(text: str, language: Language) -> Iterator[tuple[str, str]]:
    for attribute, (compiled, values) in _lexicon(language).items():
        for match in compiled.finditer(text):
            if attribute == "drug" or not RELATIVE.search(text[max(0, match.start(1) - 60) : match.start(1)]):
                yield attribute, values[match.group(1).casefold()]


def _sex(text: str, language: Language) -> str | None:
    """The first noun for the patient beside an age; else the pronouns, where nine in ten are of one kind."""
    nouns, pronouns = SEX[language]
    if match := nouns.search(text):
        return "female" if match.group(1) else "male"
    said = [bool(match.group(1)) for match in pronouns.finditer(text)]
    female = sum(said)
    if len(said) >= 3 and (female >= 0.9 * len(said) or female <= 0.1 * len(said)):
        return "female" if female * 2 > len(said) else "male"
    return None


@cache
def _lexicon(language: Language) -> dict[str, tuple[Any, dict[str, str]]]:
    """By attribute an expression over all words of the language, and the value of each word."""
    import re2

    text = resources.files("casewright.measures.privacy.quasi").joinpath("lexicon.yaml").read_text(encoding="utf-8")
    compiled = {}
    for attribute, values in yaml.safe_load(text).items():
        words = {
            word.casefold(): value for value, said in values.items() for word in said.get(language, said.get("any", ()))
        }
        ordered = "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=len, reverse=True))
        compiled[attribute] = (re2.compile(rf"(?i){START}({ordered}){END}"), words)
    return compiled
