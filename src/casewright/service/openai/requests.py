"""What a request for a completion may say: of OpenAI's parameters those that mean something here, the rest by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from casewright.service.jobs.requests import RUBRIC_HASH
from casewright.settings.base import Name, Strict
from casewright.types import Language, Level

__all__ = ["MODEL", "ChatMessage", "ChatMetadata", "ChatRequest", "StreamOptions", "TextPart", "Unheeded"]

MODEL = re.compile(r"casewright/([A-Za-z0-9][A-Za-z0-9._:-]{0,63})")
LARGEST_SEED = 2**53
EXAMPLE: dict[str, Any] = {
    "model": "casewright/default",
    "messages": [],
    "metadata": {"code": "F32.1", "kind": "progress", "language": "en"},
    "seed": 7,
}


def _whole(value: Any) -> Any:
    """OpenAI's metadata are strings: a number may come as its digits."""
    return int(value) if isinstance(value, str) and re.fullmatch(r"[0-9]{1,16}", value) else value


Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,15}$")]
Seed = Annotated[int, Field(strict=True, ge=0, le=LARGEST_SEED)]
Model = Annotated[str, StringConstraints(pattern=f"^{MODEL.pattern}$")]
Hash = Annotated[str, StringConstraints(pattern=RUBRIC_HASH)]


class ChatMetadata(Strict):
    """What report is wanted. Values are strings, as OpenAI has them."""

    code: Code
    kind: Name = "intake"
    language: Language = "en"
    system: Name = "icd10-who-2019"
    level: Level = "sufficient"
    seed: Annotated[Seed, BeforeValidator(_whole)] | None = None
    """Seed of the case; the one that was drawn is told where none is given."""
    rubric: Hash | None = None
    """Hash of the resolved rubric that the report is to be judged by; another one is refused."""


class TextPart(Strict):
    """A part of a message; nothing but text is read."""

    type: Literal["text"]
    text: str = Field(repr=False)


class ChatMessage(Strict):
    """A message of a conversation. Only a user's last one is ever read, and only under profiles that allow it."""

    role: Literal["system", "developer", "user", "assistant"]
    content: str | tuple[TextPart, ...] | None = Field(default=None, repr=False)
    name: Name | None = None

    @property
    def text(self) -> str:
        """Its words, parts joined by line ends."""
        if self.content is None or isinstance(self.content, str):
            return self.content or ""
        return "\n".join(part.text for part in self.content)


class StreamOptions(Strict):
    """How a stream ends."""

    include_usage: bool = False
    include_obfuscation: bool = False


class Unheeded(Strict):
    """Parameters that are taken and change nothing: how a profile's models are asked is the settings file's."""

    temperature: float | None = None
    top_p: float | None = None
    frequency_penalty: float | None = None
    presence_penalty: float | None = None
    max_tokens: int | None = None
    max_completion_tokens: int | None = None
    reasoning_effort: str | None = None
    verbosity: str | None = None
    service_tier: str | None = None
    user: str | None = Field(default=None, repr=False)
    safety_identifier: str | None = Field(default=None, repr=False)
    prompt_cache_key: str | None = Field(default=None, repr=False)
    store: bool | None = None
    parallel_tool_calls: bool | None = None


class ChatRequest(Unheeded):
    """One accepted report for a code. Parameters that are not listed are refused, as is what would change the answer's
    form: tools, several choices, log-probabilities, stop words, other formats than text."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    model: Model
    messages: Annotated[tuple[ChatMessage, ...], Field(max_length=200)] = Field(default=(), repr=False)
    metadata: ChatMetadata
    seed: Seed | None = None
    n: Literal[1] | None = None
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    response_format: Mapping[Literal["type"], Literal["text"]] | None = None
    logprobs: Literal[False] | None = None
    modalities: tuple[Literal["text"]] | None = None

    @model_validator(mode="after")
    def _has_one_seed(self) -> ChatRequest:
        if self.seed is not None and self.metadata.seed not in (None, self.seed):
            raise ValueError("seed stands twice, with two values")
        return self

    @property
    def profile(self) -> str:
        """The profile that the model's name ends with."""
        return self.model.partition("/")[2]

    @property
    def given_seed(self) -> int | None:
        """The seed, wherever it stands."""
        return self.metadata.seed if self.seed is None else self.seed

    @property
    def unheeded(self) -> tuple[str, ...]:
        """Names of the parameters that were given and changed nothing."""
        return tuple(name for name in Unheeded.model_fields if getattr(self, name) is not None)
