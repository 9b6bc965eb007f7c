"""What writers get wrong, each caught in English and in Spanish, and the good text that passes.

All texts and patients are made up.
"""

from __future__ import annotations

import pytest

from casewright.facts import check_facts, fact_reasons
from casewright.rubrics.matching import find_mentions
from casewright.types import Case, Fact, FactCheck, Language, Person, Quantity, Report, Section

FACTS = (
    Fact("mood", "depressed-mood", "present-illness", quantity=Quantity(3, "weeks")),
    Fact("sleep", "insomnia", "present-illness", source="informant"),
    Fact("voices", "auditory-hallucinations", "mental-state", status="absent"),
    Fact("elevated", "elevated-mood", "present-illness", status="absent"),
    Fact("panic", "panic-attacks", "present-illness", status="absent"),
    Fact("drug", "sertraline", "medication", quantity=Quantity(50, "mg")),
    Fact("attempt", "suicide-attempt", "risk", time="past", quantity=Quantity(1, "times")),
    Fact("mother", "dx-depressive-episode", "family-history", subject="mother", time="lifetime"),
    Fact("phq", "phq-9", "scales", source="test", quantity=Quantity(16, "points")),
)
GOOD: dict[Language, dict[str, str]] = {
    "en": {
        "who": "A 34-year-old woman.",
        "mood": "She has felt low for three weeks.",
        "sleep": "Her husband reports that she sleeps badly.",
        "voices": "She denies hearing voices.",
        "elevated": "She reports no elevated mood.",
        "panic": "There have been no panic attacks.",
        "drug": "She takes sertraline 50 mg daily.",
        "attempt": "There was one previous suicide attempt.",
        "mother": "Her mother had a depressive episode.",
        "phq": "PHQ-9 score: 16.",
    },
    "es": {
        "who": "Mujer de 34 años.",
        "mood": "Refiere ánimo bajo desde hace tres semanas.",
        "sleep": "Su marido refiere que duerme mal.",
        "voices": "Niega alucinaciones auditivas.",
        "elevated": "No refiere ánimo elevado.",
        "panic": "No ha tenido crisis de pánico.",
        "drug": "Toma sertralina 50 mg al día.",
        "attempt": "Consta un intento de suicidio previo.",
        "mother": "Su madre tuvo un episodio depresivo.",
        "phq": "PHQ-9: 16 puntos.",
    },
}


def _case(language: Language, facts: tuple[Fact, ...] = FACTS) -> Case:
    person = Person(34, "female", "woman", "she")
    traits = {"informant": "partner"}
    return Case("c", "o", 0, 0, "icd10-who-2019", "F32.1", (), language, "intake", person, facts, traits)


def _check(language: Language, **changed: str) -> FactCheck:
    text = " ".join(sentence for sentence in (GOOD[language] | changed).values() if sentence)
    report = Report(text, (Section("present-illness", 0, len(text)),), language, "intake")
    return check_facts(_case(language), report, find_mentions(report))


def _states(check: FactCheck) -> dict[str, str]:
    return {item.id: item.state for item in check.items if item.state != "told"}


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_faithful_paraphrase_passes(language: Language) -> None:
    """Every fact is told in words that need not be the case's, and nothing is added."""
    check = _check(language)
    assert _states(check) == {}
    assert [item.message for item in check.added] == []


@pytest.mark.parametrize(
    ("language", "fact", "text", "state"),
    [
        ("en", "voices", "She hears voices.", "contradicted"),
        ("en", "voices", "She has auditory hallucinations.", "contradicted"),
        ("en", "voices", "", "missing"),
        ("en", "elevated", "", "missing"),
        ("en", "panic", "She has panic attacks.", "contradicted"),
        ("en", "panic", "It is not known whether she has panic attacks.", "contradicted"),
        ("en", "mood", "She denies low mood.", "contradicted"),
        ("en", "mood", "She has felt low for three months.", "wrong_value"),
        ("en", "mood", "She has felt low.", "wrong_value"),
        ("en", "drug", "She takes sertraline 100 mg daily.", "wrong_value"),
        ("en", "drug", "She does not take sertraline.", "contradicted"),
        ("en", "attempt", "She has had no previous suicide attempts.", "contradicted"),
        ("en", "attempt", "There have been three previous suicide attempts.", "wrong_value"),
        ("en", "mother", "She had a depressive episode.", "wrong_subject"),
        ("en", "sleep", "The patient reports that she sleeps badly.", "wrong_source"),
        ("en", "sleep", "The patient denies poor sleep.", "contradicted"),
        ("en", "phq", "PHQ-9 score: 19.", "wrong_value"),
        ("es", "voices", "Presenta alucinaciones auditivas.", "contradicted"),
        ("es", "voices", "", "missing"),
        ("es", "elevated", "", "missing"),
        ("es", "panic", "Presenta crisis de pánico.", "contradicted"),
        ("es", "panic", "Se desconoce si presenta crisis de pánico.", "contradicted"),
        ("es", "mood", "Niega ánimo bajo.", "contradicted"),
        ("es", "mood", "Refiere ánimo bajo desde hace tres meses.", "wrong_value"),
        ("es", "drug", "Toma sertralina 100 mg al día.", "wrong_value"),
        ("es", "attempt", "No ha realizado intentos de suicidio previos.", "contradicted"),
        ("es", "attempt", "Constan tres intentos de suicidio previos.", "wrong_value"),
        ("es", "mother", "Tuvo un episodio depresivo.", "wrong_subject"),
        ("es", "sleep", "La paciente refiere que duerme mal.", "wrong_source"),
        ("es", "phq", "PHQ-9: 19 puntos.", "wrong_value"),
    ],
)
def test_a_fact_told_wrongly_is_caught(language: Language, fact: str, text: str, state: str) -> None:
    """Polarity, subject, source and value, each though nearly every word is present; only that fact fails."""
    assert _states(_check(language, **{fact: text})) == {fact: state}


@pytest.mark.parametrize(
    ("language", "where", "text", "kind"),
    [
        ("en", "phq", "PHQ-9 16, indicating mild depression.", "scale_band"),
        ("en", "mood", "She has felt low for three weeks, which has caused panic.", "cause"),
        ("en", "mood", "Because of poor sleep she has felt low for three weeks.", "cause"),
        ("en", "drug", "She takes sertraline 50 mg daily and lorazepam.", "medication"),
        ("en", "drug", "She takes sertraline 50 mg daily and zolpidem.", "medication"),
        ("en", "drug", "She takes sertraline 50 mg daily and another tablet of 10 mg.", "dose"),
        ("en", "who", "A 43-year-old woman.", "age"),
        ("en", "who", "A 34-year-old man.", "sex"),
        ("en", "panic", "There have been no panic attacks. He is calm.", "sex"),
        ("en", "panic", "There have been no panic attacks. She feels hopeless.", "symptom"),
        ("en", "panic", "There have been no panic attacks. She denies suicidal plans.", "risk"),
        ("en", "panic", "There have been no panic attacks. She has bipolar disorder.", "diagnosis"),
        ("en", "panic", "There have been no panic attacks. She has had fibromyalgia for years.", "diagnosis"),
        ("en", "panic", "There have been no panic attacks. GAD-7 score: 12.", "score"),
        ("en", "panic", "There have been no panic attacks. She has lived there for eight months.", "duration"),
        ("en", "panic", "There have been no panic attacks. Seen on 31 June 2024.", "date"),
        ("es", "phq", "PHQ-9: 16 puntos, que indica depresión leve.", "scale_band"),
        ("es", "mood", "Refiere ánimo bajo desde hace tres semanas, lo que ha causado malestar.", "cause"),
        ("es", "drug", "Toma sertralina 50 mg al día y lorazepam.", "medication"),
        ("es", "drug", "Toma sertralina 50 mg al día y otro fármaco de 10 mg.", "dose"),
        ("es", "who", "Mujer de 43 años.", "age"),
        ("es", "who", "Varón de 34 años.", "sex"),
        ("es", "panic", "No ha tenido crisis de pánico. Está tranquilo.", "sex"),
        ("es", "panic", "No ha tenido crisis de pánico. Refiere desesperanza.", "symptom"),
        ("es", "panic", "No ha tenido crisis de pánico. Padece un trastorno bipolar.", "diagnosis"),
    ],
)
def test_an_addition_is_caught(language: Language, where: str, text: str, kind: str) -> None:
    """Content that the case does not tell is named by its kind, and the told facts still count as told."""
    check = _check(language, **{where: text})
    assert kind in {item.kind for item in check.added}
    assert _states(check) == {}


def test_a_denial_beside_the_fact_is_a_contradiction() -> None:
    """Telling a fact and denying it a sentence later is no telling."""
    check = _check("en", panic="There have been no panic attacks. Mood is not low.")
    assert _states(check) == {"mood": "contradicted"}


def test_another_symptom_beside_it_spoils_nothing() -> None:
    """Symptoms in a row keep to themselves: difficulty relaxing says nothing about palpitations."""
    facts = (Fact("heart", "palpitations", "present-illness"), Fact("relax", "difficulty-relaxing", "present-illness"))
    text = "She has had palpitations, difficulty relaxing, and nothing else."
    report = Report(text, (Section("present-illness", 0, len(text)),))
    check = check_facts(_case("en", facts), report, find_mentions(report))
    assert _states(check) == {}
    assert check.added == ()


def test_sources_that_disagree_both_stand() -> None:
    """What the patient denies and the husband reports are two facts; each is told in its own sentence."""
    facts = (
        Fact("p", "insomnia", "present-illness", status="absent"),
        Fact("h", "insomnia", "informants", source="informant"),
    )
    text = "The patient denies insomnia. Her husband reports that she has insomnia."
    report = Report(text, (Section("present-illness", 0, len(text)),))
    check = check_facts(_case("en", facts), report, find_mentions(report))
    assert _states(check) == {}
    assert check.added == ()
    swapped = "The patient reports insomnia. Her husband denies that she has insomnia."
    report = Report(swapped, (Section("present-illness", 0, len(swapped)),))
    check = check_facts(_case("en", facts), report, find_mentions(report))
    assert set(_states(check)) == {"p", "h"}


def test_an_untold_fact_that_appears_is_added() -> None:
    """What is true but not to be told is named as untold."""
    facts = (*FACTS[:1], Fact("latent", "hopelessness", "present-illness", told=False))
    text = "She has felt low for three weeks. She feels hopeless."
    report = Report(text, (Section("present-illness", 0, len(text)),))
    (added,) = check_facts(_case("en", facts), report, find_mentions(report)).added
    assert added.message == "untold: hopelessness (present) is not among the facts to tell"


def test_what_told_facts_imply_is_not_added() -> None:
    """Early waking is a sleep problem; sertraline is medication."""
    facts = (Fact("early", "early-waking", "present-illness"), Fact("drug", "sertraline", "medication"))
    text = "She wakes early and sleeps badly. She takes sertraline, her only psychotropic medication."
    report = Report(text, (Section("present-illness", 0, len(text)),))
    check = check_facts(_case("en", facts), report, find_mentions(report))
    assert check.added == ()


def test_reasons_speak_our_own_words() -> None:
    """Reasons name the fact and the concept; no word of the report gets into a prompt by them."""
    check = _check("en", voices="Zyzzyva voices are heard.", drug="She takes sertraline 100 mg daily and lorazepam.")
    reasons = fact_reasons(check, _case("en"))
    assert {reason.kind for reason in reasons} == {"fact", "added"}
    assert ("fact", "drug", "wrong value: sertraline (present) has 50 mg") in [
        (reason.kind, reason.target, reason.message) for reason in reasons
    ]
    assert ("added", "lorazepam") in [(reason.kind, reason.target) for reason in reasons]
    assert not any("zyzzyva" in reason.message.lower() for reason in reasons)


def test_items_point_at_the_sentence_that_tells() -> None:
    """Start and end are the sentence, so that a page can mark it."""
    check = _check("en")
    text = " ".join(GOOD["en"].values())
    places = {item.id: text[item.start : item.end] for item in check.items}
    assert places["drug"] == GOOD["en"]["drug"]


PLAIN = (
    Fact("plan", "suicidal-plan", "risk", status="absent"),
    Fact("calm", "protective-factors", "risk"),
    Fact("low-risk", "low-acute-risk", "risk"),
    Fact("aware", "insight", "mental-state", source="observed"),
    Fact("speech", "normal-speech", "mental-state", source="observed"),
    Fact("narrow", "restricted-affect", "mental-state", source="observed"),
    Fact("sense", "judgement", "mental-state", source="observed"),
    Fact("guilt", "guilt", "present-illness"),
    Fact("chores", "household-impairment", "present-illness", severity="moderate"),
    Fact("ends", "suicide-attempt", "family-history", subject="family", status="unknown", time="lifetime"),
    Fact("moods", "dx-bipolar-disorder", "family-history", subject="family", status="absent", time="lifetime"),
    Fact("pills", "sertraline", "medication", quantity=Quantity(50, "mg")),
    Fact("kids", "has-children", "social-history", quantity=Quantity(2, "times")),
)


def _read_plainly(text: str, section: str, *ids: str) -> FactCheck:
    facts = tuple(fact for fact in PLAIN if fact.id in ids)
    report = Report(text, (Section(section, 0, len(text)),), "en", "intake")
    return check_facts(_case("en", facts), report, find_mentions(report))


@pytest.mark.parametrize(
    ("section", "text", "ids"),
    [
        ("risk", "She has no plan to kill herself, and protective factors are present.", ("plan", "calm")),
        ("risk", "She denies suicidal plans and names reasons for living.", ("plan", "calm")),
        ("risk", "She denies any suicidal plan, and the acute risk of suicide is low.", ("plan", "low-risk")),
        ("mental-state", "Affect does not fit what she says and she has insight.", ("aware",)),
        (
            "mental-state",
            "There is a limited range of emotional expression, her speech being normal.",
            ("narrow", "speech"),
        ),
        (
            "family-history",
            "Whether a relative attempted suicide is unknown, while there is no family history of bipolar disorder.",
            ("ends", "moods"),
        ),
        ("medication", "She takes sertraline 50 mg daily and never skips lunch.", ("pills",)),
        ("social-history", "She has been a widow for seven months and has two children.", ("kids",)),
    ],
)
def test_what_a_new_clause_says_is_not_denied(section: str, text: str, ids: tuple[str, ...]) -> None:
    """A denial, what isn't known, and a value end where a clause of its own begins."""
    assert _states(_read_plainly(text, section, *ids)) == {}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("She denies suicidal plans, and protective factors are lacking.", ("calm",)),
        ("There are no suicidal plans and no protective factors.", ("calm",)),
        ("She does not recognise that she is ill, and insight is lacking.", ("aware",)),
        ("She weighs herself sensibly.", ("sense",)),
    ],
)
def test_a_clause_may_still_deny(text: str, ids: tuple[str, ...]) -> None:
    """A list stays denied, a clause with its own denial is denied, and a verb with another object is another thing."""
    assert _states(_read_plainly(text, "risk", *ids)).keys() == set(ids)


def test_one_fact_is_no_description_of_another() -> None:
    """Two told facts fused by "which she describes as" are an addition, though both words stand there."""
    text = "She reports feelings of guilt, which she describes as moderate difficulty with housework."
    fused = _read_plainly(text, "present-illness", "guilt", "chores")
    assert [item.message for item in fused.added] == ["added: household impairment describes no other fact"]


def test_the_informants_parent_is_the_patient() -> None:
    """What a daughter says of her father is said of the patient."""
    text = "Her daughter reports that her mother sleeps badly."
    report = Report(text, (Section("informants", 0, len(text)),), "en", "intake")
    fact = Fact("sleep", "insomnia", "informants", source="informant")
    check = check_facts(_case("en", (fact,)), report, find_mentions(report))
    assert (_states(check), check.added) == ({}, ())
