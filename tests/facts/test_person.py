"""Age, gender words, pronouns and Spanish agreement follow the person of the case."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from casewright.facts.age import age_problems, find_ages
from casewright.facts.agreement import agreement_problems
from casewright.facts.gender import gender_problems
from casewright.facts.pronouns import pronoun_problems
from casewright.facts.reading import Passage
from casewright.types import Language, Person

Read = Callable[..., tuple[Passage, ...]]

WOMAN = Person(34, "female", "woman", "she")
MAN = Person(34, "male", "man", "he")
TRANS_WOMAN = Person(34, "male", "woman", "she")
THEY = Person(34, "female", "nonbinary", "they")


def _kinds(passages: Sequence[Passage], person: Person, language: Language) -> list[str]:
    found = [*age_problems(find_ages(passages, language), person, wanted=False)]
    found += [*gender_problems(passages, person, language), *pronoun_problems(passages, person, language)]
    if language == "es":
        found += agreement_problems(passages, person)
    return sorted({item.kind for item in found})


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A 34-year-old woman.", "en"),
        ("A thirty-four-year-old woman.", "en"),
        ("The patient, aged 34, is a teacher.", "en"),
        ("34 y.o. female, in her thirties.", "en"),
        ("Her 8-year-old son lives with her. She has a daughter aged 12.", "en"),
        ("She left school at the age of 16.", "en"),
        ("Mujer de 34 años, casada.", "es"),
        ("Paciente de treinta y cuatro años de edad.", "es"),
        ("Edad: 34. Tiene un hijo de 8 años.", "es"),
        ("Ansiedad de 10 años de evolución; empezó a los 20 años.", "es"),
    ],
)
def test_the_right_age_passes(read: Read, text: str, language: Language) -> None:
    """The patient's own age, in any form; others' ages and earlier ones are not the patient's."""
    assert _kinds(read(text, language), WOMAN, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A 43-year-old woman.", "en"),
        ("She is 35 years old.", "en"),
        ("44 y.o. female.", "en"),
        ("She is in her forties.", "en"),
        ("Mujer de 43 años.", "es"),
        ("La paciente tiene 35 años.", "es"),
    ],
)
def test_a_wrong_age_is_found(read: Read, text: str, language: Language) -> None:
    """Any stated age of the patient has to be the case's."""
    assert _kinds(read(text, language), WOMAN, language) == ["age"]


def test_a_dropped_age_is_found_where_it_is_wanted(read: Read) -> None:
    """An age never stated matters only where the document has to tell it."""
    ages = find_ages(read("She has low mood."), "en")
    assert list(age_problems(ages, WOMAN, wanted=False)) == []
    assert [item.message for item in age_problems(ages, WOMAN, wanted=True)] == [
        "age: not told that the patient is 34 years old"
    ]


@pytest.mark.parametrize(
    ("text", "language", "person"),
    [
        ("A 34-year-old man.", "en", WOMAN),
        ("The patient is a married woman.", "en", MAN),
        ("Male patient with low mood.", "en", WOMAN),
        ("Mr Doe attended.", "en", WOMAN),
        ("She reports low mood.", "en", MAN),
        ("The patient reports low mood. He sleeps badly.", "en", WOMAN),
        ("The patient lost his job.", "en", WOMAN),
        ("She denies low mood.", "en", THEY),
        ("Varón de 34 años.", "es", WOMAN),
        ("El paciente refiere tristeza.", "es", WOMAN),
        ("La paciente refiere tristeza.", "es", MAN),
        ("Se trata de una mujer casada.", "es", MAN),
        ("Está tranquilo.", "es", WOMAN),
        ("Tranquila y colaboradora, orientada.", "es", MAN),
        ("Tranquila y orientado.", "es", WOMAN),
        ("Se muestra muy angustiado.", "es", WOMAN),
        ("Fue remitida por su médico.", "es", MAN),
        ("La paciente, casado, vive con su hija.", "es", WOMAN),
        ("Refiere que se siente cansado.", "es", WOMAN),
    ],
)
def test_a_wrong_gender_is_found(read: Read, text: str, language: Language, person: Person) -> None:
    """Nouns, titles, pronouns, articles and agreement of another gender than the patient's."""
    assert _kinds(read(text, language), person, language) == ["sex"]


@pytest.mark.parametrize(
    ("text", "language", "person"),
    [
        ("A 34-year-old woman. She lives with her husband. He reports that she sleeps badly.", "en", WOMAN),
        ("He was attacked by a woman. She fled.", "en", MAN),
        ("The patient hears a man's voice; she is frightened of him.", "en", WOMAN),
        ("She says the voices mock her; they never stop.", "en", WOMAN),
        ("A 34-year-old transgender woman, male sex at birth. She is calm.", "en", TRANS_WOMAN),
        ("The patient says that they feel low. Their sleep is poor.", "en", THEY),
        ("Her father died last year. He had been ill.", "en", WOMAN),
        ("La paciente está tranquila, con ánimo deprimido y discurso organizado.", "es", WOMAN),
        ("Su marido está preocupado. Ella está tranquila.", "es", WOMAN),
        ("El ánimo está deprimido. La conducta es tranquila.", "es", WOMAN),
        ("Mujer de 34 años, sexo: varón. La paciente está orientada.", "es", TRANS_WOMAN),
        ("Paciente casado, remitido por su médica. Está orientado.", "es", MAN),
        ("Tratado con sertralina. Vive con su hija, que está embarazada.", "es", MAN),
        ("Acude acompañada de su marido, muy preocupado.", "es", WOMAN),
        ("El paciente se siente cansado.", "es", Person(34, "male", "nonbinary", "they")),
    ],
)
def test_the_right_gender_passes(read: Read, text: str, language: Language, person: Person) -> None:
    """Other people keep their own pronouns; sex, gender and pronouns are three facts."""
    assert _kinds(read(text, language), person, language) == []


@pytest.mark.parametrize(
    ("text", "language", "ages"),
    [
        ("Alfarera de 51 años, soltera.", "es", [(51, True)]),
        ("Con 19 años tuvo un episodio.", "es", [(19, False)]),
        ("Cuando tenía 12 años murió su tía.", "es", [(12, False)]),
        ("Consumo de 6 años de evolución.", "es", []),
        ("Man of 44 years.", "en", [(44, True)]),
        ("52F with poor sleep.", "en", [(52, True)]),
        ("Low mood of 6 years.", "en", []),
    ],
)
def test_ages_as_notes_write_them(read: Read, text: str, language: Language, ages: list[tuple[int, bool]]) -> None:
    """A trade, a letter for the sex, and the age at which something happened, which is not the present one."""
    assert [(age.low, age.patient) for age in find_ages(read(text, language), language)] == ages
