"""The gate with presidio beside the patterns, as settings ask for it."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from casewright.errors import UsageError
from casewright.measures.privacy import IdentifierPool, identifiers_presidio
from casewright.runs.api import Gate
from casewright.settings import HowToRun, Screen, Settings
from casewright.types import Record

NAME = "Quillfeather"
NOTE = f"""Subjective:
She has had low mood for five weeks, takes no pleasure in anything and has little energy. The ward saw {NAME}.

Plan:
Review in three weeks.
"""


def analyze(text: str, **_: object) -> list[SimpleNamespace]:
    return [SimpleNamespace(entity_type="PERSON", start=text.index(NAME), end=text.index(NAME) + len(NAME), score=0.8)]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the extra were there."""
    monkeypatch.setattr(identifiers_presidio, "presidio_available", lambda: True)
    monkeypatch.setattr(identifiers_presidio, "_analyzer", lambda: SimpleNamespace(analyze=analyze))
    monkeypatch.setattr("importlib.metadata.version", lambda _: "1.0")


async def evaluated(overlay: Path, *, presidio: bool) -> Record:
    settings = Settings(screen=Screen(presidio=presidio), how=HowToRun(identifier_workers=0))
    gate = Gate(settings=settings, rubrics=(overlay,))
    return await gate.evaluate(NOTE, code="F32.1", kind="progress")


@pytest.mark.usefixtures("installed")
async def test_it_is_asked_where_settings_say_so(overlay: Path) -> None:
    """Its findings stand in the record; another finder is another judging."""
    plain, more = await evaluated(overlay, presidio=False), await evaluated(overlay, presidio=True)
    assert plain.privacy
    assert more.privacy
    assert plain.text
    assert plain.privacy.phi == ()
    assert [(one.type, plain.text[one.start : one.end]) for one in more.privacy.phi] == [("NAME", NAME)]
    assert plain.decision.judging != more.decision.judging


async def test_a_process_that_cannot_look_is_an_error(overlay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where presidio fails in its process the report has no outcome; it never counts as clean."""
    monkeypatch.setattr(identifiers_presidio, "presidio_available", lambda: True)
    monkeypatch.setattr("importlib.metadata.version", lambda _: "1.0")
    gate = Gate(settings=Settings(screen=Screen(presidio=True)), rubrics=(overlay,))
    monkeypatch.setattr(IdentifierPool, "__init__", _failing)
    record = await gate.evaluate(NOTE, code="F32.1", kind="progress")
    assert record.decision.outcome == "error"
    assert "not known to be clean" in record.decision.reasons[0].message
    assert NAME not in record.decision.reasons[0].message


def _failing(pool: IdentifierPool) -> None:
    pool.workers, pool._look, pool._children = 1, json.loads, None


async def test_asking_for_what_is_not_installed_is_said_first(overlay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A usage error before anything is judged, not a run whose screen was thinner than its settings say."""
    monkeypatch.setattr(identifiers_presidio, "presidio_available", lambda: False)
    with pytest.raises(UsageError, match="casewright\\[presidio\\]"):
        await evaluated(overlay, presidio=True)
