"""The names that OpenTelemetry's conventions have for what we know of a call (GenAI, semantic conventions 1.44)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["BY_FACT", "DURATION", "SECONDS", "TOKENS", "TOKEN_USAGE", "provider_and_model"]

DURATION, TOKEN_USAGE = "gen_ai.client.operation.duration", "gen_ai.client.token.usage"
SECONDS: Sequence[float] = tuple(0.01 * 2**power for power in range(14))
TOKENS: Sequence[float] = tuple(4**power for power in range(14))
"""Bucket boundaries that the conventions advise."""
BY_FACT: Mapping[str, str] = {
    "attempt": "casewright.attempt",
    "attempts": "casewright.attempts",
    "finish": "gen_ai.response.finish_reasons",
    "input": "gen_ai.usage.input_tokens",
    "max_tokens": "gen_ai.request.max_tokens",
    "outcome": "casewright.outcome",
    "output": "gen_ai.usage.output_tokens",
    "temperature": "gen_ai.request.temperature",
}
PROVIDERS: Mapping[str, str] = {
    "azure": "azure.ai.openai",
    "azure_ai": "azure.ai.inference",
    "bedrock": "aws.bedrock",
    "cohere_chat": "cohere",
    "gemini": "gcp.gemini",
    "mistral": "mistral_ai",
    "vertex_ai": "gcp.vertex_ai",
    "watsonx": "ibm.watsonx.ai",
    "xai": "x_ai",
}
"""Those that the conventions call otherwise than a model string does."""


def provider_and_model(name: str) -> tuple[str, str]:
    """Who serves a model, and the model, from its string."""
    provider, _, model = name.partition("/")
    return (PROVIDERS.get(provider, provider), model) if model else ("_OTHER", name)
