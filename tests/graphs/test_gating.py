"""Certificates alone say who may decide what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from casewright.agents.rules_critic import RulesCritic
from casewright.certificates import Certificate, Rate
from casewright.graphs.gating import Gating
from casewright.graphs.granting import gating_of, may_share_family
from casewright.graphs.parts import Limits
from casewright.measures.rates import rate
from casewright.rubrics import Criterion, Origin, ResolvedRubric
from casewright.settings.judging import Judging
from casewright.testing import certificates_for, gate_certificate

ORIGIN = Origin("who:F32", "1.0.0", "F32.yaml")
MOOD = Criterion("mood", "supports", "diagnosis", {"en": "Is mood low?"}, ORIGIN)
REWORDED = replace(MOOD, asks={"en": "Is mood depressed?"})
RUBRIC = ResolvedRubric("who:F32", "1.0.0", "draft", "cddg", "icd10-who-2019", "F32", "intake", (MOOD,), (), ())
RULES = RulesCritic()


@dataclass(frozen=True)
class Judge:
    """A critic of some family that is never asked here."""

    name: str = "openai/judge"
    family: str | None = "gpt"

    @property
    def fingerprint(self) -> str:
        return f"prints-{self.name}"

    async def review(self, *_: object) -> Sequence[Any]:
        raise AssertionError("nobody asks it")


JUDGE = Judge()
CERTIFICATES = [replace(item, issued="2000-01-01") for item in certificates_for([RUBRIC], [RULES, JUDGE])]


def grant(certificates: Sequence[Certificate] = CERTIFICATES, **more: Any) -> Gating:
    judging, critics = Judging(**more.pop("judging", {})), more.pop("critics", [RULES, JUDGE])
    return gating_of(certificates, critics, judging=judging, limits=Limits(), **more)


def test_whoever_was_examined_decides() -> None:
    """On the criterion as it is worded, in the language of the exam; a rewording takes it away."""
    found = grant([item for item in CERTIFICATES if item.language == "en"])
    assert found.may("rules", MOOD, "en")
    assert found.may(JUDGE.name, MOOD, "en")
    assert not found.may("rules", MOOD, "es")
    assert not found.may("rules", REWORDED, "en")
    assert not found.may("somebody", MOOD, "en")


def test_an_editorial_rewording_keeps_what_was_found_out() -> None:
    """``was`` names the hashes under which it was examined."""
    assert grant().may("rules", replace(REWORDED, was=(MOOD.hash,)), "en")


def test_nobody_decides_without_certificates() -> None:
    """Neither rules nor facts, and every record says so."""
    found = grant([])
    assert not found.may("rules", MOOD, "en")
    assert not found.facts.get("en")
    assert found.marks("en", 3) == ("gate_uncertified", "no_second_family")
    assert Gating.nothing().marks("en", 1) == ("gate_uncertified", "no_second_family")
    assert found.certificates == ()


@pytest.mark.parametrize(
    "spoil",
    [
        {"revoked": "the exam was wrong"},
        {"fingerprint": "rules-of-another-version"},
        {"language": "es"},
        {"criteria": tuple(replace(item, gates=False) for item in CERTIFICATES[0].criteria)},
    ],
    ids=["revoked", "another version", "another language", "failed"],
)
def test_what_does_not_hold_lets_nobody_decide(spoil: dict[str, Any]) -> None:
    """A revoked certificate, one of other code, one in another language, one that says no."""
    assert not grant([replace(CERTIFICATES[0], **spoil)]).may("rules", MOOD, "en")


def test_settings_may_ask_for_people_s_labels() -> None:
    """Then planted faults alone are not enough."""
    strict = {"require": "gating"}
    assert not grant(judging=strict).may("rules", MOOD, "en")
    assert grant(certificates_for([RUBRIC], grade="gating"), judging=strict).may("rules", MOOD, "en")


def test_records_say_the_weakest_certificate() -> None:
    """One provisional among gating ones makes the decision provisional."""
    mixed = [*certificates_for([RUBRIC], grade="gating"), *certificates_for([RUBRIC], [JUDGE], facts=False)]
    assert "provisional" in grant(mixed).marks("en", 1)
    assert "gating" in grant(mixed, critics=[RULES]).marks("en", 1)


def test_another_exam_adds_and_takes_nothing_away() -> None:
    """A certificate of one's own rubrics stands beside ours; of two on one criterion the newer one counts."""
    own = replace(RUBRIC, criteria=(replace(REWORDED, id="own"),))
    newer = [replace(item, id=f"new-{item.id}", issued="2001-01-01") for item in certificates_for([own])]
    found = grant([*CERTIFICATES, *newer])
    assert found.may("rules", MOOD, "en")
    assert found.may("rules", own.criteria[0], "en")
    failed = tuple(replace(item, gates=False) for item in CERTIFICATES[0].criteria)
    assert not grant([*CERTIFICATES, replace(newer[0], criteria=failed)]).may("rules", MOOD, "en")


def test_facts_decide_by_their_own_certificate() -> None:
    """It is no critic, and has one family."""
    assert grant().facts == {"en": True, "es": True}
    assert not grant(certificates_for([RUBRIC], facts=False)).facts.get("en")


def test_a_judge_of_the_writer_s_family_advises() -> None:
    """Unless settings say otherwise, and then every record does."""
    found = grant(writer_family="gpt")
    assert not found.may(JUDGE.name, MOOD, "en")
    assert found.may("rules", MOOD, "en")
    assert not any(mark.startswith("same_family") for mark in found.marks("en", 1))
    bold = grant(writer_family="gpt", judging={"same_family": "gate"})
    assert bold.may(JUDGE.name, MOOD, "en")
    assert f"same_family:{JUDGE.name}" in bold.marks("en", 1)


@pytest.mark.parametrize(
    ("family", "others", "told"),
    [
        ("qwen", ["qwen"], "same"),
        ("qwen", ["llama", None], "other"),
        ("gpt+qwen", ["qwen"], "same"),
        ("unknown", ["qwen"], "same"),
        ("qwen", ["unknown"], "same"),
        (None, ["qwen"], "other"),
        ("qwen", [None], "other"),
    ],
)
def test_families_as_far_as_names_tell(family: str | None, others: list[str | None], told: str) -> None:
    """A family that nobody knows may be any; code shares none."""
    assert may_share_family(family, others) is (told == "same")


@pytest.mark.parametrize(
    ("family", "state"), [("llama", "other_family"), ("gpt", "same_family"), ("qwen", "same_family")]
)  # fmt: skip
def test_the_seal_is_of_nobody_s_family(family: str, state: str) -> None:
    """Neither the writer's nor that of the loop's judges; else it annotates, though certified."""
    seal = Judge("x/seal", family)
    found = grant([*CERTIFICATES, *certificates_for([RUBRIC], [seal])], seal=seal, writer_family="qwen")
    assert found.seal_state == state
    assert found.seals(MOOD, "en") is (state == "other_family")
    assert ("no_second_family" in found.marks("en", 1)) is (state == "same_family")
    assert "seal_uncertified" not in found.marks("en", 1)


def test_an_uncertified_seal_is_marked() -> None:
    """It was asked, and decides nothing."""
    found = grant(seal=Judge("x/seal", "llama"))
    assert not found.seals(MOOD, "en")
    assert "seal_uncertified" in found.marks("en", 1)


def with_gate(false_accepts: Rate, limits: Limits | None = None, *, facts: bool = True) -> Gating:
    made = gate_certificate(
        "generate", "en", [RULES, JUDGE], limits or Limits(), facts=facts, false_accepts=false_accepts
    )
    return grant([*CERTIFICATES, made])


def test_the_whole_gate_is_certified_for_as_many_attempts_as_the_bound_allows() -> None:
    """1 - (1 - upper)^K must be at most 0.1."""
    found = with_gate(rate(1, 200))
    high = found.gates["generate"]["en"][0].gate
    assert high is not None
    assert high.false_accepts.high is not None
    for attempts in (1, 3, 9):
        bound = found.bound("en", attempts)
        assert bound.high == pytest.approx(1 - (1 - high.false_accepts.high) ** attempts)
        assert bound.high
        assert bound.certified == (bound.high <= 0.1)
        assert ("gate_uncertified" in found.marks("en", attempts)) != bound.certified
    assert "may be 0.22" in found.bound("en", 9).why
    assert found.bound("es", 1).why == "no certificate of the gate as it is set up here in 'es'"


def test_another_gate_is_another_certificate() -> None:
    """Other lines, or a fact check that only advises: what was measured then says nothing now."""
    assert with_gate(rate(0, 200)).bound("en", 1).certified
    assert not with_gate(rate(0, 200), Limits(coverage=0.5)).bound("en", 1).certified
    assert not with_gate(rate(0, 200), facts=False).bound("en", 1).certified
    assert not with_gate(rate(0, 200)).bound("en", 1, "evaluate").certified


def test_advice_makes_no_other_gate() -> None:
    """A judge without certificate leaves the rules' gate as it was examined."""
    made = gate_certificate("generate", "en", [RULES], Limits())
    assert grant([*certificates_for([RUBRIC]), made]).bound("en", 1).certified


def test_an_exam_without_defects_certifies_no_gate() -> None:
    """Nothing accepted of nothing is no bound."""
    assert with_gate(Rate(0, 0)).bound("en", 1).why == "its exam held no defective report"


def test_everybody_decides_only_where_asked_for() -> None:
    """For exams and for tests of the graph: all, or those named."""
    assert Gating.everything().may("anybody", MOOD, "es")
    assert Gating.everything().facts["es"]
    assert not Gating.everything("rules").may("judge", MOOD, "en")
