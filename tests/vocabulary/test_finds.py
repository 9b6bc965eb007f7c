"""The rule language, case by case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from casewright.errors import InputError, UnknownNameError
from casewright.types import Fact, Quantity
from casewright.vocabulary.finds import concepts_of, evaluate


def fact(concept: str, **said: Any) -> Fact:
    """A fact of the patient's present illness, confirmed and present unless said otherwise."""
    return Fact(id=f"{concept}-{sorted(said.items())}", concept=concept, section="present-illness", **said)


def lasting(concept: str, value: float, unit: str, **said: Any) -> Fact:
    return fact(concept, quantity=Quantity(value, unit), **said)


def answer(tree: Mapping[str, Any], *facts: Fact, age: float | None = None) -> str:
    return evaluate(tree, facts, age).answer


MOOD = {"concept": "depressed-mood"}
JOY = {"concept": "anhedonia"}
ENERGY = {"concept": "low-energy"}


@pytest.mark.parametrize(
    ("tree", "said", "expected"),
    [
        (MOOD, {}, "present"),
        (MOOD, {"status": "absent"}, "absent"),
        (MOOD, {"status": "unknown"}, "unclear"),
        (MOOD, {"certainty": "suspected"}, "unclear"),
        (MOOD, {"certainty": "ruled_out"}, "absent"),
        (MOOD, {"subject": "mother"}, "not_mentioned"),
        (MOOD, {"time": "past"}, "not_mentioned"),
        (MOOD, {"time": "lifetime"}, "not_mentioned"),
        (MOOD, {"time": "lifetime", "status": "absent"}, "absent"),
        (MOOD | {"time": "past"}, {"time": "lifetime"}, "present"),
        (MOOD | {"time": "lifetime"}, {"time": "past"}, "present"),
        (MOOD | {"time": "lifetime"}, {"status": "absent"}, "not_mentioned"),
        (MOOD | {"time": "any"}, {"time": "past"}, "present"),
        (MOOD | {"subject": "mother"}, {"subject": "mother", "time": "lifetime"}, "present"),
        (MOOD | {"subject": "any"}, {"subject": "father"}, "present"),
        (MOOD | {"source": "informant"}, {}, "not_mentioned"),
        (MOOD | {"source": ["patient", "informant"]}, {}, "present"),
        (MOOD | {"sections": ["mental-state"]}, {}, "not_mentioned"),
        (MOOD | {"status": "absent"}, {"status": "absent"}, "present"),
        (MOOD | {"status": "absent"}, {}, "absent"),
        (MOOD | {"status": "unknown"}, {"status": "unknown"}, "present"),
        (MOOD | {"certainty": "suspected"}, {"certainty": "suspected"}, "present"),
        (MOOD | {"certainty": "any"}, {"certainty": "suspected"}, "present"),
        (MOOD | {"certainty": "ruled_out"}, {"certainty": "ruled_out"}, "present"),
        (MOOD | {"severity": "severe"}, {"severity": "severe"}, "present"),
        (MOOD | {"severity": ["moderate", "severe"]}, {"severity": "mild"}, "absent"),
        (MOOD | {"severity": "severe"}, {}, "not_mentioned"),
        (MOOD | {"severity": "severe"}, {"status": "absent"}, "absent"),
    ],
)
def test_leaf_answers_what_is_documented(tree: Mapping[str, Any], said: dict[str, Any], expected: str) -> None:
    """Status, subject, time, source, certainty, section and grade are all looked at."""
    assert answer(tree, fact("depressed-mood", **said)) == expected


def test_events_count_at_any_time() -> None:
    """What happened, once, is the past and is no less true now."""
    assert answer({"concept": "assault"}, fact("assault", time="past")) == "present"
    assert answer({"concept": "assault", "time": "current"}, fact("assault", time="past")) == "not_mentioned"


def test_presence_outweighs_denial() -> None:
    """Where the patient denies what the partner reports, the thing is documented; both sides are on record."""
    facts = [fact("alcohol-use", status="absent"), fact("alcohol-use", source="informant")]
    found = evaluate({"concept": "alcohol-use"}, facts)
    assert found.answer == "present"
    assert found.shown_by == (facts[1],)


def test_any_all_and_not() -> None:
    """Denied, doubted and silent parts each have their say."""
    present, denied = fact("depressed-mood"), fact("anhedonia", status="absent")
    doubted = fact("low-energy", certainty="suspected")
    assert answer({"any": [MOOD, JOY]}, present, denied) == "present"
    assert answer({"any": [JOY, ENERGY]}, denied, doubted) == "unclear"
    assert answer({"any": [JOY, ENERGY]}, denied) == "absent"
    assert answer({"any": [MOOD, JOY]}) == "not_mentioned"
    assert answer({"all": [MOOD, JOY]}, present, denied) == "absent"
    assert answer({"all": [MOOD, ENERGY]}, present, doubted) == "unclear"
    assert answer({"all": [MOOD, ENERGY]}, present) == "not_mentioned"
    assert answer({"not": MOOD}, present) == "absent"
    assert answer({"not": JOY}, denied) == "present"
    assert answer({"not": MOOD}) == "present"
    assert answer({"not": ENERGY}, doubted) == "unclear"


def test_count_between_floor_and_ceiling() -> None:
    """Mild has a ceiling: one symptom too many denies it, and doubt about that one leaves it open."""
    tree = {"count": {"min": 1, "max": 2}, "of": [MOOD, JOY, ENERGY]}
    one, two, three = fact("depressed-mood"), fact("anhedonia"), fact("low-energy")
    assert answer(tree, one) == "present"
    assert answer(tree, one, two) == "present"
    assert answer(tree, one, two, three) == "absent"
    assert answer(tree, one, two, fact("low-energy", certainty="suspected")) == "unclear"


def test_count_below_its_floor() -> None:
    """Silence could fill it: not mentioned. Denials leave no room: absent. Doubt that could fill it: unclear."""
    tree = {"count": {"min": 2}, "of": [MOOD, JOY, ENERGY]}
    one = fact("depressed-mood")
    no_joy, no_loss = fact("anhedonia", status="absent"), fact("low-energy", status="absent")
    assert answer(tree) == "not_mentioned"
    assert answer(tree, one) == "not_mentioned"
    assert answer(tree, one, no_joy) == "not_mentioned"
    assert answer(tree, one, no_joy, no_loss) == "absent"
    assert answer(tree, one, fact("anhedonia", status="unknown")) == "unclear"


def test_quantity_within_its_limits() -> None:
    """A duration that reaches the limit shows it; a shorter one denies it; none says nothing."""
    tree = {"quantity": {"of": ["depressed-mood", "illness-duration"], "at_least": "2 weeks"}}
    assert answer(tree, lasting("depressed-mood", 3, "weeks")) == "present"
    assert answer(tree, lasting("illness-duration", 1, "months")) == "present"
    assert answer(tree, lasting("depressed-mood", 5, "days")) == "absent"
    assert answer(tree, fact("depressed-mood")) == "not_mentioned"
    assert answer(tree, lasting("anhedonia", 3, "weeks")) == "not_mentioned"
    assert answer(tree, lasting("depressed-mood", 3, "weeks", subject="mother")) == "not_mentioned"
    assert answer(tree, lasting("depressed-mood", 3, "weeks", certainty="suspected")) == "not_mentioned"
    assert answer(tree, lasting("depressed-mood", 3, "points")) == "not_mentioned"


def test_scale_between_its_bands() -> None:
    """A score is current and within both ends."""
    tree = {"scale": {"name": "phq-9", "between": [10, 19]}}
    assert answer(tree, lasting("phq-9", 10, "points")) == "present"
    assert answer(tree, lasting("phq-9", 20, "points")) == "absent"
    assert answer(tree, lasting("phq-9", 12, "points", time="past")) == "not_mentioned"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([lasting("onset-latency", 2, "months")], "present"),
        ([lasting("onset-latency", 8, "months")], "absent"),
        ([lasting("assault", 8, "months"), lasting("flashbacks", 6, "months")], "present"),
        ([lasting("assault", 3, "months"), lasting("flashbacks", 13, "weeks")], "present"),
        ([lasting("assault", 2, "years"), lasting("flashbacks", 3, "months")], "absent"),
        ([lasting("assault", 3, "months"), lasting("flashbacks", 2, "years")], "absent"),
        (
            [lasting("assault", 8, "months"), lasting("separation", 5, "years"), lasting("flashbacks", 6, "months")],
            "present",
        ),
        ([lasting("assault", 8, "months"), lasting("flashbacks", 2, "months", subject="partner")], "not_mentioned"),
        ([lasting("assault", 8, "months")], "not_mentioned"),
        ([fact("assault"), fact("flashbacks")], "not_mentioned"),
    ],
)
def test_onset_follows_the_event_in_time(facts: list[Fact], expected: str) -> None:
    """Latency as stated, or from how long ago both began; symptoms older than the event are not its result."""
    assert answer({"onset_within": {"of": "flashbacks", "max": "6 months"}}, *facts) == expected


def test_together_within_a_span() -> None:
    """Three of dependence's features at some time of the same year; an undated past doesn't count, a dated may."""
    names = ["alcohol-craving", "alcohol-tolerance", "alcohol-withdrawal", "drinking-primacy"]
    tree = {"together_within": {"of": names, "within": "12 months", "min": 3}}
    two = [fact("alcohol-craving"), fact("alcohol-tolerance")]
    assert answer(tree, *two, fact("alcohol-withdrawal")) == "present"
    assert answer(tree, *two, lasting("alcohol-withdrawal", 10, "months", time="past")) == "present"
    assert answer(tree, *two, lasting("alcohol-withdrawal", 3, "years", time="past")) == "not_mentioned"
    assert answer(tree, *two, fact("alcohol-withdrawal", time="past")) == "not_mentioned"
    assert answer(tree, *two, fact("alcohol-withdrawal", time="lifetime")) == "not_mentioned"
    denied = [fact(name, status="absent", time="lifetime") for name in names[2:]]
    assert answer(tree, *two, *denied) == "absent"


def test_age_between() -> None:
    """Both ends are included; an unknown age is not mentioned."""
    tree = {"age": {"between": [18, 65]}}
    assert [answer(tree, age=age) for age in (17, 18, 65, 66, None)] == [
        "absent",
        "present",
        "present",
        "absent",
        "not_mentioned",
    ]


@pytest.mark.parametrize("tree", [{}, {"some": []}, {"any": [], "all": []}])
def test_unknown_nodes_are_refused_with_what_is_allowed(tree: Mapping[str, Any]) -> None:
    """A node is one thing."""
    with pytest.raises(InputError, match="exactly one of age, all, any, concept, count"):
        evaluate(tree, [])


def test_unknown_concept_is_an_error_not_silence() -> None:
    """A typo must not turn every prohibition into a met one."""
    with pytest.raises(UnknownNameError, match="nearest: mania"):
        evaluate({"not": {"concept": "manja"}}, [])


def test_concepts_of_a_tree_are_all_it_reads() -> None:
    """Plans tell these, judges look for these."""
    tree = {
        "all": [
            {"not": MOOD},
            {"count": {"min": 1}, "of": [JOY, {"scale": {"name": "phq-9", "between": [0, 4]}}]},
            {"quantity": {"of": ["insomnia", "fatigue"], "at_least": "1 week"}},
            {"onset_within": {"of": "flashbacks", "max": "6 months"}},
            {"together_within": {"of": ["alcohol-craving"], "within": "1 year", "min": 1}},
            {"age": {"between": [1, 2]}},
        ]
    }
    named = {"depressed-mood", "anhedonia", "phq-9", "insomnia", "fatigue", "flashbacks", "alcohol-craving"}
    assert concepts_of(tree) == named | {"onset-latency", "illness-duration"}
