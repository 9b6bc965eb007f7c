"""Names become models, each once, with the family that settings know."""

from __future__ import annotations

import pytest

from casewright.errors import UnknownNameError
from casewright.runs.model_bench import ModelBench
from casewright.settings import Settings


def test_the_same_name_is_the_same_model() -> None:
    """So that two roles share its limits."""
    bench = ModelBench()
    assert bench.model("embedded/qwen2.5-coder-0.5b") is bench.model("embedded/qwen2.5-coder-0.5b")
    assert list(bench.loaded) == ["embedded/qwen2.5-coder-0.5b"]


def test_settings_extend_the_table_of_families() -> None:
    """For model strings and for endpoints, unless an endpoint says its own."""
    settings = Settings.model_validate(
        {
            "endpoints": {
                "mine": {"model": "openai/heron-2"},
                "told": {"model": "openai/heron-2", "family": "egret"},
            },
            "judging": {"families": {"wader": ["heron*"]}},
        }
    )
    bench = ModelBench(settings)
    assert [bench.model(name).family for name in ("openai/heron-9", "mine", "told")] == ["wader", "wader", "egret"]


def test_a_name_that_is_nothing_lists_what_there_is() -> None:
    """Juries and cascades too."""
    settings = Settings.model_validate({"judging": {"juries": {"three": {"members": ["a/b"]}}}})
    bench = ModelBench(settings)
    assert bench.critic("three") == "three"
    with pytest.raises(UnknownNameError, match=r"unknown model 'tree'; known: .*three.*nearest: three"):
        bench.critic("tree")
