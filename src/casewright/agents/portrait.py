"""How prompts speak of the patient, so that pronouns and agreement come out right."""

from __future__ import annotations

from casewright.types import Case, Language, Person

__all__ = ["gender_word", "portrait", "pronoun_forms"]

_NOUNS: dict[Language, dict[str, str]] = {
    "en": {"woman": "woman", "man": "man", "nonbinary": "non-binary person"},
    "es": {"woman": "mujer", "man": "varón", "nonbinary": "persona no binaria"},
}
_FORMS = {"she": "she/her", "he": "he/him", "they": "they/them"}


def portrait(person: Person, language: Language) -> str:
    """Age and gender in words: ``a 34-year-old woman``, ``una mujer de 34 años``."""
    noun = _NOUNS[language][person.gender]
    if language == "en":
        article = "an" if str(person.age).startswith(("8", "11", "18")) else "a"
        return f"{article} {person.age}-year-old {noun}"
    article = "un" if noun == "varón" else "una"
    return f"{article} {noun} de {person.age} años"


def pronoun_forms(person: Person) -> str:
    """The English pronouns to use."""
    return _FORMS[person.pronouns]


def gender_word(case: Case) -> str:
    """The grammatical gender that Spanish agreement follows."""
    return "masculino" if case.person.pronouns == "he" else "femenino"
