"""Runs whose judges and seal hold certificates, are silent, or refuse; and what the summary makes of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from casewright.certificates import Certificate, read_certificates
from casewright.errors import UsageError
from casewright.ledger import open_ledger
from casewright.measures.rates import rate
from casewright.rubrics import ResolvedRubric, resolve
from casewright.runs.api import Gate
from casewright.runs.cast import cast_of
from casewright.settings import Settings
from casewright.testing import FunctionModel, certificates_for, gate_certificate
from casewright.types import Answer, Quote, Record, Report, Vote, VoteFailure

QUICK = Settings.model_validate({"how": {"deadline_seconds": 0.2}})


@dataclass(frozen=True)
class Says:
    """A critic that says the same of everything, or fails in one way, or (``on``) is silent on the rest."""

    answer: Answer | None
    name: str = "other/judge"
    family: str | None = "other"
    failure: str = "server"
    on: str = ""

    @property
    def fingerprint(self) -> str:
        return f"says-{self.name}-{self.answer}"

    async def review(self, report: Report, rubric: ResolvedRubric, age: int | None) -> list[Vote | VoteFailure]:
        asked = [item.id for item in rubric.criteria if item.applies(report.kind, age)]
        return [self._vote(report, name) for name in asked if not self.on or name == self.on]

    def _vote(self, report: Report, name: str) -> Vote | VoteFailure:
        if self.answer is None:
            return VoteFailure(self.name, name, self.failure, "no answer")
        shown = (Quote(report.text[:20], 0, 20),) if self.answer in ("present", "absent") else ()
        return Vote(self.name, name, "text", self.answer, "because", shown)


@pytest.fixture
def rubric(overlay: Path) -> ResolvedRubric:
    return resolve("F32.1", kind="progress", overlays=(overlay,))


@pytest.fixture
def held(certified: Path, rubric: ResolvedRubric) -> Callable[..., tuple[Certificate, ...]]:
    """The certificates of the rules and the fact check, and of these critics too."""

    def make(*critics: Any) -> tuple[Certificate, ...]:
        own = certificates_for([rubric], critics, facts=False) if critics else ()
        return (*read_certificates([certified]), *own)

    return make


async def test_without_certificates_a_person_has_to_look(bench: Any, model: FunctionModel) -> None:
    """Nothing is accepted, nothing is thrown away, and the reason is said."""
    (record,), summary = await bench.work(model, certificates=(), max_samples=1)
    assert record.decision.outcome == "needs_review"
    assert {reason.kind for reason in record.decision.reasons} == {"uncovered"}
    assert "no critic is certified to decide low-mood" in record.decision.reasons[-1].message
    assert (record.gated_by, record.certificates) == ((), ())
    assert record.marks == ("gate_uncertified", "no_second_family")
    assert record.facts
    assert record.fidelity
    assert any(item.votes for item in record.fidelity.criteria)
    assert summary["gate"] == "gate_uncertified"
    assert summary["total"][0]["certificates"] == []


async def test_facts_without_a_certificate_advise(bench: Any, held: Any) -> None:
    """What the check finds is kept and fails nothing; nothing says that facts gated."""
    forgetful = FunctionModel(lambda request: bench.faithful(request).replace("sleep", "rest"), name="testing/writer")
    rules = [item for item in held() if item.critic == "rules"]
    (record,), _ = await bench.work(forgetful, certificates=rules, max_samples=1)
    assert record.gated_by == ("rules",)
    assert record.facts
    assert not any(reason.kind in ("fact", "added") for reason in record.decision.reasons)


async def test_a_run_keeps_the_certificates_it_went_by(bench: Any, model: FunctionModel, certified: Path) -> None:
    """In its ledger, named by its records; another certificate is another run."""
    (record,), summary = await bench.work(model)
    ledger = open_ledger(bench.folder)
    kept = await ledger.certificates(record.run)
    await ledger.close()
    assert set(record.certificates) <= set(kept)
    assert {item["critic"] for item in kept.values()} == {"rules", "facts"}
    assert summary["marks"] == ["gate_uncertified", "no_second_family", "provisional"]
    assert record.gated_by == ("facts", "rules")
    fewer = [item for item in read_certificates([certified]) if item.language == "en"]
    assert bench.session(model, certificates=fewer).run != record.run
    unused = [*read_certificates([certified]), *certificates_for([], [Says("present")], facts=False)]
    assert bench.session(model, certificates=unused).run == record.run


async def test_a_certified_judge_is_heard(bench: Any, model: FunctionModel, held: Any) -> None:
    """Where it differs from the rules nothing is averaged."""
    judge = Says("not_mentioned", on="low-mood")
    (record,), _ = await bench.work(model, critics=(judge,), certificates=held(judge), max_samples=1)
    assert record.gated_by == ("facts", "other/judge", "rules")
    assert record.fidelity
    (mood,) = [item for item in record.fidelity.criteria if item.id == "low-mood"]
    assert mood.verdict == "undetermined"


async def test_two_critics_of_one_name_are_refused() -> None:
    """Nobody could tell whose certificate is whose."""
    with pytest.raises(UsageError, match="two critics are named 'other/judge'"):
        cast_of(Settings(), writer=None, critics=(Says("present"), Says("absent")))


async def test_silent_judges_end_as_an_error_and_never_as_accepted(bench: Any, model: FunctionModel, held: Any) -> None:
    """A server that stays down: the sample waits, is tried again, and ends past its deadline."""
    judge = Says(None)
    given = {"critics": (judge,), "certificates": held(judge), "settings": QUICK}
    (record,), _ = await bench.work(model, max_samples=1, **given)
    assert record.decision.outcome == "error"
    assert [reason.kind for reason in record.decision.reasons] == ["model_failure"]


async def test_a_judge_that_says_garbage_leaves_it_to_the_others(bench: Any, model: FunctionModel, held: Any) -> None:
    """Such failures would come again: what the rules say stands, and the failures are kept."""
    judge = Says(None, failure="garbage")
    (record,), _ = await bench.work(model, critics=(judge,), certificates=held(judge))
    assert record.decision.outcome == "accepted"
    assert record.fidelity
    assert any(item.failures for item in record.fidelity.criteria)


def sealed_by(bench: Any, held: Any, seal: Says, *, certified: bool = True) -> Callable[..., Any]:
    """Works a run whose seal this is."""

    async def work(model: Any, n: int = 1, **more: Any) -> tuple[list[Record], dict[str, Any]]:
        given = held(*([seal] if certified else []))
        found: tuple[list[Record], dict[str, Any]] = await bench.work(model, n, certificates=given, seal=seal, **more)
        return found

    return work


async def test_a_certified_seal_that_refuses_rejects(bench: Any, model: FunctionModel, held: Any) -> None:
    """By seal, without another attempt; the loop's acceptance is counted in the gap."""
    work = sealed_by(bench, held, Says("present", "other/seal"))
    (record,), summary = await work(model, max_samples=1)
    assert (record.decision.outcome, record.decision.by) == ("rejected", "seal")
    assert {reason.kind for reason in record.decision.reasons} == {"seal"}
    assert record.attempts == 1
    assert summary["seal"]["state"] == "certified"
    assert (summary["seal"]["refused_of_asked"]["share"], summary["seal"]["refused_of_asked"]["n"]) == (1.0, 1)
    assert "whole reports" in summary["seal"]["corrected"][0]["gap"]["why"]
    assert summary["seal"]["corrected"][0]["families"]["contradicts/diagnosis"]["corrected"]["share"] > 0.5


async def test_an_uncertified_seal_annotates(bench: Any, model: FunctionModel, held: Any) -> None:
    """What it would refuse is accepted all the same, marked and counted."""
    work = sealed_by(bench, held, Says("present", "other/seal"), certified=False)
    (record,), summary = await work(model)
    assert (record.decision.outcome, record.decision.by) == ("accepted", "gate")
    assert "seal_uncertified" in record.marks
    assert record.seal
    assert summary["seal"]["state"] == "seal_uncertified"
    assert summary["seal"]["refused_of_asked"]["share"] == 1.0


@pytest.mark.parametrize(("failure", "told"), [("garbage", "could not answer"), ("server", "deadline")])
async def test_a_seal_that_cannot_answer_leaves_it_to_a_person(
    bench: Any, model: FunctionModel, held: Any, failure: str, told: str
) -> None:
    """At once where it said garbage, past the deadline where it was not to be reached; the text is kept."""
    work = sealed_by(bench, held, Says(None, "other/seal", failure=failure))
    (record,), _ = await work(model, max_samples=1, settings=QUICK)
    assert (record.decision.outcome, record.decision.by) == ("needs_review", "seal")
    assert record.decision.reasons[0].kind == "seal"
    assert told in record.decision.reasons[0].message
    assert record.text


async def test_a_silent_annotator_holds_nobody_up(bench: Any, model: FunctionModel, held: Any) -> None:
    """A seal without certificate that can't be reached changes nothing."""
    work = sealed_by(bench, held, Says(None, "other/seal"), certified=False)
    (record,), _ = await work(model, settings=QUICK)
    assert record.decision.outcome == "accepted"


async def test_a_seal_of_the_writer_s_family_is_no_second_family(bench: Any, model: FunctionModel, held: Any) -> None:
    """Certified or not, it annotates, and summary and record say so."""
    work = sealed_by(bench, held, Says("present", "other/seal", family=model.family))
    (record,), summary = await work(model)
    assert record.decision.outcome == "accepted"
    assert "no_second_family" in record.marks
    assert summary["seal"]["state"] == "no_second_family"


async def test_what_the_seal_says_never_reaches_the_writer(bench: Any, model: FunctionModel, held: Any) -> None:
    """No prompt carries a word of it, and the next cases are those that would have been drawn anyway."""
    work = sealed_by(bench, held, Says("present", "other/seal"))
    refused, _ = await work(model, max_samples=3)
    prompts = [message.content for request in model.requests for message in request.messages]
    assert not any("refused" in text or "because" in text for text in prompts)
    bench.folder = bench.folder.with_name("without")
    plain, _ = await bench.work(model)
    assert [record.case and record.case.facts for record in refused[:1]] == [
        record.case and record.case.facts for record in plain[:1]
    ]


async def test_shares_are_corrected_by_the_gate_s_certificate(bench: Any, model: FunctionModel, held: Any) -> None:
    """Raw and corrected stand side by side, with what is expected to be false among the accepted."""
    limits = bench.session(model).cast.limits
    rules = bench.session(model).cast.critics[:1]
    good = gate_certificate("generate", "en", rules, limits, false_accepts=rate(2, 400), false_rejects=rate(40, 400))
    _, summary = await bench.work(model, 4, certificates=[*held(), good])
    (order,), (total,) = summary["orders"], summary["total"]
    assert summary["gate"] == "gate_certified"
    assert order["accepted_of_tried"]["share"] == 1.0
    assert order["corrected"]["fit_drafts"]["share"] == 1.0
    assert order["corrected"]["fit_drafts"]["low"] < 1
    within = order["corrected"]["accepted_within"]
    assert (within["attempts"], within["share"]) == (3, pytest.approx(1 - 0.995**3))
    expected = order["corrected"]["expected_false_accepts"]
    assert (expected["count"], expected["of"]) == (0.0, 4)
    assert 0 < expected["high"] < 4
    assert total["gate"] == {"certified": True, "why": "", "certificate": good.id, "grade": "provisional"}


async def test_a_gate_no_better_than_chance_corrects_nothing(bench: Any, model: FunctionModel, held: Any) -> None:
    """Refused, with its reason; and the gate is uncertified."""
    session = bench.session(model)
    poor = gate_certificate(
        "generate", "en", session.cast.critics[:1], session.cast.limits,
        false_accepts=rate(60, 100), false_rejects=rate(40, 100),
    )  # fmt: skip
    (record,), summary = await bench.work(model, certificates=[*held(), poor])
    fit = summary["orders"][0]["corrected"]["fit_drafts"]
    assert fit["share"] is None
    assert "sum to one or more" in fit["why"]
    assert "gate_uncertified" in record.marks
    assert "P(accepted within 3 | defective) may be" in summary["total"][0]["gate"]["why"]


async def test_several_judges_are_told_for_what_they_are_worth(bench: Any, model: FunctionModel, held: Any) -> None:
    """Two that say different things of everything, and their worth in votes."""
    judges = (Says("unclear", "a/judge", "a"), Says("not_mentioned", "b/judge", "b"))
    _, summary = await bench.work(model, critics=judges)
    assert summary["panels"]["judges"]["seats"] == 2
    assert summary["panels"]["judges"]["n_eff"] == 2.0


async def test_evaluating_says_why_nobody_was_heard(overlay: Path, certified: Path, tmp_path: Path) -> None:
    """No queue to go back to: an error with its reason, the text kept."""
    gate = Gate(critics=[Says(None)], rubrics=(overlay,), certificates=certified, folder=tmp_path)
    record = await gate.evaluate("She reports low mood for five weeks.", code="F32.1", kind="progress")
    assert record.decision.outcome == "error"
    assert [reason.kind for reason in record.decision.reasons] == ["model_failure"]
    assert record.text
    assert json.dumps(record.decision.reasons[0].message)


def test_settings_name_a_folder_of_certificates(certified: Path) -> None:
    """And a jury of settings is a critic by its name."""
    judging = {"juries": {"three": {"members": ["rules"], "replicates": 3}}}
    settings = Settings.model_validate({"certificates": str(certified), "judging": judging})
    cast = cast_of(settings, writer="parrot", critics=("rules", "three"))
    assert {item.critic for item in cast.certificates} >= {"rules", "facts"}
    assert [*cast.gating.critics] == ["rules", "three"]
