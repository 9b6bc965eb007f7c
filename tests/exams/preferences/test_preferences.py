"""Preferences between pairs of answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casewright.errors import InputError, ModelFailure
from casewright.exams.preferences import Pair, ask_pairs, pair_figures, read_pairs
from casewright.models.protocol import ModelReply, ModelRequest
from casewright.testing import FunctionModel

PAIRS = tuple(Pair(str(number), f"Say {number}.", (f"good {number}", "{first}"), 1) for number in range(10))


def always_first(request: ModelRequest) -> ModelReply:
    return ModelReply("A", choice_logprobs={"A": -0.1, "B": -2.0})


def knowing(request: ModelRequest) -> ModelReply:
    text = request.messages[-1].content
    first = text.index("good") < text.index("{first}")
    return ModelReply("", choice_logprobs={"A": -0.1, "B": -2.0} if first else {"A": -2.0, "B": -0.1})


async def test_a_model_that_always_says_a_is_right_half_the_time_and_never_consistent() -> None:
    """Place alone decides, which single accuracies hide and the pair in both orders shows."""
    figures = pair_figures([one async for one in ask_pairs(FunctionModel(always_first), PAIRS)])
    assert (figures.right.hits, figures.right.n) == (10, 20)
    assert (figures.right_both.hits, figures.consistent.hits, figures.first.hits) == (0, 0, 20)


async def test_a_model_that_knows_is_right_in_both_orders() -> None:
    """And text that looks like a field of the prompt stays text."""
    figures = pair_figures([one async for one in ask_pairs(FunctionModel(knowing), PAIRS)])
    assert (figures.right_both.hits, figures.right_both.n, figures.first.hits) == (10, 10, 10)


async def test_failures_are_counted_beside_and_never_as_wrong() -> None:
    """A model that answers nothing has no accuracy."""

    def failing(request: ModelRequest) -> ModelReply:
        raise ModelFailure("refusal", "no")

    figures = pair_figures([one async for one in ask_pairs(FunctionModel(failing), PAIRS)])
    assert (figures.right.n, figures.right.rate, figures.failed) == (0, None, 20)


def test_a_row_that_is_no_pair_is_named_without_its_content(tmp_path: Path) -> None:
    """The row's number and what is wrong with which field."""
    file = tmp_path / "pairs.jsonl"
    file.write_text(json.dumps({"input": "secret", "output_1": "a", "output_2": "b", "label": 3}))
    with pytest.raises(InputError, match="row 1 is no pair: label") as raised:
        read_pairs(file)
    assert "secret" not in str(raised.value)


def test_llmbar_reads(data_dir: Path) -> None:
    """The 100 natural pairs of LLMBar."""
    assert len(read_pairs(data_dir / "judge" / "llmbar_natural.jsonl.gz")) == 100
