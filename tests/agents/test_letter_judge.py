"""Rules find the passages, a small model says with a letter what is said of them, and a threshold says how surely."""

from __future__ import annotations

import pytest
from tests.agents.scenes import REPORT, certificate, criterion, rubric

from casewright.agents.letter_judge import LetterJudge
from casewright.errors import ModelFailure
from casewright.models.protocol import ModelReply
from casewright.testing import ScriptedModel
from casewright.types import Vote, VoteFailure

MOOD = criterion("mood", finds={"concept": "depressed-mood"})
PANIC = criterion("panic", finds={"concept": "panic-attacks"})


def letters(a: float, b: float, c: float) -> ModelReply:
    return ModelReply("A", choice_logprobs={"A": a, "B": b, "C": c})


async def ask(reply: ModelReply | BaseException, *, threshold: float | None = None) -> Vote | VoteFailure:
    model = ScriptedModel([reply], small=True)
    plain = LetterJudge(model)
    judge = LetterJudge(model, certificates=(certificate(plain.fingerprint, MOOD, threshold=threshold),))
    assert judge.fingerprint == plain.fingerprint
    (vote,) = await judge.review(REPORT, rubric(MOOD), 40)
    return vote


async def test_the_likeliest_letter_answers_with_its_passages() -> None:
    """The margin to the second is kept."""
    vote = await ask(letters(-0.1, -2.6, -5.0))
    assert isinstance(vote, Vote)
    assert (vote.answer, vote.method) == ("present", "logprob")
    assert vote.margin == pytest.approx(2.5)
    assert "felt low" in vote.quotes[0].quote


@pytest.mark.parametrize(("threshold", "answer"), [(2.4, "present"), (2.6, "unclear")])
async def test_below_its_threshold_an_answer_is_unclear(threshold: float, answer: str) -> None:
    """Margin and passages stay, so that a reader and an exam see how near it was."""
    vote = await ask(letters(-0.1, -2.6, -5.0), threshold=threshold)
    assert isinstance(vote, Vote)
    assert vote.answer == answer
    assert vote.margin == pytest.approx(2.5)
    assert vote.quotes


async def test_a_threshold_holds_for_the_wording_it_was_found_for() -> None:
    """Another wording has not been examined, unless the change was declared editorial."""
    model = ScriptedModel([letters(-0.1, -2.6, -5.0)] * 2, small=True)
    held = certificate(LetterJudge(model).fingerprint, MOOD, threshold=9.0)
    judge = LetterJudge(model, certificates=(held,))
    answers = []
    for was in ((), (MOOD.hash,)):
        reworded = criterion("mood", finds=MOOD.finds, asks={"en": "Is she sad?"}, was=was)
        (vote,) = await judge.review(REPORT, rubric(reworded), 40)
        answers.append(vote.answer if isinstance(vote, Vote) else None)
    assert answers == ["present", "unclear"]


async def test_what_no_passage_names_is_not_asked() -> None:
    """A small model calls silence a denial, so code answers there."""
    model = ScriptedModel([], small=True)
    (vote,) = await LetterJudge(model).review(REPORT, rubric(PANIC, criterion("judged")), 40)
    assert isinstance(vote, Vote)
    assert (vote.answer, vote.method, model.requests) == ("not_mentioned", "rules", [])


@pytest.mark.parametrize(
    ("reply", "kind"),
    [(ModelReply("A"), "garbage"), (ModelFailure("unsupported", "no log-probabilities"), "unsupported")],
    ids=["no-letters", "unsupported"],
)
async def test_without_log_probabilities_there_is_no_vote(reply: ModelReply | BaseException, kind: str) -> None:
    """A letter alone says nothing of how sure it is."""
    vote = await ask(reply)
    assert isinstance(vote, VoteFailure)
    assert vote.kind == kind
