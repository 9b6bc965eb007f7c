"""A jury settles on one answer and keeps what each member said."""

from __future__ import annotations

from tests.agents.scenes import REPORT, FixedCritic, certificate, criterion, failure, rubric, ruling, vote

from casewright.agents.judge import Judge
from casewright.agents.jury import Jury
from casewright.agents.recorded import RecordedModel, asking_again, recording
from casewright.ledger.protocol import RunRow
from casewright.models.protocol import ModelReply, Usage
from casewright.testing import FunctionModel, MemoryLedger, ScriptedModel
from casewright.types import Vote, VoteFailure

MOOD, ELATION = criterion("mood"), criterion("elation")


def said(votes: object) -> dict[str, str]:
    assert isinstance(votes, list)
    return {one.critic: one.answer if isinstance(one, Vote) else one.kind for one in votes}


async def test_members_votes_stand_beside_the_jurys_own() -> None:
    """Under names that no certificate can speak for; failures are kept too."""
    members = [
        FixedCritic("a", [vote("a", "present")]),
        FixedCritic("b", [failure("b")]),
        FixedCritic("c", [vote("c", "present")]),
    ]
    votes = await Jury("panel", members).review(REPORT, rubric(MOOD), 40)
    assert said(votes) == {"panel": "present", "panel>a": "present", "panel>b": "timeout", "panel>c": "present"}


async def test_a_member_without_an_answer_to_a_question_has_no_seat_on_it() -> None:
    """A judge of passages says nothing about what no concept stands for."""
    members = [FixedCritic("a", [vote("a", "present")]), FixedCritic("b", [vote("b", "absent", "elation")])]
    votes = await Jury("panel", members).review(REPORT, rubric(MOOD, ELATION, criterion("energy")), 40)
    own = {one.criterion: one.answer for one in votes if isinstance(one, Vote) and one.critic == "panel"}
    assert own == {"mood": "present", "elation": "absent"}


async def test_replicates_are_calls_of_their_own() -> None:
    """Each is paid, kept in the ledger and answered from there; the first is the same call as a single judge's."""
    ledger = MemoryLedger()
    await ledger.open_run(RunRow("run", {}, {}), ())
    replies = [ruling("present", "felt low"), ruling("present", "felt low"), ruling("not_mentioned")]
    inner = ScriptedModel([ModelReply(text, usage=Usage(5, 7, 2)) for text in replies])
    judge = Judge(RecordedModel(inner, ledger, "run", "judge"))
    for _ in range(2):
        with recording("s1") as kept:
            votes = await Jury("panel", [judge], replicates=3).review(REPORT, rubric(MOOD), 40)
            await judge.review(REPORT, rubric(MOOD), 40)
        assert sorted(said(votes)) == ["panel", f"panel>{inner.name}", f"panel>{inner.name}#2", f"panel>{inner.name}#3"]
        assert (kept.cost.calls, kept.cost.thought_tokens) == (4, 8)
    assert len(await ledger.calls("run")) == len(inner.requests) == 3


async def test_a_jury_that_is_asked_again_repeats_no_call() -> None:
    """Reruns of an exam multiply the numbers out."""
    model = FunctionModel(lambda request: ruling("not_mentioned"))
    jury = Jury("panel", [Judge(model)], replicates=2)
    for again in range(3):
        with asking_again(again):
            await jury.review(REPORT, rubric(MOOD), 40)
    assert sorted(request.seed for request in model.requests) == list(range(6))


async def test_where_all_members_fail_there_is_no_answer() -> None:
    """A typed failure of the jury, beside theirs."""
    votes = await Jury("panel", [FixedCritic("a", [failure("a")])], replicates=2).review(REPORT, rubric(MOOD), 40)
    assert all(isinstance(one, VoteFailure) for one in votes)
    assert said(votes) == {"panel": "timeout", "panel>a": "timeout", "panel>a#2": "timeout"}


async def test_certificates_weigh_members() -> None:
    """Nine of ten right outweighs two that are barely better than chance; whose exam is not there weighs one."""
    good = FixedCritic("good", [vote("good", "absent")])
    poor = [FixedCritic(name, [vote(name, "present")]) for name in ("x", "y")]
    held = [
        certificate(good.fingerprint, MOOD, right=10),
        *(certificate(one.fingerprint, MOOD, right=6) for one in poor),
    ]
    answers = []
    for certificates in ((), held):
        jury = Jury("panel", [good, *poor], "weighted", certificates=certificates)
        answers.append(said(await jury.review(REPORT, rubric(MOOD), 40))["panel"])
    assert answers == ["present", "absent"]


async def test_a_jury_may_sit_in_a_jury() -> None:
    """Its seats' names say where they sat, and only its own vote counts above."""
    inner = Jury("inner", [FixedCritic("a", [vote("a", "present")]), FixedCritic("b", [vote("b", "present")])])
    votes = await Jury("outer", [inner, FixedCritic("c", [vote("c", "absent")])]).review(REPORT, rubric(MOOD), 40)
    assert said(votes) == {
        "outer": "unclear",
        "outer>inner": "present",
        "outer>inner>a": "present",
        "outer>inner>b": "present",
        "outer>c": "absent",
    }


def test_family_and_fingerprint_are_those_of_the_members() -> None:
    """Certificates and the jury's name change neither; another rule or member does."""
    a, b, code = FixedCritic("a", [], "qwen"), FixedCritic("b", [], "llama+qwen"), FixedCritic("c", [], None)
    jury = Jury("panel", [a, b, code])
    assert jury.family == "llama+qwen"
    assert Jury("panel", [code]).family is None
    held = (certificate("fixed-a", MOOD),)
    assert jury.fingerprint == Jury("other", [a, b, code], certificates=held).fingerprint
    others = [Jury("p", [a, b]), Jury("p", [a, b, code], "any"), Jury("p", [a, b, code], replicates=2), jury]
    assert len({one.fingerprint for one in others}) == 4
