"""What changed between drafts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casewright.service.pages.reviewing.differing import Change, changes

DRAFTS = st.text(st.sampled_from(list("ab .\n")), max_size=60)


@given(DRAFTS, DRAFTS)
def test_both_drafts_can_be_read_off_the_changes(before: str, after: str) -> None:
    """Without what is new there is the old one, without what is gone the new one."""
    found = changes(before, after)
    if not any(change.kind == "skipped" for change in found):
        assert "".join(change.text for change in found if change.kind != "new") == before
        assert "".join(change.text for change in found if change.kind != "gone") == after


def test_a_changed_word_is_shown_between_its_neighbours() -> None:
    """Word by word, not line by line."""
    assert changes("He sleeps badly.", "He sleeps well.") == (
        Change("same", "He sleeps "),
        Change("gone", "badly"),
        Change("new", "well"),
        Change("same", "."),
    )


def test_what_did_not_change_is_shortened() -> None:
    """A few words beside each change are enough to find it."""
    rest = " word" * 100
    found = changes(f"old{rest}", f"new{rest}")
    assert [change.kind for change in found] == ["gone", "new", "same", "skipped"]
    assert found[-1].text == "88 words unchanged"
