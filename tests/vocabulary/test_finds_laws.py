"""The rule language, as laws that hold for any tree and any assertions."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from casewright.types import Certainty, Fact, Quantity, Severity, Source, Status, Subject, Time
from casewright.vocabulary.finds import evaluate

NAMES = ["depressed-mood", "anhedonia", "low-energy", "assault", "illness-duration"]
quantities = st.none() | st.builds(Quantity, st.floats(0.5, 60), st.sampled_from(["days", "weeks", "months", "points"]))
facts = st.builds(
    Fact,
    id=st.text("abc", min_size=1, max_size=3),
    concept=st.sampled_from(NAMES),
    section=st.sampled_from(["present-illness", "mental-state"]),
    status=st.sampled_from(get_args(Status)),
    subject=st.sampled_from(get_args(Subject)),
    time=st.sampled_from(get_args(Time)),
    source=st.sampled_from(get_args(Source)),
    certainty=st.sampled_from(get_args(Certainty)),
    severity=st.none() | st.sampled_from(get_args(Severity)),
    quantity=quantities,
)
leaves: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.fixed_dictionaries(
        {"concept": st.sampled_from(NAMES)},
        optional={
            "status": st.sampled_from(get_args(Status)),
            "subject": st.sampled_from([*get_args(Subject), "any"]),
            "time": st.sampled_from([*get_args(Time), "any"]),
            "certainty": st.sampled_from([*get_args(Certainty), "any"]),
            "severity": st.lists(st.sampled_from(get_args(Severity)), min_size=1),
        },
    ),
    st.builds(
        lambda name, low: {"quantity": {"of": name, "at_least": f"{low} weeks"}},
        st.sampled_from(NAMES),
        st.integers(1, 9),
    ),
    st.builds(lambda name: {"onset_within": {"of": name, "max": "6 months"}}, st.sampled_from(NAMES)),
    st.builds(
        lambda names, low: {"together_within": {"of": names, "within": "12 months", "min": min(low, len(names))}},
        st.lists(st.sampled_from(NAMES), min_size=1, unique=True),
        st.integers(1, 3),
    ),
    st.just({"age": {"between": [18, 65]}}),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
        st.builds(
            lambda low, more, parts: {"count": {"min": low, "max": low + more}, "of": parts},
            st.integers(0, 2),
            st.integers(0, 2),
            st.lists(inner, min_size=1, max_size=4),
        ),
    ),
    max_leaves=8,
)
worlds = st.lists(facts, max_size=6)
ages = st.none() | st.integers(5, 90)


@given(trees, worlds, ages)
def test_every_tree_has_an_answer_shown_by_what_was_given(
    tree: dict[str, Any], world: list[Fact], age: int | None
) -> None:
    """Answers are one of four, and evidence is never made up."""
    found = evaluate(tree, world, age)
    assert found.answer in ("present", "absent", "not_mentioned", "unclear")
    assert all(item in world for item in found.shown_by)


@given(leaves, worlds)
def test_a_leaf_that_answers_shows_what_by(leaf: dict[str, Any], world: list[Fact]) -> None:
    """Present, absent and unclear rest on something said; silence on nothing. Age stands beside the assertions."""
    found = evaluate(leaf, world)
    assert bool(found.shown_by) == (found.answer != "not_mentioned")


@given(trees, worlds, ages, st.randoms())
def test_order_makes_no_difference(tree: dict[str, Any], world: list[Fact], age: int | None, random: Any) -> None:
    """Neither the order of facts nor that of alternatives changes an answer."""
    shuffled = random.sample(world, len(world))
    assert evaluate(tree, world, age).answer == evaluate(tree, shuffled, age).answer
    both = [tree, {"concept": "anhedonia"}]
    for node in ("any", "all"):
        assert evaluate({node: both}, world, age).answer == evaluate({node: both[::-1]}, world, age).answer


@given(trees, worlds, ages)
def test_one_part_is_itself(tree: dict[str, Any], world: list[Fact], age: int | None) -> None:
    """Any and all of one part are that part; counting one of it is present exactly when it is."""
    inner = evaluate(tree, world, age).answer
    assert evaluate({"any": [tree]}, world, age).answer == inner
    assert evaluate({"all": [tree]}, world, age).answer == inner
    assert evaluate({"count": {"min": 1}, "of": [tree]}, world, age).answer == inner


@given(trees, worlds, ages)
def test_not_turns_and_turns_back(tree: dict[str, Any], world: list[Fact], age: int | None) -> None:
    """Twice not is the same, but for silence, which becomes a denial."""
    inner = evaluate(tree, world, age).answer
    twice = evaluate({"not": {"not": tree}}, world, age).answer
    assert twice == ("absent" if inner == "not_mentioned" else inner)


@given(st.lists(trees, min_size=1, max_size=4), worlds, ages)
def test_counts_agree_with_any_and_all(parts: list[dict[str, Any]], world: list[Fact], age: int | None) -> None:
    """At least one is present when any is; at least all when all are."""
    for node, low in (("any", 1), ("all", len(parts))):
        counted = evaluate({"count": {"min": low}, "of": parts}, world, age).answer
        assert (counted == "present") == (evaluate({node: parts}, world, age).answer == "present")


@given(st.lists(leaves, min_size=1, max_size=4), worlds, st.integers(0, 4), st.integers(0, 4))
def test_a_higher_floor_is_harder_and_a_higher_ceiling_easier(
    parts: list[dict[str, Any]], world: list[Fact], one: int, other: int
) -> None:
    """Whatever meets the narrower limits meets the wider."""
    low, high = sorted([one, other])
    if evaluate({"count": {"min": high}, "of": parts}, world).answer == "present":
        assert evaluate({"count": {"min": low}, "of": parts}, world).answer == "present"
    if evaluate({"count": {"max": low}, "of": parts}, world).answer == "present":
        assert evaluate({"count": {"max": high}, "of": parts}, world).answer == "present"


@given(leaves, worlds, worlds)
def test_what_is_shown_stays_shown(leaf: dict[str, Any], world: list[Fact], more: list[Fact]) -> None:
    """Saying more never takes back what a leaf without a latency was shown by."""
    if "onset_within" not in leaf and evaluate(leaf, world).answer == "present":
        assert evaluate(leaf, [*world, *more]).answer == "present"
