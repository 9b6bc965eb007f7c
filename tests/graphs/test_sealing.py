"""What a sealed judge's votes amount to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casewright.certificates import Certificate
from casewright.graphs.gating import Gating
from casewright.graphs.parts import Limits
from casewright.graphs.sealing import Sealing, seal_report
from casewright.rubrics import Criterion, Origin, ResolvedRubric
from casewright.testing import certificates_for
from casewright.types import Answer, Quote, Report, Section, Vote, VoteFailure

TEXT = "Low mood for three weeks. No mania."
REPORT = Report(TEXT, (Section("present-illness", 0, len(TEXT)),))
ORIGIN = Origin("who:F32", "1.0.0", "F32.yaml")
MOOD = Criterion("mood", "supports", "diagnosis", {"en": "mood?"}, ORIGIN, weight=3)
SLEEP = Criterion("sleep", "supports", "severity", {"en": "sleep?"}, ORIGIN)
MANIA = Criterion("mania", "contradicts", "diagnosis", {"en": "mania?"}, ORIGIN, want="not_present")
RUBRIC = ResolvedRubric(
    "who:F32", "1.0.0", "draft", "cddg", "icd10-who-2019", "F32", "intake", (MOOD, SLEEP, MANIA), (), ()
)


class Seal:
    name, family, fingerprint = "x/seal", "llama", "seal-prints"

    async def review(self, *_: Any) -> Any: ...


(ENGLISH, _) = certificates_for([RUBRIC], [Seal()], facts=False)


def said(mood: Answer = "present", sleep: Answer = "present", mania: Answer = "absent") -> list[Vote | VoteFailure]:
    quote = (Quote("Low mood", 0, 8),)
    answers = {"mood": mood, "sleep": sleep, "mania": mania}
    return [
        Vote("x/seal", name, "text", answer, "because", quote if answer in ("present", "absent") else ())
        for name, answer in answers.items()
    ]


def sealed(votes: list[Vote | VoteFailure], certificate: Certificate | None = ENGLISH, **more: Any) -> Sealing:
    held = {"en": (certificate,)} if certificate else {}
    gating = replace(Gating.nothing(), seal=held, seal_state=more.get("state", "other_family"))  # type: ignore[arg-type]
    return seal_report("x/seal", votes, RUBRIC, gating, REPORT, 40, Limits(), "sufficient", "j")


def fate(found: Sealing) -> tuple[str, list[str]] | None:
    if found.decision is None:
        return None
    assert found.decision.by == "seal"
    return found.decision.outcome, [reason.kind for reason in found.decision.reasons]


def test_agreement_decides_nothing_anew() -> None:
    """The loop's acceptance stands."""
    assert fate(sealed(said())) is None


def test_a_contradiction_refuses() -> None:
    """By its own votes alone, with the criterion named."""
    found = sealed(said(mania="present"))
    assert fate(found) == ("rejected", ["seal"])
    assert found.decision
    assert found.decision.reasons[0].criterion == "mania"


def test_too_little_support_refuses() -> None:
    """Below the order's level."""
    assert fate(sealed(said(mood="not_mentioned"))) == ("rejected", ["seal"])
    assert fate(sealed(said(sleep="not_mentioned"))) == ("rejected", ["seal"])


@pytest.mark.parametrize(
    "votes",
    [
        said(mania="unclear"),
        said(mood="unclear", sleep="unclear"),
        [VoteFailure("x/seal", name, "garbage", "no JSON") for name in ("mood", "sleep", "mania")],
        [],
    ],
    ids=["open contradiction", "little covered", "garbage", "silence"],
)
def test_what_it_cannot_answer_waits_for_a_person(votes: list[Vote | VoteFailure]) -> None:
    """Neither a yes nor a no is made of it."""
    assert fate(sealed(votes)) == ("needs_review", ["seal"])


def test_without_a_certificate_it_annotates() -> None:
    """Its figures stand as if it might decide, and nothing follows from them; so too of a family of the loop's."""
    for found in (sealed(said(mania="present"), None), sealed(said(mania="present"), state="same_family")):
        assert found.decision is None
        assert found.fidelity.contradictions == ("mania",)


def test_only_what_it_is_certified_for_counts() -> None:
    """Without the contradicting criterion in its certificate, what it says of it is advice."""
    some = tuple(item for item in ENGLISH.criteria if item.id != "mania")
    found = sealed(said(mania="present"), replace(ENGLISH, criteria=some))
    assert found.decision is None
    assert found.fidelity.contradictions == ()
    assert len(found.fidelity.criteria[2].votes) == 1


def test_a_seal_of_prohibitions_alone_can_accept() -> None:
    """Where it is certified for nothing that supports, no support is asked of it."""
    some = tuple(item for item in ENGLISH.criteria if item.id == "mania")
    assert fate(sealed(said(mood="not_mentioned"), replace(ENGLISH, criteria=some))) is None
