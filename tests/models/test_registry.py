"""A name becomes a model without anything being called, fetched or loaded."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from casewright.errors import UnknownNameError, UsageError
from casewright.models import Message, Model, ModelRequest, ModelSpec, load_model, registry
from casewright.settings import Endpoint
from casewright.testing import FaultEndpoint, ScriptedModel


def make_house(spec: ModelSpec) -> Model:
    """A plug-in's maker."""
    return ScriptedModel(["ours"], name=spec.endpoint.model)


def plug_in(monkeypatch: pytest.MonkeyPatch, *points: tuple[str, str]) -> None:
    found = tuple(EntryPoint(name, value, registry.GROUP) for name, value in points)
    monkeypatch.setattr(registry, "_plugins", lambda: found)


def test_an_endpoint_of_settings_comes_first() -> None:
    """Its name stands in the fingerprint, its address and key don't."""
    endpoints = {"big": Endpoint(model="openai/qwen3-32b", api_base="http://10.0.0.7/v1")}
    model = load_model("big", endpoints)
    assert (model.name, model.family, model.fingerprint) == ("openai/qwen3-32b", "qwen", "openai/qwen3-32b#big")
    assert not model.small
    assert model.concurrency == 4


def test_an_endpoint_says_what_a_name_can_not() -> None:
    """Family and size of a fine-tune are the user's to tell."""
    endpoint = Endpoint(model="openai/house", family="llama", small=True)
    model = load_model("mine", {"mine": endpoint})
    assert (model.family, model.small) == ("llama", True)


def test_settings_may_name_families_of_their_own() -> None:
    """Told from names of endpoints' models and from model strings; what an endpoint says itself stands."""
    endpoints = {"mine": Endpoint(model="openai/qwen-house"), "told": Endpoint(model="openai/qwen-x", family="llama")}
    named = [load_model(name, endpoints, families={"house": ["qwen*"]}) for name in ("mine", "told", "openai/qwen-y")]
    assert [model.family for model in named] == ["house", "llama", "house"]
    assert named[2].fingerprint == "openai/qwen-y"


def test_an_embedded_model_is_known_by_its_hash() -> None:
    """Its weights are what the run's identity holds."""
    model = load_model("embedded/smollm2-135m", {})
    assert (model.family, model.small) == ("smollm", True)
    assert model.fingerprint == "embedded/smollm2-135m@b179c9523d0e6a0f"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gpt-5", "unknown model 'gpt-5'; known: .*big.*openai/…"),
        ("bog", "nearest: big"),
        ("embedded/qwen", "unknown embedded model 'qwen'; known: qwen2.5-coder-0.5b"),
        ("opnai/gpt-5", "unknown model provider 'opnai'; known: .*nearest: openai"),
    ],
)
def test_a_wrong_name_says_what_there_is(name: str, said: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(UnknownNameError, match=said):
        load_model(name, {"big": Endpoint(model="openai/x")})


async def test_a_plug_in_makes_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry point named like the provider gets the endpoint."""
    plug_in(monkeypatch, ("house", f"{__name__}:make_house"))
    monkeypatch.setattr(registry, "import_module", lambda name: __import__("sys").modules[__name__])
    model = load_model("house/7b", {})
    reply = await model.complete(ModelRequest((Message("user", "?"),), 5))
    assert (model.name, reply.text) == ("house/7b", "ours")


def test_a_broken_plug_in_is_named_and_takes_nobody_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others still load."""
    plug_in(monkeypatch, ("house", "no_such_module:make"))
    with pytest.raises(UsageError, match="'no_such_module:make' for 'house' models"):
        load_model("house/7b", {})
    assert load_model("openai/gpt-x", {}).name == "openai/gpt-x"


def test_two_plug_ins_may_not_share_a_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    """A collision is an error, not a matter of order; nor may ours be replaced."""
    plug_in(monkeypatch, ("embedded", "theirs:make"))
    with pytest.raises(UsageError, match="two plug-ins make 'embedded' models"):
        load_model("embedded/smollm2-135m", {})


async def test_the_whole_way_to_a_server() -> None:
    """Settings to socket: a 429 and a 500 on the way don't reach the caller."""
    from casewright.testing import replies

    async with FaultEndpoint([replies.rate_limited(0.01), replies.server_error(), "Well."]) as server:
        endpoints = {"here": Endpoint(model="openai/test", api_base=server.api_base)}
        model = load_model("here", endpoints)
        assert (await model.complete(ModelRequest((Message("user", "Well?"),), 5))).text == "Well."
        await model.close()
    assert len(server.chats) == 3
