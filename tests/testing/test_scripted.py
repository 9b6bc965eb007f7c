"""The models of the testing kit do what a test tells them, and remember what they were asked."""

from __future__ import annotations

import pytest

import casewright.testing
from casewright.errors import ModelFailure
from casewright.models import Message, ModelReply, ModelRequest
from casewright.testing import FunctionModel, ScriptedModel

REQUEST = ModelRequest((Message("user", "Well?"),), 10)


async def test_a_script_is_followed() -> None:
    """Texts and whole replies are answers, exceptions are raised."""
    model = ScriptedModel(["one", ModelReply("two", "length"), ModelFailure("empty", "nothing")])
    assert (await model.complete(REQUEST)).text == "one"
    assert (await model.complete(REQUEST)).finish == "length"
    with pytest.raises(ModelFailure):
        await model.complete(REQUEST)
    assert model.requests == [REQUEST] * 3


async def test_one_call_too_many_fails_the_test() -> None:
    """Nothing is made up when the script is used."""
    model = ScriptedModel(["one"])
    await model.complete(REQUEST)
    with pytest.raises(AssertionError, match="has 1 replies"):
        await model.complete(REQUEST)


async def test_a_script_can_begin_again() -> None:
    """With ``repeat``."""
    model = ScriptedModel(["a", "b"], repeat=True)
    assert [(await model.complete(REQUEST)).text for _ in range(5)] == ["a", "b", "a", "b", "a"]


async def test_a_function_may_be_async() -> None:
    """And sees the request."""

    async def say(request: ModelRequest) -> str:
        return request.messages[0].content.upper()

    model = FunctionModel(say, name="testing/shout", family="house", small=True)
    assert (await model.complete(REQUEST)).text == "WELL?"
    assert (model.name, model.family, model.fingerprint, model.small) == (
        "testing/shout",
        "house",
        "testing/shout",
        True,
    )
    await model.close()
    assert model.closed


@pytest.mark.parametrize("name", casewright.testing.__all__)
def test_every_part_of_the_kit_can_be_had(name: str) -> None:
    """Parts are loaded when they are asked for."""
    assert getattr(casewright.testing, name)


def test_an_unknown_part_lists_what_there_is() -> None:
    """As any module would, with the names."""
    with pytest.raises(AttributeError, match="it has EndpointJob, EndpointJobs"):
        casewright.testing.Nothing  # noqa: B018 - looked up for its error
