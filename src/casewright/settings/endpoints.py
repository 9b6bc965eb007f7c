"""Endpoints: a model with where it is reached and how hard it may be called."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, SecretStr, model_validator

from casewright.errors import SettingsError
from casewright.settings.base import Place, Strict

__all__ = ["Batches", "Endpoint", "Price"]


class Price(Strict):
    """US dollars per million tokens."""

    prompt: float = Field(ge=0)
    completion: float = Field(ge=0)


class Batches(Strict):
    """Calls gathered into jobs for a provider that answers them at leisure, at a lower price."""

    max_requests: int = Field(default=1000, ge=1, le=50_000)
    """Calls of a job; one that is full is sent at once."""
    wait_seconds: float = Field(default=20.0, ge=0)
    """How long the first call of a job waits for company."""
    poll_seconds: float = Field(default=30.0, gt=0)
    """Between looks at a job."""
    journal: Place = Field(default=Path("casewright-batches"), validate_default=True)
    """Folder that remembers jobs under way, so that a process which was killed takes them up again: several processes
    that share it share their jobs. It holds ids and hashes, never a text."""


class Endpoint(Strict):
    """A model behind a name. A request names it; it never holds a URL or a key itself."""

    model: str = Field(min_length=1)
    """The model string: ``provider/model`` as litellm has it, ``huggingface/PATH`` or ``embedded/NAME``."""
    api_base: str | None = Field(default=None, pattern=r"^https?://")
    """Where an OpenAI-compatible server listens."""
    api_key_env: str | None = Field(default=None, min_length=1)
    """Name of the environment variable that holds the key; read when a call is made."""
    api_key: SecretStr | None = None
    """The key itself, for those who keep the whole file secret."""
    family: str | None = None
    """Who trained it, where its name doesn't say."""
    small: bool | None = None
    """Whether it is asked section by section and letter by letter; told by its name if not set."""
    concurrency: int = Field(default=4, ge=1, le=1024)
    """Calls in flight at once, at most: refusals and slow answers lower it for a while."""
    requests_per_minute: int | None = Field(default=None, ge=1)
    tokens_per_minute: int | None = Field(default=None, ge=1)
    """Read and written together, by any sixty seconds."""
    processes: int = Field(default=1, ge=1, le=1024)
    """Processes that call it at the same time, such as workers: each keeps to its part of the three limits above."""
    slow_from: float | None = Field(default=3.0, gt=1)
    """How many times as long as usual answers take before fewer calls are made at once; null for never."""
    timeout_seconds: float = Field(default=120.0, gt=0)
    """Seconds from a call's start to its last byte."""
    price: Price | None = None
    """Where it is not set, cost in dollars is unknown rather than zero."""
    batch: Batches | None = None
    """Send calls as jobs to the provider's batch routes instead of one by one."""

    @model_validator(mode="after")
    def _one_key(self) -> Endpoint:
        if self.api_key is not None and self.api_key_env is not None:
            raise ValueError("api_key and api_key_env are both given; keep one")
        return self

    def key(self) -> SecretStr | None:
        """The key, or ``None`` where the endpoint needs none.

        Raises:
            SettingsError: the environment variable that should hold it is not set.
        """
        if self.api_key_env is None:
            return self.api_key
        value = os.environ.get(self.api_key_env)
        if not value:
            raise SettingsError(f"the key of {self.model!r} is not set: no environment variable {self.api_key_env!r}")
        return SecretStr(value)
