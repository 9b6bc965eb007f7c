"""Sentences as a page prints them"""

from __future__ import annotations

import pytest

from casewright.studies.page.sentences import sentence


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("nothing was given", "Nothing was given."),
        ("qwen-0.5b, loop: by -0.3 [-0.5, -0.1]", "qwen-0.5b, loop: by −0.3 [−0.5, −0.1]."),
        ("p below 0.05", "p below 0.05."),
        ("Reports (es) of F10-F19 in en", "Reports in Spanish of F10-F19 in English."),
        ("Done.", "Done."),
        ("", ""),
    ],
)
def test_sentences_look_alike(given: str, printed: str) -> None:
    """A capital, a full stop, true minus signs, languages by their names; names of arms and ranges stay."""
    assert sentence(given) == printed
