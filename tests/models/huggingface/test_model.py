"""Weights of one's own: found on the disk or refused, and run by transformers where the extra is installed."""

from __future__ import annotations

import asyncio
import math
from pathlib import Path

import pytest

from casewright.errors import InputError
from casewright.models import Message, ModelRequest, load_model
from casewright.models.huggingface import HuggingFaceModel

TALK = (Message("system", "You are brief."), Message("user", "Name three colours."))


def test_a_path_that_is_not_there_is_refused_at_once() -> None:
    """Before anything heavy is imported."""
    with pytest.raises(InputError, match="no weights at '/no/such/model'"):
        load_model("huggingface//no/such/model", {})


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    """And what is missing is named."""
    with pytest.raises(InputError, match=r"holds no config\.json"):
        HuggingFaceModel(str(tmp_path))


def test_a_fingerprint_follows_the_weights_and_not_their_place(tmp_path: Path) -> None:
    """Another file is another model; the same file elsewhere is the same."""
    prints = []
    for number, data in enumerate([b"one", b"one", b"two"]):
        path = tmp_path / str(number) / "qwen-0.5b.gguf"
        path.parent.mkdir()
        path.write_bytes(data)
        model = HuggingFaceModel(str(path))
        prints.append(model.fingerprint)
    assert prints[0] == prints[1] != prints[2]
    assert (model.family, model.small) == ("qwen", True)


@pytest.fixture
def real() -> HuggingFaceModel:
    pytest.importorskip("langchain_huggingface")
    pytest.importorskip("torch")
    from casewright.models.embedded import obtain

    return HuggingFaceModel(str(obtain("smollm2-135m")))


@pytest.mark.server
@pytest.mark.filterwarnings("ignore")
async def test_a_small_real_model_answers(real: HuggingFaceModel) -> None:
    """The same request gives the same text, a length is told, a stop string ends it, a letter has probabilities."""
    request = ModelRequest(TALK, 12, temperature=0.7, seed=3)
    first = await real.complete(request)
    assert first.text
    assert first.finish == "length"
    assert first.usage.completion_tokens == 12
    assert (await real.complete(request)).text == first.text
    stop = first.text.split()[1]
    assert stop not in (await real.complete(ModelRequest(TALK, 12, 0.7, 3, (stop,)))).text
    letters = await real.complete(ModelRequest(TALK, 1, choices=("A", "B")))
    assert sum(map(math.exp, letters.choice_logprobs.values())) == pytest.approx(1)
    call = asyncio.create_task(real.complete(ModelRequest(TALK, 2000)))
    await asyncio.sleep(0.2)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert (await asyncio.wait_for(real.complete(request), 30)).text == first.text
    await real.close()
