"""A run in a house's style: part of what it is, and said in its records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casewright.errors import UsageError
from casewright.measures.privacy import ReferenceNote
from casewright.measures.style import StyleProfile, build_profile, write_profile
from casewright.runs.assembly import cast_of
from casewright.runs.session import RunSession
from casewright.runs.styles import kept_styles, rebuilt_styles
from casewright.settings import Settings, load_settings
from casewright.testing import FunctionModel


@pytest.fixture
def profile() -> StyleProfile:
    rows = [ReferenceNote(row, "PLAN: Pt was seen.\nREASON: She slept badly.", f"patient:{row}") for row in range(12)]
    return build_profile(rows, "en", patients_named=True)


def styled(bench: Any, model: Any, *styles: Any, settings: Settings | None = None) -> RunSession:
    cast = cast_of(
        settings or Settings(), writer=model, overlays=(bench.overlay,), certificates=bench.certified, styles=styles
    )
    return RunSession(cast, (bench.order,), bench.folder)


async def test_a_style_is_another_run_and_stands_in_its_records(
    bench: Any, model: FunctionModel, profile: StyleProfile, tmp_path: Path
) -> None:
    """By its hash, so that it is known later by which profile a report was written; without one nothing is said."""
    place = tmp_path / "style.json"
    write_profile(profile, place)
    session, plain = styled(bench, model, place), styled(bench, model)
    assert session.run != plain.run
    assert session.run == styled(bench, model, profile).run
    (record,) = [record async for record in session.work()]
    assert record.decision.outcome == "accepted"
    assert session.cast.style
    assert record.models["style"] == session.cast.style.fingerprint
    assert json.loads((bench.folder / "accepted.jsonl").read_text("utf-8"))["models"]["style"]


async def test_without_a_style_a_record_names_none(bench: Any, model: FunctionModel) -> None:
    """The models of a record are those that took part."""
    (record,), _ = await bench.work(model)
    assert "style" not in record.models


def test_settings_may_name_profiles(bench: Any, model: FunctionModel, profile: StyleProfile, tmp_path: Path) -> None:
    """A path is taken from the folder of the settings file; where the parrot writes they are left aside."""
    write_profile(profile, tmp_path / "style.json")
    (tmp_path / "casewright.yaml").write_text("styles: [style.json]\n", encoding="utf-8")
    settings = load_settings(tmp_path / "casewright.yaml")
    assert styled(bench, model, settings=settings).run == styled(bench, model, profile).run
    assert cast_of(settings, writer="parrot").style is None


def test_a_language_has_one_profile(bench: Any, model: FunctionModel, profile: StyleProfile) -> None:
    """Two would contradict each other."""
    with pytest.raises(UsageError, match="two style profiles are of one language, 'en'"):
        styled(bench, model, profile, profile)
    with pytest.raises(UsageError, match="steers a writer that is a model"):
        cast_of(Settings(), writer="parrot", styles=(profile,))


def test_a_recipe_keeps_the_profiles(bench: Any, model: FunctionModel, profile: StyleProfile) -> None:
    """Another process, without the file, rebuilds the same run."""
    session = styled(bench, model, profile)
    kept = json.loads(json.dumps(kept_styles(session.cast.style)))
    assert styled(bench, model, *rebuilt_styles(kept)).run == session.run
    assert kept_styles(None) == ()
