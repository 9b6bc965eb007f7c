"""The wording of facts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Literal

import pytest
from inline_snapshot import snapshot
from tests.plans.drawn import drawn

from casewright.errors import InputError
from casewright.icd10 import table
from casewright.plans import case_sources, fingerprint, phrase, phrasings
from casewright.plans.wording.lexicon import lexicon
from casewright.types import Case, Fact, Language, Person, Quantity
from casewright.vocabulary.concepts import concepts
from casewright.vocabulary.kinds import KINDS

Pronouns = Literal["she", "he", "they"]
LANGUAGES: tuple[Language, ...] = ("en", "es")
PEOPLE: dict[Pronouns, Person] = {
    "she": Person(34, "female", "woman", "she"),
    "he": Person(34, "male", "man", "he"),
    "they": Person(34, "female", "nonbinary", "they"),
}
SENTENCE = re.compile(r"[A-ZÁÉÍÓÚÑ][^{}|<>\n]*[^.\s]\.")


def case(pronouns: Pronouns, language: Language, **traits: str) -> Case:
    person = PEOPLE[pronouns]
    return Case("c", "o", 0, 0, "icd10-who-2019", "F32.1", (), language, "intake", person, (), traits)


def every(fact: Fact, about: Case) -> set[str]:
    return {phrase(fact, about, variant) for variant in range(60)}


def fact(concept: str, **values: Any) -> Fact:
    return Fact("f1", concept, "present-illness", **values)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", case_sources())
def test_every_told_fact_becomes_one_clean_sentence(code: str, language: Language) -> None:
    """No slot, bracket or alternative is left over; the same fact is told the same way twice."""
    for kind in KINDS:
        for drawn_case in drawn(code, kind, language, 20)[::4]:
            for item in drawn_case.facts:
                if item.told:
                    text = phrase(item, drawn_case)
                    assert SENTENCE.fullmatch(text), text
                    assert "  " not in text
                    assert " ." not in text
                    assert phrase(item, drawn_case) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_has_seen_and_held_out_wording(language: Language) -> None:
    """At least three variants each, one in three held out, for present and, where it makes sense, for absent."""
    titled = {name for name, item in concepts().items() if item.codes and name not in lexicon(language).forms}
    for name in (name for name, item in concepts().items() if item.category != "quality" and name not in titled):
        assert len(phrasings(name, language, False)) >= 2, name
        assert len(phrasings(name, language, True)) >= 1, name
        if name not in ("illness-duration", "onset-latency"):
            assert len(phrasings(name, language, False, status="absent")) >= 2, name
            assert len(phrasings(name, language, True, status="absent")) >= 1, name
        assert not set(phrasings(name, language, False)) & set(phrasings(name, language, True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_diagnosis_without_wording_goes_by_its_title(language: Language) -> None:
    """Any diagnosis of the chapter can be told of a patient, of the past and of a relative."""
    about = case("she", language)
    for values in ({}, {"time": "past"}, {"subject": "mother"}):
        text = phrase(fact("dx-anorexia-nervosa", **values), about).casefold()
        assert table(about.system).title("F50.0", language).text.casefold() in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_third_of_the_forms_is_held_out(language: Language) -> None:
    """Of the wording of concepts, between 30 and 40 per cent."""
    forms = [item for entry in lexicon(language).forms.values() for items in entry.values() for item in items]
    assert 0.3 <= sum(item.held_out for item in forms) / len(forms) <= 0.4


def test_cases_use_held_out_wording_as_any_other() -> None:
    """What critics never saw is what the writer is given."""
    about = case("she", "en")
    texts = every(fact("depressed-mood"), about)
    assert texts & set(phrasings("depressed-mood", "en", True))
    assert texts & set(phrasings("depressed-mood", "en", False))


def test_english_pronouns_and_verbs_agree() -> None:
    """She and he take the third person singular, they the plural."""
    for pronouns in PEOPLE:
        texts = every(fact("anhedonia"), case(pronouns, "en"))
        others = {"she", "he", "they", "her", "his", "him", "their", "them"} - {
            "she": {"she", "her"},
            "he": {"he", "his", "him"},
            "they": {"they", "their", "them"},
        }[pronouns]
        for text in texts:
            assert not others & set(re.findall(r"[a-z]+", text.lower())), text
    assert "They deny panic attacks." in every(fact("panic-attacks", status="absent"), case("they", "en"))
    assert "He denies panic attacks." in every(fact("panic-attacks", status="absent"), case("he", "en"))


def test_spanish_agreement() -> None:
    """Feminine for she and for they (la persona), masculine for he."""
    facts = [
        fact("oriented", source="observed"),
        fact("lives-alone"),
        fact("low-energy"),
        fact("assault", quantity=Quantity(8, "months")),
        fact("guarded", source="observed", status="absent"),
    ]
    told = {pronouns: {text for item in facts for text in every(item, case(pronouns, "es"))} for pronouns in PEOPLE}
    assert not {text for text in told["he"] if re.search(r"\bla paciente|orientada|sola\b|cansada|agredida", text)}
    assert not {text for text in told["they"] if re.search(r"\bpaciente|orientado|solo\b|cansado|agredido", text)}
    gendered = {
        pronouns: sorted(told[pronouns] - told["she" if pronouns == "he" else "he"])[::4] for pronouns in PEOPLE
    }
    assert gendered == snapshot(
        {
            "she": ["Está agotada.", "La paciente refiere cansancio marcado.", "Reside sola."],
            "he": ["El paciente refiere cansancio marcado.", "Está orientado en las tres esferas.", "Reside solo."],
            "they": ["Está agotada.", "La persona atendida refiere cansancio marcado.", "Reside sola."],
        }
    )


def test_typical_english_sentences() -> None:
    """As a clinician writes them: numbers in words, doses in figures, who said it."""
    about = case("she", "en", informant="mother")
    expected = [
        (fact("depressed-mood", quantity=Quantity(3, "weeks")), "She has felt low for three weeks."),
        (fact("auditory-hallucinations", status="absent"), "She denies hearing voices."),
        (fact("alcohol-use", source="informant"), "Her mother reports that she drinks alcohol."),
        (fact("dx-depressive-episode", subject="mother", time="lifetime"), "Her mother had depression."),
        (fact("sertraline", quantity=Quantity(100, "mg")), "She takes sertraline 100 mg daily."),
        (fact("phq-9", quantity=Quantity(16, "points"), source="test"), "PHQ-9 score: 16."),
        (fact("previous-detoxification", status="unknown", time="past"),
         "It is not recorded whether she has had a previous alcohol detoxification."),
        (fact("assault", quantity=Quantity(1, "years")), "She was physically assaulted one year ago."),
        (fact("alcohol-use", quantity=Quantity(14, "units_per_day")), "She drinks about 14 units of alcohol a day."),
        (fact("has-children", quantity=Quantity(1, "times")), "She has one child."),
        (fact("drug-allergy", status="unknown"), "It is not recorded whether she has a drug allergy."),
        (fact("occupational-impairment", severity="moderate"), "She has moderate difficulty in doing her work."),
    ]  # fmt: skip
    for item, text in expected:
        assert text in every(item, about), sorted(every(item, about))


def test_typical_spanish_sentences() -> None:
    """The same in Spanish, with its decimal comma."""
    about = case("he", "es", informant="mother")
    expected = [
        (fact("depressed-mood", quantity=Quantity(3, "weeks")), "Se siente con el ánimo bajo desde hace tres semanas."),
        (fact("auditory-hallucinations", status="absent"), "Niega oír voces."),
        (fact("irritability", source="informant"), "Su madre refiere que está irritable."),
        (fact("dx-depressive-episode", subject="mother", time="lifetime"), "Su madre tuvo depresión."),
        (fact("zopiclone", quantity=Quantity(7.5, "mg")), "Toma zopiclona 7,5 mg al día."),
        (fact("phq-9", quantity=Quantity(16, "points"), source="test"), "Puntuación PHQ-9: 16."),
        (fact("illness-duration", quantity=Quantity(1, "weeks")), "El cuadro actual comenzó hace una semana."),
        (fact("drug-allergy", status="unknown"), "No consta si tiene alergia a un medicamento."),
        (fact("occupational-impairment", severity="moderate"), "Presenta dificultad moderada en el trabajo."),
    ]
    for item, text in expected:
        assert text in every(item, about), sorted(every(item, about))


def test_a_diagnosis_is_written_with_the_title_of_the_code_table() -> None:
    """The title comes from the package at run time, in the case's language where it has one."""

    for language in LANGUAGES:
        title = table("icd10-who-2019").title("F32.1", language).text
        text = phrase(fact("dx-moderate-depressive-episode"), case("she", language))
        assert text.endswith(f": {title}.")


def test_a_quantity_without_a_place_in_the_wording_is_not_lost() -> None:
    """It stands in brackets."""
    texts = every(fact("psychotherapy", quantity=Quantity(3, "months")), case("she", "en"))
    assert all("(three months)." in text for text in texts)


def test_what_has_no_sentence_says_so() -> None:
    """A latency without its quantity can't be told."""
    with pytest.raises(InputError, match="onset-latency"):
        phrase(fact("onset-latency"), case("she", "en"))


def test_phrases_of_different_cases_differ() -> None:
    """The first variant is not the same sentence in every case."""
    about = case("she", "en")
    texts = {phrase(fact("insomnia"), replace(about, id=f"c{number}")) for number in range(20)}
    assert len(texts) >= 6


def test_the_fingerprint_is_stable() -> None:
    """One hash for populations and phrasing."""
    assert fingerprint() == fingerprint()
    assert re.fullmatch(r"[0-9a-f]{16}", fingerprint())
