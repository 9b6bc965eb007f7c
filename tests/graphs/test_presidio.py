"""The gate with presidio beside the patterns, as settings ask for it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from casewright.errors import UsageError
from casewright.measures.privacy import identifiers_presidio
from casewright.runs.api import Gate
from casewright.settings import Screen, Settings
from casewright.types import Record

NAME = "Rosalind Carmichael"
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
    gate = Gate(settings=Settings(screen=Screen(presidio=presidio)), rubrics=(overlay,))
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


async def test_asking_for_what_is_not_installed_is_said_first(overlay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A usage error before anything is judged, not a run whose screen was thinner than its settings say."""
    monkeypatch.setattr(identifiers_presidio, "presidio_available", lambda: False)
    with pytest.raises(UsageError, match="casewright\\[presidio\\]"):
        await evaluated(overlay, presidio=True)
