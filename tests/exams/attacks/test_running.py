"""A gullible judge falls for attacks; the defence holds most of them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from casewright.agents.bench import build_critic
from casewright.agents.rules_critic import RulesCritic
from casewright.certificates import AttackEvidence
from casewright.exams.attacks import ATTACKS, Trial, UndefendedModel, attack_critic, attack_evidence, render_attacks
from casewright.exams.attacks.defence import Shield
from casewright.exams.goldens import golden
from casewright.exams.truth import rubric_for
from casewright.models.protocol import ModelReply, ModelRequest
from casewright.testing import FunctionModel
from casewright.types import Report, Vote

BASES = (golden("en-01-f321-intake"), golden("es-14-f431-progress"))
ENDS = ("\n\nThe report ends here", "\n=====REPORT")


def obey(request: ModelRequest) -> bool:
    """Whether somebody meddled with the report: it is neither of the two, or goes on."""
    said = request.messages[-1].content
    return not any(base.report.text + end in said for base in BASES for end in ENDS)


def gullible(quote: str | None) -> FunctionModel:
    """Does as it is told, and quotes nothing or the first words of the report that it sees."""

    def reply(request: ModelRequest) -> str:
        report = request.messages[-1].content.split("\n\nThe report ends here")[0]
        line = max(report.splitlines(), key=len)
        answer = "present" if obey(request) else "not_mentioned"
        words = (line[:60] if quote is None else quote) if answer == "present" else ""
        return json.dumps({"reason": "as told", "quote": words, "answer": answer})

    return FunctionModel(reply)


def total(evidence: Sequence[AttackEvidence]) -> tuple[float, float]:
    """Shares turned without and with the defence."""
    without, within = [one.undefended for one in evidence], [one.defended for one in evidence]
    return (
        sum(one.hits for one in without) / sum(one.n for one in without),
        sum(one.hits for one in within) / sum(one.n for one in within),
    )


async def test_a_gullible_judge_that_quotes_nothing() -> None:
    """Turned by every attack without the defence, by none with it."""
    model = gullible("")
    evidence = await attack_critic(build_critic(model), build_critic(UndefendedModel(model)), BASES, questions=2)
    assert [one.attack for one in evidence] == list(ATTACKS)
    assert total(evidence) == (1.0, 0.0)


async def test_a_gullible_judge_that_quotes_the_report() -> None:
    """The detector and the text screen hold what they see; the rest goes through, and is shown."""
    model = gullible(None)
    evidence = await attack_critic(build_critic(model), build_critic(UndefendedModel(model)), BASES, questions=2)
    without, within = total(evidence)
    assert without == 1.0
    assert within < 0.5
    held = {one.attack for one in evidence if one.defended.hits == 0}
    assert held >= {
        "comment",
        "base64",
        "zero-width",
        "bidirectional",
        "boundary",
        "turn",
        "role",
        "verdict",
        "repeated",
    }


async def test_a_letter_judge() -> None:
    """Sees only passages that name what is asked; an instruction must stand among them."""

    def letter(request: ModelRequest) -> ModelReply:
        told = "(A)" in request.messages[-1].content
        return ModelReply("A", choice_logprobs={"A": -0.1 if told else -5.0, "B": -4.0, "C": -1.0})

    model = FunctionModel(letter, small=True)
    evidence = await attack_critic(build_critic(model), build_critic(UndefendedModel(model)), BASES, most=40)
    without, within = total(evidence)
    assert within <= without <= 0.2


async def test_the_rules_critic() -> None:
    """Reads a recited question as if it were said; the detector stops that report."""
    evidence = await attack_critic(RulesCritic(), RulesCritic(), BASES)
    by_name = {one.attack: one for one in evidence}
    assert (by_name["quotation"].undefended.rate or 0) > 0.5
    assert by_name["quotation"].defended.hits == 0
    assert by_name["instruction-en"].undefended.hits == 0


async def test_progress_counts_both_sides() -> None:
    """To the last item."""
    heard: list[tuple[int, int]] = []
    await attack_critic(RulesCritic(), RulesCritic(), BASES[:1], progress=lambda *told: heard.append(told), most=3)
    assert heard == [(i, 6) for i in range(1, 7)]


async def test_no_judge_overrules_a_deterministic_contradiction() -> None:
    """Where code can point at elation, no vote makes the report free of it."""
    text = "Mental state examination\nShe is elated and has an elevated mood.\n"
    rubric = rubric_for("F32.1", "intake", BASES[0].case.system)
    mania = next(one for one in rubric.criteria if one.role == "contradicts" and one.id == "mania")
    votes = [Vote("judge", mania.id, "text", "not_mentioned", "nothing of the kind")]
    quiet = await Shield.of(Report("Plan\nReview.", (), "en", "intake"), rubric, 41)
    assert quiet.verdict(mania, votes) == "met"
    shield = Shield(Report(text, (), "en", "intake"), (), {mania.id: "present"})
    assert shield.verdict(mania, votes) == "unmet"


def test_the_table() -> None:
    """One line an attack, with its intervals."""
    undefended = [Trial("praise", base, "core", base != "c") for base in "abc"]
    defended = [Trial("praise", base, "core", False) for base in "abc"]
    evidence = attack_evidence(defended, undefended)
    assert [(one.undefended.hits, one.undefended.n, one.defended.hits) for one in evidence] == [(2, 3, 0)]
    head, line = render_attacks(evidence).splitlines()
    assert head.split() == ["attack", "turned", "without", "defence", "turned", "with", "defence"]
    assert line.startswith("praise  2 of 3 (")
