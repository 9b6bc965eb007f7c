"""Presidio beside the patterns, where it is installed."""

from __future__ import annotations

import pytest

from casewright.errors import UsageError
from casewright.measures.privacy import identifiers_presidio


@pytest.mark.server
def test_names_in_running_text() -> None:
    """A name that no pattern knows is found."""
    if not identifiers_presidio.presidio_available():
        pytest.skip("the extra presidio is not installed")
    text = "Yesterday the ward was visited by Tamsin Quillfeather, who works in London."
    found = identifiers_presidio.find_with_presidio(text, policy="placeholders")
    assert [text[one.start : one.end] for one in found if one.type == "NAME"] == ["Tamsin Quillfeather"]


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the message says what to install."""
    monkeypatch.setattr(identifiers_presidio, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match="casewright\\[presidio\\]"):
        identifiers_presidio.find_with_presidio("x", policy="off")
