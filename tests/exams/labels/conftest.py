"""Labels about one small report, by raters who may differ."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casewright.exams.labels import Label
from casewright.graphs.parts import Resolver
from casewright.rubrics import ResolvedRubric, resolve

TEXT = "Affect is depressed.\nShe denies elevated mood; asked =2+2, she says: four."


@pytest.fixture
def label() -> Callable[..., Label]:
    def made(**given: Any) -> Label:
        values = {"report": "r1", "text": TEXT, "rater": "ana", "criterion": "elation", "answer": "absent"}
        return Label(**({"code": "F32.1", "criterion_hash": "h"} | values | given))

    return made


@pytest.fixture
def resolver(overlay: Path) -> Resolver:
    def found(system: str, code: str, kind: str) -> ResolvedRubric:
        return resolve(code, kind=kind, system=system, overlays=(overlay,))

    return found
