"""What reviewers write is screened before it is kept anywhere."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.service.reviews.conftest import Keep, standing

from casewright.runs.workplace import Workplace
from casewright.service.principal import Principal
from casewright.service.reviews import Saying, say
from casewright.service.site import Site
from casewright.service.store.tables import verdicts
from casewright.testing.kept_run import RUN

NOTE = (
    "The caretaker of the lighthouse wrote that every evening the harp above the stairs played by itself until "
    "somebody closed the northern window and told the goats a story about the sea"
)


@pytest.fixture
def place(place: Workplace, tmp_path: Path) -> Workplace:
    """With real notes that nothing may copy."""
    notes = tmp_path / "notes.jsonl"
    notes.write_text(json.dumps({"text": NOTE, "patient": "p1"}) + "\n", encoding="utf-8")
    return replace(place, reference=notes, patient_field="patient")


async def test_a_reason_that_copies_a_real_note_is_masked(site: Site, kept: Keep, ana: Principal) -> None:
    """In the service's tables as in the ledger."""
    (name,) = await kept("needs_review")
    copied = " ".join(NOTE.split()[:24])
    said = await say(site, ana, RUN, name, Saying("reject", f"It says: {copied}"))
    rows = await site.database.read(lambda connection: connection.execute(select(verdicts)).all())
    told = (await standing(site, name)).reasons[0].message
    assert said.verdict is not None
    for text in (said.verdict.reason, str(rows), told):
        assert "harp above the stairs" not in text
        assert "█" in text


async def test_a_reason_of_ones_own_stays(site: Site, kept: Keep, ana: Principal) -> None:
    """Word for word."""
    (name,) = await kept("needs_review")
    said = await say(site, ana, RUN, name, Saying("reject", "No duration of the low mood is told anywhere."))
    assert said.verdict is not None
    assert said.verdict.reason == "No duration of the low mood is told anywhere."
