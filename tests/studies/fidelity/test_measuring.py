"""Fidelity of arms: what is counted of which drafts, what can't be told, and that no text gets into a part."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from casewright.certificates import shipped_certificates
from casewright.measures.figure import Figure
from casewright.studies.fidelity import measure
from casewright.studies.material import Arm, Material, StudyReport
from casewright.studies.part import Part
from casewright.studies.table import Cell, Row
from casewright.types import Language, Outcome
from casewright.wire import from_json, to_json

WORDS = "An unmistakable sentence that must stay where it is."
NAMED = tuple(item.id for item in shipped_certificates() if item.language == "en" and item.critic in ("rules", "facts"))


def scored(support: float | None = 1.0, broken: tuple[str, ...] = (), missed: tuple[str, ...] = ()) -> dict[str, Any]:
    verdicts = [("low-mood", "supports", "unmet" if "low-mood" in missed else "met")]
    verdicts += [("mania", "contradicts", "unmet" if "mania" in broken else "met")]
    criteria = [
        {"id": name, "role": role, "aspect": "diagnosis", "weight": 1.0, "verdict": state, "votes": [], "failures": []}
        for name, role, state in verdicts
    ]
    told = {"score": support, "support": support, "coverage": 1.0, "documentation": 0.5}
    return {**told, "contradictions": list(broken), "criteria": criteria}


def checked(told: int, missing: int = 0, added: int = 0) -> dict[str, Any]:
    states = ["told"] * told + ["missing"] * missing
    items = [{"id": f"f{n}", "state": state} for n, state in enumerate(states)]
    return {"items": items, "added": [{"kind": "medication", "concept": None, "start": 0, "end": 1}] * added}


def sample(n: int, outcome: Outcome | None = "accepted", language: Language = "en", **record: Any) -> StudyReport:
    facts = [{"id": f"f{k}", "concept": "depressed-mood" if k % 2 else "sertraline", "told": True} for k in range(9)]
    told: dict[str, Any] = {
        "attempts": 1,
        "decision": {"by": "gate", "outcome": outcome, "reasons": []},
        "case": {"facts": facts, "person": {"age": 40}},
        "certificates": NAMED,
        "history": [],
        "models": {},
        "fidelity": scored(),
        "facts": checked(4),
        "wording_share": 0.5,
        **record,
    }
    return StudyReport(str(n), f"case-{n}", "F32.1", language, "intake", WORDS, outcome, record=told, run="r")


def arm(name: str, *samples: StudyReport, loop: bool | None = True, parrot: bool = False) -> Arm:
    return Arm(name, samples, "w", loop, parrot)


def found(*arms: Arm) -> Part:
    return measure(Material(arms))


def row(part: Part, table: str, *labels: str) -> Row:
    rows = next(one for one in part.tables if one.id == table).rows
    return next(one for one in rows if one.labels[: len(labels)] == labels)


def figure(cell: Cell) -> Figure:
    assert isinstance(cell, Figure)
    return cell


def test_what_is_delivered_and_what_is_written_stand_apart() -> None:
    """With the loop only what passed is delivered; a contradiction in what failed shows in what was written."""
    bad = sample(2, "rejected", fidelity=scored(0.0, ("mania",)))
    cells = row(found(arm("a", sample(1), bad)), "fidelity", "a").cells
    assert (figure(cells["support_delivered"]).value, figure(cells["support_delivered"]).n) == (1.0, 1)
    assert (figure(cells["support_written"]).value, figure(cells["support_written"]).n) == (0.5, 2)
    assert figure(cells["contradicted_delivered"]).value == 0.0
    assert figure(cells["contradicted_written"]).value == 0.5


def test_none_found_carries_its_bound() -> None:
    """Without a contradiction a row says how many there may still be."""
    cell = figure(row(found(arm("a", *map(sample, range(10)))), "fidelity-contradictions", "a").cells["found"])
    assert cell.value == 0.0
    assert cell.high == pytest.approx(0.278, abs=0.001)
    assert "none in 10" in cell.note


def test_contradictions_and_unmet_criteria_are_named() -> None:
    """Each with its share of the reports in which it was settled."""
    part = found(arm("a", sample(1), sample(2, "rejected", fidelity=scored(0.0, ("mania",), ("low-mood",)))))
    assert figure(row(part, "fidelity-contradictions", "a", "en", "mania").cells["found"]).value == 0.5
    assert figure(row(part, "fidelity-unmet", "a", "en", "low-mood").cells["unmet"]).value == 0.5
    assert figure(row(part, "fidelity-families", "a", "en", "supports/diagnosis").cells["unmet"]).value == 0.5


def test_first_drafts_say_how_the_writer_does_and_last_ones_how_the_loop_does() -> None:
    """Facts of the first attempt stand beside those of the last; delivered ones are those that passed."""
    earlier = [{"number": 1, "reasons": [], "assessment": {"facts": checked(2, 2, added=1)}}]
    part = found(arm("a", sample(1, history=earlier, attempts=2), sample(2, "rejected", facts=checked(3, 1))))
    told = {draft: figure(row(part, "fidelity-facts", "a", "en", draft).cells["told"]) for draft in ("first", "last")}
    assert (told["first"].value, told["first"].n) == (5 / 8, 8)
    assert (told["last"].value, told["last"].n) == (7 / 8, 8)
    assert figure(row(part, "fidelity-facts", "a", "en", "delivered").cells["told"]).value == 1.0
    assert figure(row(part, "fidelity-added", "a", "en", "first").cells["medication"]).value == 0.5
    by_category = row(part, "fidelity-facts-by-category", "a", "en", "medication").cells
    assert figure(by_category["first"]).n == 4
    scores = {one.id: one.by_arm["a"] for one in part.scores}
    assert scores["fact-survival"] == {"case-1": 0.5, "case-2": 0.75}


def test_a_report_that_no_critic_saw_is_reviewed_by_rules_and_said_to_be() -> None:
    """What failed its fact check has a rubric result all the same, so that writers compare."""
    part = found(arm("a", sample(1), sample(2, "rejected", fidelity=None)))
    table = next(one for one in part.tables if one.id == "fidelity")
    assert figure(table.rows[0].cells["support_written"]).n == 2
    assert "1 of them reviewed here" in table.note
    assert part.scores[0].by_arm["a"].keys() == {"case-1", "case-2"}


@pytest.mark.parametrize(
    ("passed", "of", "certificates", "expected"),
    [
        (8, 20, NAMED, "not like the exam's"),
        (0, 4, NAMED, "any share possible"),
        (4, 20, ("elsewhere",), "is not at hand"),
        (4, 20, (), "no certificate let any critic decide"),
    ],
)
def test_prevalence_that_can_not_be_corrected_says_why(
    passed: int, of: int, certificates: tuple[str, ...], expected: str
) -> None:
    """Never a raw share in its place."""
    samples = [sample(n, "accepted" if n < passed else "rejected", certificates=certificates) for n in range(of)]
    part = found(arm("a", *samples))
    cells = row(part, "fidelity-corrected", "a").cells
    assert expected in str(cells["fit"])
    assert figure(cells["passed"]).n == of
    assert any(claim.holds == "cannot" and expected in claim.because for claim in part.claims)


def test_reports_made_elsewhere_are_not_assessed_and_told_how_to_be() -> None:
    """No record, no figures."""
    texts = Arm("texts", (StudyReport("1", "1", "F32.1", "en", "", WORDS),))
    part = found(texts)
    assert not part.tables
    assert "casewright evaluate" in part.not_assessed[0]
    both = found(texts, arm("a", sample(1)))
    assert {one.labels[0] for one in both.tables[0].rows} == {"a"}


def test_an_arm_that_delivers_nothing_says_so_in_its_cells() -> None:
    """And the others stand as they are."""
    part = found(arm("a", sample(1, "rejected")), arm("parrot", sample(1), loop=None, parrot=True))
    assert "nothing passed" in figure(row(part, "fidelity", "a").cells["support_delivered"]).note
    assert row(part, "fidelity", "parrot").baseline


def test_evaluated_reports_are_held_to_no_case() -> None:
    """Their told facts are not assessed."""
    part = found(arm("a", sample(1, case=None, facts=None, wording_share=None), loop=None))
    assert not any(table.id == "fidelity-facts" for table in part.tables)
    assert any("held to no case" in line for line in part.not_assessed)


def test_two_languages_are_never_mixed() -> None:
    """Certificates are a language's own, and so is every row."""
    part = found(arm("a", sample(1), sample(2, "accepted", "es")))
    for table in part.tables:
        assert {one.labels[1] for one in table.rows} == {"en", "es"}, table.id


def test_a_seal_is_held_against_the_gate() -> None:
    """What it refused of what it was asked, and verdict by verdict."""
    refused = sample(1, "rejected", seal=scored(0.0, missed=("low-mood",)))
    decided = replace(refused, record={**refused.record, "decision": {"by": "seal", "outcome": "rejected"}})
    part = found(arm("a", decided, sample(2, seal=scored())))
    assert figure(row(part, "fidelity-seal", "a", "en", "reports").cells["refused"]).value == 0.5
    assert "no certificate" in str(row(part, "fidelity-seal", "a", "en", "supports/diagnosis").cells["corrected"])
    assert figure(row(part, "fidelity-seal-agreement", "a", "met").cells["unmet"]).value == 0.25
    assert any(picture.id == "fidelity-seal-agreement" for picture in part.pictures)


def test_no_text_gets_into_the_part_and_it_survives_being_kept() -> None:
    """Figures and words of ours only."""
    part = found(arm("a", sample(1), sample(2, "rejected", fidelity=None)))
    kept = json.dumps(to_json(part))
    assert "unmistakable" not in kept
    assert from_json(Part, json.loads(kept)) == part


def test_unknown_codes_are_left_out_of_what_is_reviewed() -> None:
    """A record whose code no table has can't be asked anything."""
    odd = replace(sample(1, "rejected", fidelity=None), code="")
    part = found(arm("a", odd, sample(2)))
    assert figure(row(part, "fidelity", "a").cells["support_written"]).n == 1
