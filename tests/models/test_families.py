"""A family is told from a model string."""

from __future__ import annotations

import pytest

from casewright.models.families import families, family_of
from casewright.models.sizes import is_small


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("embedded/qwen2.5-coder-1.5b", "qwen"),
        ("embedded/smollm2-135m", "smollm"),
        ("openai/gpt-5-mini", "openai"),
        ("openai/o3", "openai"),
        ("anthropic/claude-opus-5", "anthropic"),
        ("openrouter/deepseek/deepseek-r1-distill-llama-70b", "deepseek"),
        ("hosted_vllm/meta-llama/Llama-3.3-70B-Instruct", "llama"),
        ("bedrock/mistral.mixtral-8x7b-instruct-v0:1", "mistral"),
        ("gemini/gemini-3-pro", "gemma"),
        ("huggingface//home/me/models/Qwen2.5-7B", "qwen"),
        ("openai/my-finetune", "unknown"),
        ("azure/phi-4", "phi"),
        ("openai/phil-of-sales", "unknown"),
    ],
)
def test_the_earliest_word_that_is_known_decides(name: str, family: str) -> None:
    """Provider names do not: anybody's server may be called openai."""
    assert family_of(name) == family


def test_settings_add_families_and_come_first() -> None:
    """A user's own table is looked into before ours."""
    assert family_of("openai/qwen-ours", {"house": ["qwen*"]}) == "house"


def test_no_pattern_stands_in_two_families() -> None:
    """Each pattern of the table has one owner."""
    patterns = [pattern for group in families().values() for pattern in group]
    assert len(patterns) == len(set(patterns))


@pytest.mark.parametrize(
    ("name", "small"),
    [
        ("embedded/qwen2.5-coder-1.5b", True),
        ("smollm2-135m", True),
        ("Qwen2.5-0.5B-Instruct", True),
        ("llama-3.3-70b", False),
        ("mixtral-8x7b", False),
        ("gpt-5", False),
        ("phi-4", False),
    ],
)
def test_a_size_in_the_name_tells_small_from_large(name: str, small: bool) -> None:  # noqa: FBT001 - a parameter
    """No size in the name counts as large."""
    assert is_small(name) is small
