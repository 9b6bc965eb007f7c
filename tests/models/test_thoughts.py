"""Thoughts are cut off whole, however a server mangles their tags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.errors import ModelFailure
from casewright.models.thoughts import strip_thoughts


@pytest.mark.parametrize(
    "text",
    [
        "She sleeps.",
        "<think>First, her sleep.</think>She sleeps.",
        "<think></think>\n\nShe sleeps.",
        "First, her sleep.</think>She sleeps.",
        "<think>one</think><think>two</think> She sleeps.",
        "<think>they wrote </think> once</think>She sleeps.",
        "<THINK>one</THINK>She sleeps.",
        "<thinking>one</thinking>\nShe sleeps.\n",
        "[THINK]one[/THINK]She sleeps.",
    ],
)
def test_what_follows_the_last_closing_tag_is_the_answer(text: str) -> None:
    """The opening tag may be missing and the block empty; several blocks and other tags are known."""
    assert strip_thoughts(text) == "She sleeps."


@pytest.mark.parametrize("text", ["<think>and then", "<think>a</think>b<think>c", "She <think>"])
def test_an_unclosed_thought_is_truncated_output(text: str) -> None:
    """Nothing before or inside it is taken for an answer."""
    with pytest.raises(ModelFailure) as caught:
        strip_thoughts(text)
    assert caught.value.kind == "truncated"


@given(st.text(), st.text(alphabet=st.characters(exclude_characters="<[")))
def test_no_thought_survives(thoughts: str, answer: str) -> None:
    """Whatever was thought, only the answer comes back."""
    assert strip_thoughts(f"<think>{thoughts}</think>{answer}") == answer.strip()
