"""Who carries a model's calls."""

from __future__ import annotations

from urllib.parse import urlsplit

from casewright.models.network.compatible import CompatibleModel
from casewright.models.network.model import LitellmModel
from casewright.settings import Endpoint

__all__ = ["network_model"]

LIGHT = frozenset({"hosted_vllm", "openai"})
TRANSLATED = ("openai.com", "azure.com")
"""Their newer models want requests that litellm knows how to word."""


def network_model(endpoint: Endpoint, label: str | None = None) -> CompatibleModel | LitellmModel:
    """aiohttp alone for a compatible server at an address of its own, litellm for everything else."""
    provider = endpoint.model.partition("/")[0]
    host = urlsplit(endpoint.api_base or "").hostname
    light = provider in LIGHT and host is not None and not _is_under(host, TRANSLATED)
    return CompatibleModel(endpoint, label) if light else LitellmModel(endpoint, label)


def _is_under(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
