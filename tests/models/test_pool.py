"""Several endpoints answer as one: each call has a member of its own, and another where that one can't be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from casewright.errors import FailureKind, ModelAccessError, ModelFailure, SettingsError
from casewright.models import Message, ModelRequest, Policy, PooledModel, ResilientModel, load_pool
from casewright.models.at_hand import call_at_hand
from casewright.models.pool import Member
from casewright.settings import Endpoint, Pool
from casewright.testing import FunctionModel, replies
from casewright.testing.fault_endpoint import FaultEndpoint

REQUEST = ModelRequest((Message("user", "Well?"),), 10)
QUICK = Policy(base_wait=0.001, longest_wait=0.02, breaker_failures=2, breaker_seconds=60.0)


class Servers:
    """Models by name that answer with their name, or fail as told."""

    def __init__(self, *names: str) -> None:
        self.faults: dict[str, Exception] = {}
        self.models = {name: ResilientModel(self._model(name), QUICK) for name in names}

    def _model(self, name: str) -> FunctionModel:
        return FunctionModel(lambda request: self.faults.get(name, name), name=f"openai/{name}", family=name)

    def pool(self, weights: Mapping[str, float], *fallbacks: str) -> PooledModel:
        members = [Member(self.models[name], weight) for name, weight in weights.items()]
        return PooledModel(members, [self.models[name] for name in fallbacks])

    def fail(self, name: str, kind: FailureKind, after: float | None = None) -> None:
        self.faults[name] = ModelFailure(kind, "told to fail", retry_after=after)


async def asked(pool: PooledModel, calls: int = 400) -> list[str]:
    found = []
    for number in range(calls):
        with call_at_hand(f"call-{number}"):
            found.append((await pool.complete(REQUEST)).text)
    return found


async def test_weights_share_the_calls() -> None:
    """Three to one, within what chance allows of 400 calls."""
    pool = Servers("a", "b").pool({"a": 3, "b": 1})
    found = Counter(await asked(pool))
    assert 260 < found["a"] < 340


async def test_a_call_has_its_member_by_its_key() -> None:
    """Asked again, in whatever order, by whatever process, it goes to the same one."""
    first, again = Servers("a", "b", "c").pool({"a": 1, "b": 1, "c": 1}), Servers("c", "b", "a")
    assert await asked(first, 60) == await asked(again.pool({"c": 1, "b": 1, "a": 1}), 60)


async def test_a_member_that_joins_moves_calls_to_itself_alone() -> None:
    """The others keep theirs."""
    two = await asked(Servers("a", "b").pool({"a": 1, "b": 1}), 200)
    three = await asked(Servers("a", "b", "c").pool({"a": 1, "b": 1, "c": 1}), 200)
    assert all(new in (old, "c") for old, new in zip(two, three, strict=True))


async def test_a_reply_says_who_gave_it() -> None:
    """By the endpoint's fingerprint."""
    servers = Servers("a", "b")
    reply = await servers.pool({"a": 1}, "b").complete(REQUEST)
    assert reply.model == "openai/a"


@pytest.mark.parametrize("kind", ["server", "timeout", "connection", "rate_limited"])
async def test_another_answers_where_a_member_cannot(kind: FailureKind) -> None:
    """Members before fallbacks, and fallbacks in their order; nothing waits."""
    servers = Servers("a", "b", "c", "d")
    pool = servers.pool({"a": 1, "b": 1}, "c", "d")
    servers.fail("a", kind, 60)
    assert set(await asked(pool, 40)) == {"b"}
    servers.fail("b", kind, 60)
    assert set(await asked(pool, 40)) == {"c"}
    servers.fail("c", kind, 60)
    assert set(await asked(pool, 40)) == {"d"}
    assert servers.models["a"].calls < 5


async def test_a_fault_of_the_answer_is_nobody_elses() -> None:
    """A refusal stands, and says whose it is."""
    servers = Servers("a", "b")
    servers.fail("a", "refusal")
    with pytest.raises(ModelFailure) as caught:
        await servers.pool({"a": 1}, "b").complete(REQUEST)
    assert (caught.value.kind, caught.value.model) == ("refusal", "openai/a")
    assert servers.models["b"].calls == 0


async def test_a_refused_key_pauses_the_run() -> None:
    """As it would without a pool: nobody should find out from the bill of the fallback."""
    servers = Servers("a", "b")
    servers.faults["a"] = ModelAccessError("401")
    with pytest.raises(ModelAccessError, match="401"):
        await servers.pool({"a": 1}, "b").complete(REQUEST)


async def test_all_breakers_open_says_when_to_come_back() -> None:
    """At the earliest that any of them may be tried."""
    servers = Servers("a", "b")
    pool = servers.pool({"a": 1}, "b")
    await asked(pool, 1)
    for name in ("a", "b"):
        servers.fail(name, "server")
    for _ in range(4):
        with pytest.raises(ModelFailure) as caught:
            await pool.complete(REQUEST)
    assert caught.value.kind == "breaker_open"
    assert 50 < (caught.value.retry_after or 0) <= 60
    assert "all 2 endpoints" in str(caught.value)


async def test_all_paused_waits_for_the_first() -> None:
    """A call is not lost because everybody asked for a moment."""
    servers = Servers("a", "b")
    pool = servers.pool({"a": 1}, "b")
    for name in ("a", "b"):
        servers.fail(name, "rate_limited", 0.01)

    async def recover() -> None:
        servers.faults.clear()

    with pytest.raises(ModelFailure):
        await pool.complete(REQUEST)
    await recover()
    assert (await pool.complete(REQUEST)).text in ("a", "b")


async def test_nobody_there_at_all_pauses_the_run() -> None:
    """But one that never answered beside one that did is only left out."""
    servers = Servers("a", "b")
    for name in ("a", "b"):
        servers.fail(name, "connection")
    with pytest.raises(ModelAccessError, match="nobody answers"):
        await servers.pool({"a": 1}, "b").complete(REQUEST)
    servers = Servers("a", "b")
    servers.fail("a", "connection")
    assert set(await asked(servers.pool({"a": 1}, "b"), 10)) == {"b"}


def test_of_one_model_string_it_is_the_first_member() -> None:
    """Its certificates hold, and another server of the same model joins without making another run."""
    endpoints = {
        name: Endpoint(model="hosted_vllm/qwen3-32b", api_base=f"http://{name}/v1") for name in ("a", "b", "c")
    }
    two = load_pool("judges", Pool(members={"a": 1, "b": 1}), endpoints)
    three = load_pool("judges", Pool(members={"a": 1, "b": 1}, fallbacks=("c",)), endpoints)
    assert (two.name, two.family, two.fingerprint) == ("hosted_vllm/qwen3-32b", "qwen", "hosted_vllm/qwen3-32b#a")
    assert three.fingerprint == two.fingerprint


def test_of_several_model_strings_it_is_something_of_its_own() -> None:
    """No member's certificate holds for it; who is in it and how often is in its fingerprint."""
    endpoints = {
        "a": Endpoint(model="openai/qwen3-32b", api_base="http://a/v1"),
        "b": Endpoint(model="openai/llama-3-70b", api_base="http://b/v1"),
    }
    pools = [Pool(members={"a": 1, "b": 1}), Pool(members={"a": 2, "b": 1}), Pool(members={"a": 1}, fallbacks=("b",))]
    made = [load_pool("judges", pool, endpoints) for pool in pools]
    assert {pool.name for pool in made} == {"pool/qwen3-32b+llama-3-70b"}
    assert {pool.family for pool in made} == {"llama+qwen"}
    assert len({pool.fingerprint for pool in made}) == 3
    assert not any("#a" in pool.fingerprint for pool in made)


def test_members_must_be_asked_in_the_same_way() -> None:
    """A letter and a document are two things."""
    endpoints = {"a": Endpoint(model="openai/qwen3-32b"), "b": Endpoint(model="openai/qwen3-0.6b")}
    with pytest.raises(SettingsError, match=r"pool 'mixed' are asked in different ways .*set small"):
        load_pool("mixed", Pool(members={"a": 1, "b": 1}), endpoints)


async def test_the_whole_way_to_two_servers() -> None:
    """One falls over, the other answers; what was tried is counted at the server."""
    async with FaultEndpoint(default=replies.server_error()) as broken, FaultEndpoint() as well:
        endpoints = {
            name: Endpoint(model="openai/m", api_base=server.api_base)
            for name, server in (("broken", broken), ("well", well))
        }
        pool = load_pool("p", Pool(members={"broken": 1}, fallbacks=("well",)), endpoints)
        found = await asked(pool, 30)
        await pool.close()
    assert found == ["ok"] * 30
    assert len(broken.chats) == 5
