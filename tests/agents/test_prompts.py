"""Prompts are files with named places and nothing else."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
from tests.agents.scenes import REPORT, criterion, rubric

from casewright.agents.judge import Judge
from casewright.agents.letter_judge import LetterJudge
from casewright.agents.prompts import PLACE, prompts_fingerprint, render
from casewright.models.protocol import ModelReply, ModelRequest
from casewright.testing import FunctionModel
from casewright.types import Aspect

NAMES = sorted(
    item.name.removesuffix(".md") for item in files("casewright.agents.prompts").iterdir() if item.name.endswith(".md")
)


@pytest.mark.parametrize("name", NAMES)
def test_values_are_inserted_once_and_never_read_as_templates(name: str) -> None:
    """A report that holds a place of the prompt stays what it is."""
    text = files("casewright.agents.prompts").joinpath(f"{name}.md").read_text("utf-8")
    values = dict.fromkeys(PLACE.findall(text), "{report} {asks}")
    filled = render(name, **values)
    assert filled.count("{report}") == len(PLACE.findall(text))


def test_missing_value_is_our_fault() -> None:
    """No prompt goes out with a hole."""
    with pytest.raises(KeyError):
        render("judge_questions", questions="?")


def test_fingerprint_covers_only_its_prefix() -> None:
    """A judge's prompt does not change a writer's identity."""
    assert prompts_fingerprint("judge_") != prompts_fingerprint("writer_")
    assert prompts_fingerprint("judge_") != prompts_fingerprint("judge_", but="judge_letter")
    assert re.fullmatch(r"[0-9a-f]{16}", prompts_fingerprint("judge_"))


MOOD = criterion(
    finds={"concept": "depressed-mood"}, guidance={"en": "Sadness counts."}, examples={"present": ("He is down.",)}
)
PLANS = criterion("plans", "risk")
ASKED = Path(__file__).with_name("asked")
"""Whole requests, as they go out."""


def wording(request: ModelRequest) -> str:
    return "".join(f"[{message.role}]\n{message.content}\n" for message in request.messages)


def unusable(request: ModelRequest) -> ModelReply:
    return ModelReply("?")


@pytest.mark.parametrize("aspect", get_args(Aspect))
def test_every_aspect_has_a_prompt_that_says_what_is_no_evidence(aspect: str) -> None:
    """And how its answers differ."""
    text = render(f"judge_{aspect}")
    assert text.startswith("This is about ")
    assert '"present"' in text
    assert '"absent"' in text


async def test_what_a_judge_is_asked() -> None:
    """One question, then its repair: a change of any word is a change of this snapshot."""
    model = FunctionModel(unusable)
    await Judge(model).review(REPORT, rubric(MOOD), 40)
    assert wording(model.requests[1]) == (ASKED / "judge_criterion.txt").read_text("utf-8")


async def test_what_a_judge_of_an_aspect_is_asked() -> None:
    """Several questions at once."""
    model = FunctionModel(unusable)
    await Judge(model, "aspect").review(REPORT, rubric(PLANS, criterion("wishes", "risk")), 40)
    assert wording(model.requests[0]) == (ASKED / "judge_aspect.txt").read_text("utf-8")


async def test_what_a_judge_by_letter_is_asked() -> None:
    """A few lines: a small model loses its way in more."""
    model = FunctionModel(unusable, small=True)
    await LetterJudge(model).review(REPORT, rubric(MOOD), 40)
    assert wording(model.requests[0]) == (ASKED / "judge_letter.txt").read_text("utf-8")
