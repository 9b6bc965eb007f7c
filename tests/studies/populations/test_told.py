"""What a text tells."""

from __future__ import annotations

from casewright.studies.populations.told import read_text


def test_age_sex_symptoms_and_grades_are_read_from_the_words() -> None:
    """The patient's own, present ones; what is denied or the mother's doesn't count."""
    text = (
        "A 42-year-old woman.\n\nHistory:\nShe reports severe insomnia and low mood for six weeks. "
        "She denies auditory hallucinations. Her mother has panic attacks."
    )
    told = read_text("one", text, "en")
    assert (told.age, told.age_group, told.sex) == (42.0, "35-49", "female")
    assert {"insomnia", "depressed-mood"} <= told.symptoms
    assert not {"auditory-hallucinations", "panic-attacks"} & told.symptoms
    assert told.grades.get("insomnia") == 3.0
    assert told.grade == 3.0
    assert told.density is not None
    assert told.density == 100 * len(told.symptoms) / told.tokens


def test_spanish_is_read_likewise() -> None:
    """The same names for the same things."""
    told = read_text("uno", "Mujer de 42 años. Refiere insomnio grave y tristeza desde hace seis semanas.", "es")
    assert (told.age, told.sex) == (42.0, "female")
    assert "insomnia" in told.symptoms
    assert told.grades.get("insomnia") == 3.0


def test_a_text_that_tells_nothing_has_nothing() -> None:
    """Nothing is guessed."""
    told = read_text("none", "The weather was fair.", "en")
    assert (told.age, told.age_group, told.sex, told.grade) == (None, None, None, None)
    assert told.symptoms == frozenset()
    assert told.points == {}
    assert read_text("empty", "", "en").density is None
