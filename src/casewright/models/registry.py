"""From a name to a model: an endpoint of settings, or a model string whose provider says who makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from casewright.errors import SettingsError, UnknownNameError, UsageError
from casewright.models.budget import Budget
from casewright.models.families import Families, family_of
from casewright.models.patience import Policy
from casewright.models.pool import Member, PooledModel
from casewright.models.protocol import Model
from casewright.models.resilient import ResilientModel
from casewright.settings import Endpoint, Pool

__all__ = ["ModelSpec", "load_model", "load_pool", "model_makers"]

GROUP = "casewright.models"
OURS: Mapping[str, str] = {
    "embedded": "casewright.models.makers:make_embedded",
    "huggingface": "casewright.models.makers:make_huggingface",
}
ALL_AT_ONCE = 1_000_000
NETWORK = "casewright.models.makers:make_network"
# the usual ones, so that a name is checked without the seconds that importing litellm takes
USUAL = frozenset(
    {
        "anthropic",
        "azure",
        "azure_ai",
        "bedrock",
        "cerebras",
        "cohere",
        "cohere_chat",
        "dashscope",
        "databricks",
        "deepinfra",
        "deepseek",
        "fireworks_ai",
        "gemini",
        "groq",
        "hosted_vllm",
        "llamafile",
        "lm_studio",
        "meta_llama",
        "mistral",
        "moonshot",
        "nebius",
        "nvidia_nim",
        "ollama",
        "ollama_chat",
        "openai",
        "openrouter",
        "perplexity",
        "sambanova",
        "together_ai",
        "vertex_ai",
        "watsonx",
        "xai",
    }
)

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """What a maker gets: the endpoint, its name in settings if it has one, and how weights may be fetched."""

    endpoint: Endpoint
    label: str | None = None
    offline: bool = False
    report: Progress | None = None

    @property
    def provider(self) -> str:
        return self.endpoint.model.partition("/")[0]

    @property
    def rest(self) -> str:
        """The model string after its provider."""
        return self.endpoint.model.partition("/")[2]


Maker = Callable[[ModelSpec], Model]


def load_model(
    name: str,
    endpoints: Mapping[str, Endpoint],
    *,
    budget: Budget | None = None,
    offline: bool = False,
    report: Progress | None = None,
    families: Families | None = None,
) -> ResilientModel:
    """The model of that name, with retries, breaker and limits around it. Nothing is called, fetched or loaded yet.

    Args:
        name: an endpoint of settings, or a model string: ``embedded/NAME``, ``huggingface/PATH``, or
            ``provider/model`` as litellm has it.
        endpoints: those of settings.
        budget: what all models that are given it may spend together.
        offline: don't fetch weights.
        report: hears about progress while weights are fetched.
        families: patterns of model names by who trained them, looked into before our own table.

    Raises:
        UnknownNameError: no such endpoint, provider or embedded model.
        UsageError: the plug-in that makes it can't be loaded.
        SettingsError: its calls are to travel as jobs, for which its provider has no routes.
    """
    endpoint = endpoints.get(name)
    if endpoint is None and "/" not in name:
        raise UnknownNameError("model", name, [*endpoints, *(f"{provider}/…" for provider in _providers())])
    label = name if endpoint else None
    spec = ModelSpec(_of_family(endpoint or Endpoint(model=name), families), label, offline, report)
    if spec.endpoint.batch and spec.provider in OURS:
        raise SettingsError(f"{name!r}: {spec.provider!r} models run here and take no batch jobs")
    model = _find_maker(spec.provider)(spec)
    return ResilientModel(model, _policy(spec), budget)


def load_pool(
    name: str,
    pool: Pool,
    endpoints: Mapping[str, Endpoint],
    *,
    budget: Budget | None = None,
    report: Progress | None = None,
    families: Families | None = None,
) -> PooledModel:
    """The pool of that name; see `load_model` for the arguments.

    Raises:
        UnknownNameError: no such member.
        SettingsError: its members would be asked in different ways, by letter and by document.
    """

    def load(member: str) -> ResilientModel:
        return load_model(member, endpoints, budget=budget, report=report, families=families)

    members = [Member(load(member), weight) for member, weight in pool.members.items()]
    made = PooledModel(members, [load(member) for member in pool.fallbacks])
    if len({model.small for model in made.models}) > 1:
        asked = ", ".join(f"{model.name!r} {'small' if model.small else 'large'}" for model in made.models)
        raise SettingsError(f"the members of pool {name!r} are asked in different ways ({asked}): set small for them")
    return made


def _of_family(endpoint: Endpoint, families: Families | None) -> Endpoint:
    if not families or endpoint.family:
        return endpoint
    return endpoint.model_copy(update={"family": family_of(endpoint.model, families)})


def model_makers() -> Mapping[str, str]:
    """Providers with who makes their models: ours and plug-ins', which may not take each other's names.

    Raises:
        UsageError: two claim one provider.
    """
    makers = dict(OURS)
    for point in _plugins():
        if makers.setdefault(point.name, point.value) != point.value:
            raise UsageError(f"two plug-ins make {point.name!r} models: {makers[point.name]!r} and {point.value!r}")
    return makers


def _plugins() -> tuple[EntryPoint, ...]:
    return tuple(entry_points(group=GROUP))


def _find_maker(provider: str) -> Maker:
    target = model_makers().get(provider)
    if target is None and provider not in _providers() and provider not in _rare_providers():
        raise UnknownNameError("model provider", provider, _providers())
    return _resolve(target or NETWORK, provider)


def _providers() -> frozenset[str]:
    return USUAL | frozenset(model_makers())


def _rare_providers() -> frozenset[str]:
    from casewright.models.network.library import litellm

    return frozenset(str(getattr(item, "value", item)) for item in litellm().provider_list)


def _resolve(target: str, provider: str) -> Maker:
    module, _, attribute = target.partition(":")
    try:
        maker: Maker = getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise UsageError(f"the plug-in {target!r} for {provider!r} models can't be loaded: {error}") from error
    return maker


def _policy(spec: ModelSpec) -> Policy:
    endpoint = spec.endpoint
    if spec.provider in OURS:
        return Policy(concurrency=1, slow_from=None, timeout=None)  # a first call may fetch and load weights
    if endpoint.batch:
        return Policy(concurrency=ALL_AT_ONCE, slow_from=None, timeout=None)  # several jobs may be under way
    return Policy(
        concurrency=max(1, endpoint.concurrency // endpoint.processes),
        slow_from=endpoint.slow_from,
        timeout=endpoint.timeout_seconds,
        requests_per_minute=_part(endpoint.requests_per_minute, endpoint),
        tokens_per_minute=_part(endpoint.tokens_per_minute, endpoint),
    )


def _part(limit: int | None, endpoint: Endpoint) -> float | None:
    return None if limit is None else limit / endpoint.processes
