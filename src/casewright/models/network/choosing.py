"""Who carries a model's calls."""

from __future__ import annotations

from urllib.parse import urlsplit

from casewright.models.network.batched import BatchedModel
from casewright.models.network.caller import Caller
from casewright.models.network.compatible import CompatibleModel
from casewright.models.network.endpoint_model import EndpointModel
from casewright.models.network.job_library import JobLibrary
from casewright.models.network.job_routes import JobRoutes
from casewright.models.network.model import LitellmModel
from casewright.settings import Endpoint

__all__ = ["network_model"]

LIGHT = frozenset({"hosted_vllm", "openai"})
TRANSLATED = ("openai.com", "azure.com")
"""Their newer models want requests that litellm knows how to word."""


def network_model(endpoint: Endpoint, label: str | None = None) -> CompatibleModel | LitellmModel | BatchedModel:
    """aiohttp alone for a compatible server at an address of its own, litellm for everything else.

    Raises:
        SettingsError: calls are to travel as jobs, and the provider has no routes for that.
    """
    if endpoint.batch:
        where = EndpointModel(endpoint, label).where()
        own = _is_light(endpoint)
        service = JobRoutes(Caller(endpoint, where), where) if own else JobLibrary(endpoint, where)
        return BatchedModel(endpoint, label, service)
    return CompatibleModel(endpoint, label) if _is_light(endpoint) else LitellmModel(endpoint, label)


def _is_light(endpoint: Endpoint) -> bool:
    provider = endpoint.model.partition("/")[0]
    host = urlsplit(endpoint.api_base or "").hostname
    return provider in LIGHT and host is not None and not _is_under(host, TRANSLATED)


def _is_under(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
