"""Each check on what is wrong, on what is in order, and on what only looks wrong."""

from __future__ import annotations

import pytest

from casewright.types import Language

from .conftest import Seen

WRONG = [
    ("impossible-dose", "en", "She takes sertraline 2,500 mg daily."),
    ("impossible-dose", "en", "Levothyroxine 100 mg in the morning."),
    ("impossible-dose", "es", "Toma quetiapina 5000 mg por la noche."),
    ("off-label-dose", "en", "Clozapine 1,200 mg at night."),
    ("off-label-dose", "en", "Quetiapine 600 mg twice daily."),
    ("off-label-dose", "es", "Escitalopram 15 mg cada 12 horas."),
    ("score-off-scale", "en", "PHQ-9 of 34."),
    ("scale-band-mismatch", "en", "PHQ-9 18, mild depression."),
    ("scale-band-mismatch", "es", "PHQ-9 de 6 puntos, depresión grave."),
    ("statement-conflict", "en", "He denies suicidal ideation. He reports suicidal ideation."),
    ("diagnosis-conflict", "en", "Impression: Mild depressive episode. Severe depressive episode."),
    ("age-conflict", "en", "A 45-year-old man with low mood. The 54-year-old man sleeps badly."),
    ("age-conflict", "es", "Mujer de 34 años. Paciente de 43 años con insomnio."),
    ("sex-conflict", "en", "A 45-year-old female. A 45-year-old male with insomnia."),
    ("gender-conflict", "es", "Mujer de 34 años. Hombre de 34 años."),
    ("pronoun-conflict", "en", "She sleeps badly. She eats little. He feels tense."),
    ("agreement-conflict", "es", "Exploración psicopatológica: Orientado y consciente. Tranquila, colaboradora."),
    ("date-conflict", "en", "Admitted on 12 March 2024, discharged on 2 March 2024."),
    ("date-conflict", "es", "Nacido el 31/02/1980."),
    ("self-harm-method-detail", "en", "Suicidal thoughts; he asked what a lethal dose is."),
    ("self-harm-method-detail", "es", "Ideación suicida; buscó la dosis letal."),
    ("stigmatising-language", "en", "Her uncle committed suicide."),
    ("stigmatising-language", "es", "Se trata de un enfermo mental."),
]
IN_ORDER = [
    ("impossible-dose", "en", "Clozapine 1,200 mg at night."),
    ("off-label-dose", "en", "Paliperidone 150 mg, monthly injection."),
    ("score-off-scale", "en", "PHQ-9 of 27."),
    ("scale-band-mismatch", "en", "PHQ-9 18 (moderately severe)."),
    ("age-conflict", "en", "A 45-year-old man with low mood. The 46-year-old man sleeps badly."),
    ("pronoun-conflict", "en", "She sleeps badly. She eats little."),
    ("agreement-conflict", "es", "Exploración psicopatológica: Orientada, consciente. Tranquila, colaboradora."),
    ("self-harm-method-detail", "en", "He attempted suicide with tablets in May."),
    ("stigmatising-language", "en", "A person with schizophrenia."),
]
NOTHING = [
    ("impossible-dose", "en", "She took an overdose of sertraline 4000 mg."),
    ("impossible-dose", "en", "Valproate level 8000 mg."),
    ("impossible-dose", "en", "Lorazepam 200 mg/ml stock."),
    ("impossible-dose", "en", "Oxycodone 300 mg three times a day with eszopiclone at night."),
    ("age-conflict", "en", "A 45-year-old man. His 70-year-old mother, a woman of few words, came."),
    ("age-conflict", "es", "Hombre de 58 años. El paciente falleció al cabo de 2 años."),
    ("sex-conflict", "en", "A 30-year-old female. A 30-year-old male at birth, a trans woman."),
    ("gender-conflict", "en", "A 30-year-old female. The 30-year-old man came alone."),
    ("pronoun-conflict", "es", "Ella duerme mal. Él come poco."),
    ("pronoun-conflict", "en", "He is seen by a nurse."),
    ("agreement-conflict", "es", "Exploración psicopatológica: Ánimo bajo. Conducta orientada."),
    ("date-conflict", "en", "Seen on 3 May 2024."),
    ("stigmatising-language", "en", "Alcoholic hepatitis; she attends Alcoholics Anonymous."),
    ("self-harm-method-detail", "en", "A lethal dose of radiation was avoided."),
]


def _named(cases: list[tuple[str, str, str]]) -> list[object]:
    return [pytest.param(*case, id=f"{case[0]}-{case[1]}-{place}") for place, case in enumerate(cases)]


@pytest.mark.parametrize(("concept", "language", "text"), _named(WRONG))
def test_what_is_wrong_is_seen(seen: Seen, concept: str, language: Language, text: str) -> None:
    """A conflict, a slip or a word is quoted as present."""
    assert "present" in {status for status, _ in seen(concept, text, language)}


@pytest.mark.parametrize(("concept", "language", "text"), _named(IN_ORDER))
def test_what_is_in_order_is_said_so(seen: Seen, concept: str, language: Language, text: str) -> None:
    """What was looked at and agrees is absent, with the place that was looked at."""
    assert {status for status, _ in seen(concept, text, language)} == {"absent"}


@pytest.mark.parametrize(("concept", "language", "text"), _named(NOTHING))
def test_what_only_looks_wrong_is_left_alone(seen: Seen, concept: str, language: Language, text: str) -> None:
    """Another's age, an overdose, a level, two people's pronouns: no conflict of the patient's."""
    assert "present" not in {status for status, _ in seen(concept, text, language)}


def test_a_pronoun_may_be_anothers(seen: Seen) -> None:
    """Once somebody else is named, a pronoun may be theirs."""
    text = "He sleeps badly. He eats little. His wife came. She is worried."
    assert "present" not in {status for status, _ in seen("pronoun-conflict", text)}


def test_both_sides_of_a_conflict_are_quoted(seen: Seen) -> None:
    """Whoever reads the finding sees what clashes with what."""
    text = "A 45-year-old man with low mood. The 54-year-old man sleeps badly."
    assert seen("age-conflict", text) == [("present", "45-year-old"), ("present", "54-year-old")]
