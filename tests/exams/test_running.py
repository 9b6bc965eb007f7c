"""The real gate on goldens, defects and harmless edits: what it lets through, and what it wrongly refuses.

What is asserted was measured, with room; `make bench` prints the whole table.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from casewright.documents import load_document
from casewright.exams.catches import catches, fact_figures
from casewright.exams.figures import summarise_exam
from casewright.exams.goldens import golden
from casewright.exams.operators.intrusions import exam_reference
from casewright.exams.paper import paper
from casewright.exams.running import ExamGate, Result, sit
from casewright.types import Reason

REJECTED = load_document(Path(__file__).with_name("rejected.yaml")).data
"""By setting, the goldens that are not accepted, each with the reason."""
UNNOTICED = {
    "boilerplate-swapped": 5,
    "judge-instructed": 22,
    "mental-state-contradicts": 8,
    "section-missing": 5,
    "severity-shifted": 7,
    "sibling-code": 4,
    "status-flipped": 5,
    "subject-swapped": 8,
    "time-swapped": 13,
}
"""Most defects a language that neither setting holds anything new against; 2 of the other operators."""
FEW = ("en-01-f321-intake", "en-20-f200-emergency", "es-01-f321-intake", "es-16-f102-discharge")


def reasons(results: list[Result], name: str) -> tuple[Reason, ...]:
    return next(one.decision.reasons for one in results if one.item.id == name)


async def test_a_report_enters_the_gate_with_its_case() -> None:
    """Facts are held against it, once; a foreign report is judged alone."""
    items = paper([golden(name) for name in FEW])
    gate, rules = await sit(items, "generate"), await sit(items, "evaluate")
    assert [one.item.id for one in gate] == [item.id for item in items]
    assert all(one.facts is not None for one in gate)
    assert all(one.facts is None for one in rules)
    assert not {reason.kind for one in rules for reason in one.decision.reasons} & {"fact", "added"}
    screens = {"degenerate", "phi", "overlap"}
    screened = {one.item.name for one in gate if {reason.kind for reason in one.decision.reasons} & screens}
    assert screened == {"identifier-inserted"}


async def test_what_was_planted_is_what_is_held_against_it() -> None:
    """The reason names the drug that was added, the age, the diagnosis, the duration."""
    found = await sit(paper([golden("es-01-f321-intake")]), "generate")
    of = "es-01-f321-intake."
    assert any("flipped: insight" in one.message for one in reasons(found, f"{of}status-flipped"))
    assert any("4 days" in one.message for one in reasons(found, f"{of}duration-moved"))
    assert any("58 years" in one.message for one in reasons(found, f"{of}wrong-sex-or-age"))
    assert any(one.target == "haloperidol" for one in reasons(found, f"{of}drug-added"))
    assert any("mild depressive episode" in one.message for one in reasons(found, f"{of}severity-shifted"))
    assert any(one.kind == "phi" for one in reasons(found, f"{of}identifier-inserted"))


@pytest.mark.slow
async def test_no_defect_passes_that_did_not_pass_before() -> None:
    """Upper limits on false accepts of the whole gate and lower limits on what it notices, by operator."""
    items, gate = paper(), ExamGate(reference=exam_reference())
    results = [*await sit(items, "generate", gate), *await sit(items, "evaluate", gate)]
    assert [
        one.item.id for one in results if one.setting == "generate" and one.item.sort == "defect" and one.accepted
    ] == []
    for one in catches(results):
        assert one.neither.hits <= UNNOTICED.get(one.operator, 2), (one.operator, one.language)
    for figure in fact_figures(results):
        assert figure.told.rate is not None
        assert figure.told.rate > 0.7
    harmless = [one for one in summarise_exam(results) if one.sort == "edit" and one.language is None]
    assert all(one.wrong.hits <= 2 for one in harmless)
    for setting in ("generate", "evaluate"):
        refused = {
            one.item.id for one in results if one.setting == setting and one.item.sort == "base" and not one.accepted
        }
        assert refused <= set(REJECTED[setting])
        assert all(REJECTED[setting].values())


def test_rejected_goldens_are_goldens() -> None:
    """The list of known rejections names none that is gone."""
    names = {
        path.name for language in ("en", "es") for path in (files("casewright.exams") / "goldens" / language).iterdir()
    }
    listed = {name[3:] + ".yaml" for setting in REJECTED.values() for name in setting}
    assert listed <= names
