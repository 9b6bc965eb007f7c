"""When another attempt is not worth making."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.graphs.decide import Findings, decide, failing_ids
from casewright.graphs.parts import Limits
from casewright.graphs.stalling import stalled
from casewright.types import Decision, Fidelity, Reason, ReasonKind

PASSED = Fidelity(1.0, 1.0, 1.0, (), None, ())


def ids(*names: str) -> frozenset[str]:
    return frozenset(names)


@pytest.mark.parametrize(
    ("shape", "attempts"),
    [
        ("repeated", [ids("fact:a"), ids("fact:a")]),
        ("repeated", [ids("refusal:refusal"), ids("refusal:refusal")]),
        ("oscillation", [ids("fact:a"), ids("fact:b"), ids("fact:a")]),
        ("regression", [ids("fact:a"), ids("fact:a", "fact:b")]),
        ("regression", [ids("fact:a", "fact:b"), ids("fact:b"), ids("fact:b", "degenerate:loop")]),
        ("regression", [ids("fact:a"), ids("fact:b"), ids("fact:a", "fact:b")]),
        ("regression", [ids("fact:a"), ids("fact:b", "fact:c"), ids("fact:d", "fact:e", "fact:f")]),
        ("regression", [ids("contradiction:mania"), ids("fact:a"), ids("added:drug", "fact:b")]),
    ],
    ids=[
        "twice the same", "twice no draft", "in turn", "one more and none mended", "the screen breaks too",
        "what came right breaks again", "more, and more again", "further and further back",
    ],
)  # fmt: skip
def test_a_loop_that_goes_nowhere_says_how_and_at_what(shape: str, attempts: list[frozenset[str]]) -> None:
    """The reason's target is the shape; its message names it and the ids."""
    found = stalled(attempts[-1], attempts[:-1])
    assert found is not None
    assert (found.kind, found.target) == ("no_progress", shape)
    assert found.message.startswith(f"{shape}: ")
    assert all(name in found.message for name in attempts[-1])


@pytest.mark.parametrize(
    "attempts",
    [
        [ids("fact:a")],
        [ids("fact:a", "fact:b"), ids("fact:a")],
        [ids("fact:a"), ids("fact:b")],
        [ids("fact:a"), ids("fact:b", "fact:c")],
        [ids("overlap:longest_run"), ids("fact:a", "fact:b"), ids("fact:b", "fact:c", "fact:d")],
        [ids("overlap:longest_run"), ids("overlap:longest_run", "fact:a")],
        [ids("fact:a"), ids("fact:b", "added:drug"), ids("overlap:longest_run")],
        [ids("fact:a"), ids("contradiction:mania", "support:core")],
        [ids("fact:a"), ids("refusal:refusal")],
        [ids("refusal:refusal"), ids("fact:a"), ids("fact:b", "fact:c")],
        [ids("contradiction:mania"), ids("fact:a")],
    ],
    ids=[
        "the first", "one mended", "mended, another broken", "mended, two broken", "what a copy was not asked",
        "a copy is not held to its facts", "a copy after facts", "facts right, critics not content", "no draft",
        "no draft before", "critics not asked again",
    ],
)  # fmt: skip
def test_a_loop_that_may_still_get_there_goes_on(attempts: list[frozenset[str]]) -> None:
    """Something was mended, or what fails now was not asked before: nothing says that it can't pass."""
    assert stalled(attempts[-1], attempts[:-1]) is None


def test_many_ids_are_named_in_part() -> None:
    """A message stays readable; the reasons beside it name them all."""
    failed = frozenset(f"fact:{number}" for number in range(9))
    found = stalled(failed, [failed])
    assert found is not None
    assert found.message.endswith("fact:4 and 4 more")


KINDS: tuple[ReasonKind, ...] = ("fact", "added", "degenerate", "overlap", "refusal")
failures = st.lists(st.builds(Reason, st.sampled_from(KINDS), st.text(), target=st.sampled_from("abc")), max_size=4)


@given(st.lists(failures, min_size=12, max_size=12), st.integers(1, 8))
def test_the_loop_ends_in_time_and_never_accepts_what_failed(drafts: list[list[Reason]], most: int) -> None:
    """Whatever fails attempt by attempt: at most the attempts allowed, and accepted only where nothing fails.

    Stopping early shows in the reasons alone: the outcome is what the last attempt's failures make it.
    """
    earlier: list[frozenset[str]] = []
    for attempt, failing in enumerate(drafts, 1):
        drafted = not any(reason.kind == "refusal" for reason in failing)
        found = Findings(drafted, tuple(failing), PASSED, "sufficient", attempt, earlier, can_write=True)
        ended = decide(found, Limits(max_attempts=most), "judging")
        if isinstance(ended, Decision):
            break
        earlier.append(failing_ids(ended))
    assert isinstance(ended, Decision)
    assert attempt <= most
    expected = "accepted" if not failing else "rejected" if drafted else "error"
    assert ended.outcome == expected
    assert (ended.reasons[-1].kind in ("budget", "no_progress")) == bool(failing) if ended.reasons else not failing


@given(st.lists(failures, min_size=2, max_size=4), st.text())
def test_what_a_message_says_changes_nothing(drafts: list[list[Reason]], said: str) -> None:
    """The same ids under other words end alike."""
    reworded = [[replace(reason, message=said) for reason in failing] for failing in drafts]
    first, second = ([failing_ids(failing) for failing in some] for some in (drafts, reworded))
    assert stalled(first[-1], first[:-1]) == stalled(second[-1], second[:-1])
