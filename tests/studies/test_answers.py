"""Three things that a critical reader asks."""

from __future__ import annotations

import pytest

from casewright.measures.figure import Figure
from casewright.studies.answers import answers
from casewright.studies.claims import claims
from casewright.studies.comparisons import measure
from casewright.studies.material import Arm, Material
from casewright.studies.material_facts import MaterialFacts
from casewright.studies.part import Claim, Part, Scores
from casewright.studies.table import Column, Row, Table


def repetition(own: Figure, parrot: Figure) -> Part:
    rows = (Row(("one", "en"), {"self_bleu_4": own}), Row(("parrot", "en"), {"self_bleu_4": parrot}, baseline=True))
    table = Table("diversity-repetition", "Repetition", ("Arm", "Language"), (Column("self_bleu_4", "S"),), rows)
    return Part("diversity", "Diversity", (table,))


def compared(loop: float, without: float, n: int = 20) -> Part:
    """The part on masked text, with the loop and without."""
    by_arm = {name: {str(at): value for at in range(n)} for name, value in (("one, loop", loop), ("one", without))}
    scores = (Scores("recovered-masked", "code recovered, masked text", "high", by_arm),)
    arms = (Arm("one, loop", (), "one", loop=True), Arm("one", (), "one", loop=False))
    return measure(Material(arms), (Part("recoverability", "R", scores=scores),))


@pytest.mark.parametrize(("loop", "without", "holds"), [(1, 0, "can"), (0, 1, "open"), (1, 1, "open")])
def test_a_circle_is_broken_by_what_the_gate_does_not_decide_by(loop: float, without: float, holds: str) -> None:
    """Better and surviving correction; worse or alike is no yes."""
    found = answers([compared(loop, without)])[0]
    assert "does the loop make better reports" in found.asks
    assert found.claim.holds == holds
    assert "n = 20" in found.claim.because
    assert "only partly apart" in found.claim.because


@pytest.mark.parametrize(
    ("own", "holds"),
    [
        (Figure(0.1, 40, 0.05, 0.15), "can"),
        (Figure(0.4, 40, 0.3, 0.5), "open"),
        (Figure(0.9, 40, 0.8, 0.95), "cannot"),
        (Figure(0.1, 40), "open"),
    ],
    ids=["apart", "overlapping", "worse", "no interval"],
)
def test_templates_are_seen_against_the_parrot(own: Figure, holds: str) -> None:
    """By intervals, with both figures in the answer."""
    found = answers([repetition(own, Figure(0.45, 40, 0.4, 0.5))])[1]
    assert found.claim.holds == holds
    assert "parrot 0.450 (0.400 to 0.500, n = 40)" in found.claim.because


def test_what_was_not_measured_is_not_answered() -> None:
    """Three questions, three times said."""
    found = answers([])
    assert [one.claim.holds for one in found] == ["open"] * 3
    assert all("not answered here" in one.claim.because for one in found)
    part = Part("usefulness", "Usefulness", not_assessed=("7 notes of F20, 15 are needed",))
    assert "15 are needed" in answers([part])[-1].claim.because


def test_usefulness_answers_for_itself() -> None:
    """Its own claim is the answer, and stands once on the page."""
    own = Claim("Reports of one help.", "can", "n = 90")
    part = Part("usefulness", "Usefulness", claims=(Claim("Something is open.", "open", "n = 3"), own))
    assert answers([part])[-1].claim == own
    found = claims([part], MaterialFacts(()))
    assert [one.says for one in found].count(own.says) == 1
    assert any("better reports by a measure that the gate" in one.says for one in found)
