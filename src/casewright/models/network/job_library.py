"""Batch routes through litellm, for providers where it knows them."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from typing import Any

from casewright.errors import SettingsError
from casewright.models.batches.service import Job, job_of
from casewright.models.network.failures import translate
from casewright.models.network.job_routes import MARK
from casewright.models.network.library import litellm
from casewright.settings import Endpoint

__all__ = ["JobLibrary"]

KNOWN = frozenset({"azure", "hosted_vllm", "mistral", "openai", "xai"})
"""Providers whose files of answers litellm leaves as OpenAI has them."""
LISTED = 100


class JobLibrary:
    """`casewright.models.batches.BatchService` on litellm.

    Args:
        endpoint: model string, address and key.
        where: the model and its place, for errors.

    Raises:
        SettingsError: the provider has no batch routes that we know.
    """

    def __init__(self, endpoint: Endpoint, where: str) -> None:
        self._endpoint, self._where = endpoint, where
        self._provider = endpoint.model.partition("/")[0]
        if self._provider not in KNOWN:
            raise SettingsError(
                f"{where}: no batch routes are known for provider {self._provider!r}; known: {', '.join(sorted(KNOWN))}"
            )

    async def submit(self, lines: bytes, mark: str) -> str:
        file = ("calls.jsonl", io.BytesIO(lines))
        sent = await self._call(lambda library, place: library.acreate_file(file=file, purpose="batch", **place))
        made = await self._call(
            lambda library, place: library.acreate_batch(
                completion_window="24h",
                endpoint="/v1/chat/completions",
                input_file_id=sent.id,
                metadata={MARK: mark},
                **place,
            )
        )
        return str(made.id)

    async def find(self, mark: str) -> str | None:
        """Among the newest hundred."""
        listed = await self._call(lambda library, place: library.alist_batches(limit=LISTED, **place))
        found = (item for item in listed.data if (item.metadata or {}).get(MARK) == mark)
        return next((str(item.id) for item in found), None)

    async def look(self, job: str) -> Job:
        found = await self._call(lambda library, place: library.aretrieve_batch(batch_id=job, **place))
        return job_of(found.model_dump())

    async def read(self, file: str) -> bytes:
        found = await self._call(lambda library, place: library.afile_content(file_id=file, **place))
        content: bytes = found.content
        return content

    async def close(self) -> None:
        """Nothing is kept open here."""

    async def _call(self, call: Callable[[Any, dict[str, Any]], Awaitable[Any]]) -> Any:
        library = await asyncio.to_thread(litellm)
        key = self._endpoint.key()
        secret = key.get_secret_value() if key else ("none" if self._endpoint.api_base else None)
        place = {
            "custom_llm_provider": self._provider,
            "api_base": self._endpoint.api_base,
            "api_key": secret,
            "timeout": self._endpoint.timeout_seconds,
            "max_retries": 0,
        }
        try:
            return await call(library, place)
        except Exception as error:  # noqa: BLE001 - the border: whatever it raises is translated
            raise translate(error, self._where) from None  # from None: the original holds the key
