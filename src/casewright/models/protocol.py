"""The one model seam: a request, a reply, and the protocol that every adapter, wrapper and fake fulfils."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

__all__ = ["Message", "Model", "ModelReply", "ModelRequest", "Usage"]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """What is asked of a model. Equal requests to equal models are the same call (with its replicate)."""

    messages: tuple[Message, ...]
    max_tokens: int
    temperature: float = 0.0
    seed: int = 0
    stop: tuple[str, ...] = ()
    json_schema: Mapping[str, Any] | None = None
    choices: tuple[str, ...] = ()
    """Single-token answers whose log-probabilities are wanted for the first token (judge by letter)."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens used; thoughts are counted and never kept."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    thought_tokens: int = 0


@dataclass(frozen=True, slots=True)
class ModelReply:
    """A usable answer: thoughts are stripped, ``finish`` says whether the text is whole."""

    text: str
    finish: Literal["stop", "length"] = "stop"
    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0
    usd: float | None = None
    choice_logprobs: Mapping[str, float] = field(default_factory=dict)
    model: str = ""
    """The member of a pool that answered; empty where the model asked did."""
    served: str = ""
    """The name that the server gave to what answered, where it is another than it was asked for."""
    cached: bool = False
    """From a cache of earlier runs' replies: it cost this run nothing."""


class Model(Protocol):
    """A model that completes chats."""

    @property
    def name(self) -> str:
        """The model string, such as ``openai/gpt-x`` or ``embedded/qwen2.5-coder-1.5b``."""

    @property
    def family(self) -> str:
        """Who trained it: ``qwen``, ``llama``, ``deepseek``… or ``unknown``."""

    @property
    def fingerprint(self) -> str:
        """What the run's identity hashes: name, and weights' hash or endpoint name. Never a key or a URL."""

    @property
    def small(self) -> bool:
        """Whether a call a section and a letter a question suit it better than whole documents."""

    async def complete(self, request: ModelRequest) -> ModelReply:
        """Answers.

        Raises:
            ModelFailure: no usable answer to this call, with its kind.
            ModelAccessError: no call would be answered; the run pauses.
        """

    async def close(self) -> None:
        """Releases connections, processes and memory. May be called twice."""
