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
from casewright.exams.paper import paper
from casewright.exams.running import Result, sit
from casewright.types import Reason

REJECTED = load_document(Path(__file__).with_name("rejected.yaml")).data
"""By setting, the goldens that are not accepted, each with the reason."""
FEW = ("en-01-f321-intake", "en-20-f200-emergency", "es-01-f321-intake", "es-16-f102-discharge")


def reasons(results: list[Result], name: str) -> tuple[Reason, ...]:
    return next(one.decision.reasons for one in results if one.item.id == name)


async def test_a_report_enters_the_gate_with_its_case() -> None:
    """Facts are held against it, once; a foreign report is judged by the rules critic alone."""
    items = paper([golden(name) for name in FEW])
    gate, rules = await sit(items, "gate"), await sit(items, "rules")
    assert [one.item.id for one in gate] == [item.id for item in items]
    assert all(one.facts is not None for one in gate)
    assert all(one.facts is None for one in rules)
    assert not {reason.kind for one in rules for reason in one.decision.reasons} & {"fact", "added"}
    assert not {reason.kind for one in gate for reason in one.decision.reasons} & {"degenerate", "phi", "overlap"}


async def test_what_was_planted_is_what_is_held_against_it() -> None:
    """The reason names the drug that was added, the age, the diagnosis, the duration."""
    found = await sit(paper([golden("es-01-f321-intake")]), "gate")
    of = "es-01-f321-intake."
    assert any("flipped: suicidal ideation" in one.message for one in reasons(found, f"{of}status-flipped"))
    assert any(
        one.target == "depressed-mood" or "depressed mood" in one.message for one in reasons(found, f"{of}duration-cut")
    )
    assert any("58 years" in one.message for one in reasons(found, f"{of}wrong-sex-or-age"))
    assert any(one.kind == "added" for one in reasons(found, f"{of}drug-added"))
    assert any("depressive episode" in one.message for one in reasons(found, f"{of}sibling-severity"))


@pytest.mark.slow
async def test_no_defect_passes_that_did_not_pass_before() -> None:
    """Upper limits on false accepts of the whole gate and lower limits on what it notices, by operator."""
    items = paper()
    results = [*await sit(items, "gate"), *await sit(items, "rules")]
    assert [
        one.item.id for one in results if one.setting == "gate" and one.item.sort == "defect" and one.accepted
    ] == []
    unseen = {"status-flipped": 7, "wrong-sex-or-age": 5, "section-missing": 5, "duration-cut": 2}
    for one in catches(results):
        assert one.neither.hits <= unseen.get(one.operator, 1), (one.operator, one.language)
    for figure in fact_figures(results):
        assert figure.told.rate is not None
        assert figure.told.rate > 0.7
    harmless = [one for one in summarise_exam(results) if one.sort == "edit" and one.language is None]
    assert all(one.wrong.hits <= 2 for one in harmless)
    for setting in ("gate", "rules"):
        refused = {
            one.item.id for one in results if one.setting == setting and one.item.sort == "golden" and not one.accepted
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
