"""Thoughts are cut off whole, however a server mangles their tags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.errors import ModelFailure
from casewright.models.protocol import Usage
from casewright.models.thoughts import count_thoughts, strip_thoughts, thinks


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
        "◁think▷one◁/think▷She sleeps.",
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


@pytest.mark.parametrize(
    ("name", "thinker"),
    [
        ("deepseek/deepseek-reasoner", True),
        ("openrouter/deepseek/deepseek-r1-distill-qwen-32b", True),
        ("hosted_vllm/Qwen3-32B", True),
        ("ollama_chat/qwq:32b", True),
        ("openai/o3-mini", True),
        ("openai/gpt-oss-20b", True),
        ("hosted_vllm/meta-llama/Llama-3.3-70B-Instruct", False),
        ("embedded/qwen2.5-coder-1.5b", False),
        ("openai/gpt-4o", False),
    ],
)
def test_some_names_say_that_a_model_thinks_first(name: str, thinker: bool) -> None:  # noqa: FBT001 - a parameter
    """It gets more room; of others one is asked again with more, if it was cut off."""
    assert thinks(name) is thinker


@pytest.mark.parametrize(
    ("usage", "content", "aside", "counted"),
    [
        (Usage(9, 100, 40), "<think>abc</think>yes", None, 40),
        (Usage(9, 100), "yes", None, 0),
        (Usage(9, 100), "<think></think>yes", "", 83),
        (Usage(9, 100), "yes", "x" * 9, 75),
    ],
    ids=["servers-count", "none", "inline", "field"],
)
def test_thoughts_are_counted_where_the_server_does_not(
    usage: Usage, content: str, aside: str | None, counted: int
) -> None:
    """By their share of the characters, tags and all."""
    assert count_thoughts(usage, content, aside).thought_tokens == counted
