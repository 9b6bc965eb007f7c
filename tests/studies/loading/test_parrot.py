"""The parrot beside runs that had none."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from casewright.plans import CaseRequest, draw_case
from casewright.runs.assembly import cast_of, parts_of
from casewright.settings import load_settings
from casewright.studies.loading import chosen_cases, parrot_portion
from casewright.studies.material import StudyReport
from casewright.types import Case, Order
from casewright.wire import to_json


def told(case: Case) -> StudyReport:
    record = {"case": to_json(case), "order": case.order}
    return StudyReport(case.id, f"pair-{case.seed}", case.code, case.language, case.kind, "x", record=record)


def drawn(code: str, seed: int) -> Case:
    order = Order(code, language="en", kind="progress")
    return draw_case(CaseRequest(f"{code}-en", order, seed, seed, (), {}))


def test_the_parrot_tells_the_cases_of_the_arms(overlay: Path, certified: Path) -> None:
    """Under their pairs, through the gate, with a text."""
    cases = [drawn("F32.1", seed) for seed in range(2)]
    cast = cast_of(load_settings(None), writer="parrot", overlays=(overlay.parent,), certificates=certified)
    heard: list[tuple[int, int]] = []
    reports = [told(case) for case in cases]
    parts = parts_of(cast, "test", None, "")
    found = asyncio.run(parrot_portion(parts, reports, {}, tell=lambda what, done, of: heard.append((done, of))))
    assert (found.writer, {one.run for one in found.reports}) == ("parrot", {"parrot"})
    assert len(found.reports) == 2
    assert all(one.text and one.outcome for one in found.reports)
    assert heard[-1] == (2, 2)


def test_cases_are_chosen_evenly_and_by_seed() -> None:
    """As many of each code; a case that several arms told is told once."""
    reports = [told(drawn("F32.1", seed)) for seed in range(6)] + [told(drawn("F41.1", seed)) for seed in range(10, 12)]
    twice = [*reports, *(replace(one, id=f"again-{one.id}") for one in reports)]
    cases, of = chosen_cases(twice, 1, 4)
    assert of == 8
    assert sorted(case.code for case in cases) == ["F32.1", "F32.1", "F41.1", "F41.1"]
    assert cases == chosen_cases(twice, 1, 4)[0]
    assert any(cases != chosen_cases(twice, seed, 4)[0] for seed in range(2, 6))
