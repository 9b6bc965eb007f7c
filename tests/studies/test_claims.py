"""What can and can't be claimed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casewright.studies.claims import claims
from casewright.studies.material import Arm, Material, RealNote, StudyReport
from casewright.studies.material_facts import ArmFacts, MaterialFacts, facts_of
from casewright.studies.part import Claim, Part

OURS = ArmFacts("one, loop", 40, 38, gated=True, ours=True, parrot=False, marks=frozenset({"provisional"}), sealed=0)
FILE = ArmFacts("file", 40, 40, gated=False, ours=False, parrot=False, marks=frozenset(), sealed=0)


def said(facts: MaterialFacts, *parts: Part) -> dict[str, list[str]]:
    found = claims(parts, facts)
    return {
        holds: [f"{one.says} {one.because}" for one in found if one.holds == holds]
        for holds in ("can", "cannot", "open")
    }


def test_some_things_are_never_claimed() -> None:
    """Of any data, however good its figures."""
    told = " ".join(said(MaterialFacts((FILE,)))["cannot"])
    assert "private, anonymous or safe to release" in told
    assert "This reproduces arXiv 2604.27014." in told
    assert "may stand in for patients" in told
    assert "clinician" not in told


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (MaterialFacts((OURS,)), "drafts that no clinician has reviewed"),
        (MaterialFacts((OURS,)), "certificates are provisional"),
        (MaterialFacts((OURS,)), "The gate chose its own set"),
        (MaterialFacts((OURS,)), "The planner hands the writer the facts"),
        (MaterialFacts((replace(OURS, marks=frozenset({"gate_uncertified"})),)), "No certificate let a critic decide"),
        (MaterialFacts((replace(OURS, marks=frozenset({"same_family:qwen"})),)), "Of one model family"),
        (MaterialFacts((OURS,), reference=1200), "the 1,200 notes of the reference corpus and no others"),
        (MaterialFacts((OURS,)), "No reference corpus was given"),
        (MaterialFacts((OURS,), real=75), "held against 75 notes of one source"),
        (MaterialFacts((OURS,)), "No real notes were given"),
        (MaterialFacts((replace(OURS, delivered=7),)), "Under 30 reports delivered by one, loop (7)"),
    ],
)  # fmt: skip
def test_what_the_material_forbids(facts: MaterialFacts, words: str) -> None:
    """Each because of what was, or wasn't, given."""
    assert words in " ".join(said(facts)["cannot"])


def test_what_nobody_looked_at_is_open() -> None:
    """No seal, no people, an arm with nothing, and whatever a part had nothing given for."""
    part = Part("privacy", "Privacy", not_assessed=("Membership was not tested: give --holdout.",))
    told = " ".join(said(MaterialFacts((OURS, replace(OURS, name="two", delivered=0))), part)["open"])
    assert "No sealed judge" in told
    assert "Nobody was asked" in told
    assert "What the reports of two are like." in told
    assert "Membership was not tested" in told
    asked = said(MaterialFacts((replace(OURS, sealed=3),)), Part("people", "People"))["open"]
    assert not any("sealed" in one or "Nobody was asked" in one for one in asked)


def test_sentences_stand_once_and_the_stricter_holds() -> None:
    """What can be said first, then what can't, then what is open."""
    parts = (
        Part("a", "A", claims=(Claim("It is fit.", "can", "n = 9"), Claim("It is open.", "open", "n = 1"))),
        Part("b", "B", claims=(Claim("it is  fit", "cannot", "n = 900"), Claim("It is fit.", "can", "x", "two"))),
    )
    found = claims(parts, MaterialFacts((FILE,)))
    assert [one.holds for one in found] == sorted((one.holds for one in found), key=["can", "cannot", "open"].index)
    assert [(one.holds, one.about) for one in found if "fit" in one.says] == [("can", "two"), ("cannot", "")]


def test_facts_of_material_count_and_hold_no_text() -> None:
    """Marks, seals, sizes and languages."""
    judged = StudyReport(
        "1", "c", "F32.1", "en", "progress", "She naps.", "accepted", record={"marks": ["provisional"]}
    )
    sealed = StudyReport("2", "d", "F32.1", "es", "progress", "Ella duerme.", "rejected", record={"seal": {"score": 1}})
    arm = Arm("one", (judged, sealed), "one", loop=True)
    found = facts_of(Material((arm,), (RealNote("n", "A fictional note.", "en"),)))
    assert found.arms[0] == ArmFacts("one", 2, 1, True, True, False, frozenset({"provisional"}), 1)
    assert (found.languages, found.real, found.reference, found.judged) == (("en", "es"), 1, None, True)
    assert "naps" not in repr(found)
    assert "fictional" not in repr(found)


def test_what_weighs_more_stands_first() -> None:
    """The loop, then the parrot, then what reports are like, then arms among themselves; short where many compare."""
    parts = (
        Part("populations", "P", claims=(Claim("Cases vary.", "can", "n"),)),
        Part("comparisons", "C", claims=tuple(
            Claim(f"one differs from {other}: Accepted lower by 0.2 (9 pairs), p 0.01.", "can", "p", "one")
            for other in ("two", "parrot")
        )),
        Part("fidelity", "F", claims=(Claim("Facts are told.", "can", "n"),)),
        Part("acceptance", "A", claims=(Claim("The loop raises acceptance.", "can", "n"),)),
    )  # fmt: skip
    found = [one.says for one in claims(parts, MaterialFacts((FILE,))) if one.holds == "can"]
    assert found == [
        "The loop raises acceptance.",
        "one differs from parrot: acceptance lower by 0.2 (9 pairs), p 0.01.",
        "Facts are told.",
        "Cases vary.",
        "one differs from two: acceptance lower by 0.2 (9 pairs), p 0.01.",
    ]
