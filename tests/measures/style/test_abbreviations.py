"""Abbreviations are counted by letters and case, and used only where the fact check and the critic read them."""

from __future__ import annotations

import pytest

from casewright.measures.style import abbreviate, abbreviations, count_abbreviations, usable
from casewright.rubrics.matching import find_mentions
from casewright.types import Language, Report, Section


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pt denies SI and HI.", {"pt": 1, "SI": 1, "HI": 1}),
        ("PT was asked for; si, hi.", {}),
        ("Hx of EtOH, s/p fall, w/ f/u.", {"hx": 1, "ETOH": 1, "s/p": 1, "w/": 1, "f/u": 1}),
        ("w/o fever, b.i.d. and p.r.n.", {"w/o": 1, "b.i.d.": 1, "p.r.n.": 1}),
        ("A script, 3pt, SIX", {}),
    ],
    ids=["capitals", "other case", "mixed", "dots", "inside words"],
)
def test_abbreviations_are_counted_by_letters_and_case(text: str, expected: dict[str, int]) -> None:
    """PT is physical therapy and "si" a word."""
    assert dict(count_abbreviations(text, "en")) == expected


def test_words_are_shortened_as_they_stand() -> None:
    """At the start of a sentence with a capital; what was not asked for stays, and so do possessives and compounds."""
    text = "The patient denies suicidal ideation. Patient's brother is an in-patient; blood pressure is normal."
    assert (
        abbreviate(text, "en", ["pt", "SI", "zz"])
        == "The pt denies SI. Patient's brother is an in-patient; blood pressure is normal."
    )
    assert abbreviate("Patient seen.", "en", ["pt"]) == "Pt seen."


STATEMENTS: dict[Language, tuple[str, ...]] = {
    "en": (
        "The patient hears voices.",
        "The patient has no history of mania.",
        "She denies suicidal ideation.",
        "He has passive suicidal ideation without a plan.",
        "There is no homicidal ideation.",
        "He complains of low mood for two weeks.",
        "On mental state examination she is agitated.",
        "Blood pressure is normal.",
    ),
    "es": ("La tensión arterial es normal.",),
}


@pytest.mark.parametrize(("language", "short"), [(one, short) for one in STATEMENTS for short in usable(one)])
def test_what_a_writer_may_use_is_read_like_the_words(language: Language, short: str) -> None:
    """Every such abbreviation has a statement here that it shortens, and the matcher finds the same in both forms."""
    shortened = [(text, abbreviate(text, language, [short])) for text in STATEMENTS[language]]
    changed = [(text, said) for text, said in shortened if said != text]
    assert changed
    for text, said in changed:
        assert mentioned(text, language) == mentioned(said, language), said


def mentioned(text: str, language: Language) -> list[tuple[str, str, str, str]]:
    report = Report(text, (Section("present-illness", 0, len(text)),), language, "intake")
    return sorted((one.concept, one.status, one.subject, one.time) for one in find_mentions(report))


def test_an_abbreviation_that_is_not_read_is_counted_and_never_used() -> None:
    """ "hx" for history, "w/o" for without: the critic loses what they say."""
    for short in ("hx", "w/o", "wks", "f/u"):
        assert short in abbreviations("en")
        assert short not in usable("en")
