"""The rules critic on whole reports: answers, quotations, silence."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from casewright.agents.rules_critic import RulesCritic
from casewright.rubrics import Ages, Criterion, Origin, ResolvedRubric
from casewright.types import Report, Role, Section, Vote

TEXT = (
    "She has had low mood for three weeks. Her husband reports that she no longer eats with the family. "
    "She denies suicidal ideation."
)


def _criterion(name: str, finds: Mapping[str, Any], role: Role = "supports", **more: Any) -> Criterion:
    return Criterion(
        name, role, "diagnosis", {"en": "a?", "es": "b?"}, Origin("who:F32", "1.0.0", "f"), finds=finds, **more
    )


def _rubric(*criteria: Criterion, kind: str = "intake") -> ResolvedRubric:
    return ResolvedRubric(
        "who:F32",
        "1.0.0",
        "draft",
        "cddg",
        "icd10-who-2019",
        "F32",
        kind,
        criteria,
        (),
        (Origin("who:F32", "1.0.0", "f"),),
    )


def _votes(text: str, *criteria: Criterion, age: int | None = 40, kind: str = "intake") -> dict[str, Vote]:
    report = Report(text, (Section("present-illness", 0, len(text)),), "en", kind)
    votes = asyncio.run(RulesCritic().review(report, _rubric(*criteria, kind=kind), age))
    return {vote.criterion: vote for vote in votes if isinstance(vote, Vote)}


def test_present_and_absent_are_shown_by_the_reports_own_sentences() -> None:
    """Quotations are found at their offsets, and reasons say who, when and by whose word."""
    mood, risk = _criterion("mood", {"concept": "depressed-mood"}), _criterion("risk", {"concept": "suicidal-ideation"})
    votes = _votes(TEXT, mood, risk)
    assert votes["mood"].answer == "present"
    assert votes["mood"].quotes[0].quote == "She has had low mood for three weeks."
    assert "depressed-mood present, 3 weeks (patient, current; by patient in present-illness)" in votes["mood"].reason
    assert votes["risk"].answer == "absent"
    for vote in votes.values():
        assert vote.method == "rules"
        assert not vote.searched
        assert all(TEXT[quote.start : quote.end] == quote.quote for quote in vote.quotes)


def test_silence_names_what_was_searched_and_what_was_said_otherwise() -> None:
    """A relative's finding answers nothing about the patient, and the reason tells of it."""
    text = "Her brother had panic attacks."
    vote = _votes(text, _criterion("panic", {"concept": "panic-attacks"}))["panic"]
    assert (vote.answer, vote.quotes, vote.searched) == ("not_mentioned", (), ("present-illness",))
    assert "said otherwise: panic-attacks present (sibling" in vote.reason


def test_doubt_is_unclear() -> None:
    """What is recorded as unknown is neither present nor absent."""
    vote = _votes("Suicidal ideation could not be assessed.", _criterion("risk", {"concept": "suicidal-ideation"}))[
        "risk"
    ]
    assert vote.answer == "unclear"
    assert vote.quotes


def test_a_source_at_odds_with_another_is_present() -> None:
    """One denies, another reports: the finding stands, and both can be read."""
    text = "He denies suicidal ideation. His wife reports suicidal thoughts."
    assert _votes(text, _criterion("risk", {"concept": "suicidal-ideation"}))["risk"].answer == "present"


def test_no_vote_on_what_does_not_apply_or_has_nothing_to_find() -> None:
    """Kinds, ages and criteria for judges are left out."""
    votes = _votes(
        TEXT,
        _criterion("judged", {}),
        _criterion("later", {"concept": "depressed-mood"}, kinds=("discharge",)),
        _criterion("older", {"concept": "depressed-mood"}, ages=Ages(min=65)),
        _criterion("asked", {"concept": "depressed-mood"}),
    )
    assert set(votes) == {"asked"}


def test_what_silence_alone_would_answer_is_not_mentioned() -> None:
    """*not* over something unmentioned has nothing to quote, so it is no finding of presence."""
    vote = _votes(TEXT, _criterion("calm", {"not": {"concept": "mania"}}))["calm"]
    assert vote.answer == "not_mentioned"


@pytest.mark.parametrize(("weeks", "answer"), [("three", "present"), ("one", "absent")])
def test_durations_are_held_against_their_limits(weeks: str, answer: str) -> None:
    """Number words are read."""
    finds = {"quantity": {"of": "depressed-mood", "at_least": "2 weeks"}}
    unit = "weeks" if weeks != "one" else "week"
    assert _votes(f"Low mood for {weeks} {unit}.", _criterion("duration", finds))["duration"].answer == answer


def test_it_is_of_no_family_and_has_a_fingerprint() -> None:
    """It shares no blind spot with a model, and a change of terms changes the fingerprint."""
    critic = RulesCritic()
    assert critic.family is None
    assert critic.name == "rules"
    assert critic.fingerprint.startswith("rules-")
