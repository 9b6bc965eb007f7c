"""A critic sits: what goes wrong becomes a typed failure, and only what nobody can help pauses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from casewright.agents.rules_critic import RulesCritic
from casewright.errors import BudgetError, FailureKind, ModelAccessError, ModelFailure, PausedError
from casewright.exams.bases import Base
from casewright.exams.examining.questions import exam_questions
from casewright.exams.examining.sitting import sit_questions
from casewright.exams.paper import paper
from casewright.exams.response import Question
from casewright.exams.running import resolve_once
from casewright.rubrics import ResolvedRubric
from casewright.types import Report, Vote, VoteFailure

Votes = Sequence[Vote | VoteFailure]


@dataclass
class Speaker:
    """A critic that answers as it is told and remembers what it was asked."""

    says: Callable[[Report, ResolvedRubric], Votes]
    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    name: str = "speaker"
    fingerprint: str = "speaker-1"
    family: str | None = None

    async def review(self, report: Report, rubric: ResolvedRubric, age: int | None) -> Votes:
        self.asked.append((report.text, tuple(item.id for item in rubric.criteria)))
        return self.says(report, rubric)


def absent(report: Report, rubric: ResolvedRubric) -> Votes:
    return [Vote("speaker", item.id, "text", "not_mentioned", "") for item in rubric.criteria]


@pytest.fixture
def questions(few: tuple[Base, ...]) -> tuple[Question, ...]:
    return exam_questions([item for item in paper(few) if item.sort == "base"], resolve_once)


async def test_each_report_is_reviewed_once_with_what_is_wanted_of_it(questions: tuple[Question, ...]) -> None:
    """Questions about one report are put together, and no other criterion is asked."""
    speaker = Speaker(absent)
    told: list[tuple[int, int]] = []
    chosen = questions[::7]
    heard = await sit_questions(speaker, chosen, resolve_once, lambda done, total: told.append((done, total)))
    assert [one.question for one in heard] == list(chosen)
    assert len(speaker.asked) == len({one.item.id for one in chosen})
    assert sum(len(ids) for _, ids in speaker.asked) == len(chosen)
    assert told[-1] == (len(chosen), len(chosen))


async def test_the_rules_critic_answers_as_in_the_gate(questions: tuple[Question, ...]) -> None:
    """A rubric cut down to some criteria gives the same votes on them."""
    critic = RulesCritic()
    whole = {one.question.criterion.id: one.vote for one in await sit_questions(critic, questions[:30], resolve_once)}
    parts = await sit_questions(critic, questions[:30:5], resolve_once)
    assert all(one.vote == whole[one.question.criterion.id] for one in parts)


async def test_an_answer_without_words_of_the_report_is_no_answer(questions: tuple[Question, ...]) -> None:
    """*Present* needs a quotation that stands in the report, as in the gate."""
    bare = Speaker(lambda report, rubric: [Vote("speaker", one.id, "text", "present", "") for one in rubric.criteria])
    heard = await sit_questions(bare, questions[:3], resolve_once)
    assert [one.vote.kind for one in heard if isinstance(one.vote, VoteFailure)] == ["unquoted"] * 3
    assert {one.verdict for one in heard} == {"undetermined"}


async def test_silence_and_strangers_votes_are_failures(questions: tuple[Question, ...]) -> None:
    """A critic with nothing to say, and one that speaks for somebody else, have not answered."""
    others = Speaker(lambda report, rubric: [Vote("other", one.id, "text", "absent", "") for one in rubric.criteria])
    for critic in (Speaker(lambda report, rubric: []), others):
        heard = await sit_questions(critic, questions[:2], resolve_once)
        assert [one.vote.kind for one in heard if isinstance(one.vote, VoteFailure)] == ["no_vote"] * 2


@pytest.mark.parametrize("kind", ["timeout", "refusal", "garbage"])
async def test_a_models_fault_is_a_failure_of_its_questions(questions: tuple[Question, ...], kind: FailureKind) -> None:
    """Whatever a critic lets through, the exam goes on."""

    def fail(report: Report, rubric: ResolvedRubric) -> Votes:
        raise ModelFailure(kind, "not today")

    heard = await sit_questions(Speaker(fail), questions[:5], resolve_once)
    assert [one.vote.kind for one in heard if isinstance(one.vote, VoteFailure)] == [kind] * 5


@pytest.mark.parametrize("stop", [ModelAccessError("401"), BudgetError("spent")], ids=["access", "budget"])
async def test_what_nobody_can_help_pauses(questions: tuple[Question, ...], stop: PausedError) -> None:
    """The exam ends with the one clear message."""

    def pause(report: Report, rubric: ResolvedRubric) -> Votes:
        raise stop

    with pytest.raises(type(stop), match=str(stop)):
        await sit_questions(Speaker(pause), questions, resolve_once)
