"""Weights in a folder or a GGUF file of the user's own, as a model: loaded at the first call, in a thread."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from casewright.errors import ModelFailure
from casewright.models.answers import settle_choices, usable_text
from casewright.models.families import family_of
from casewright.models.huggingface.chat import LocalChat
from casewright.models.huggingface.place import find_place
from casewright.models.protocol import ModelReply, ModelRequest
from casewright.models.sizes import is_small
from casewright.models.thoughts import count_thoughts

__all__ = ["HuggingFaceModel"]


class HuggingFaceModel:
    """Local weights through langchain-huggingface. The hub is never asked.

    Args:
        path: a folder as transformers saves it, or a ``.gguf`` file.
        family: who trained it, where the path doesn't say.
        small: whether to ask it section by section; told by the path's size, if not given.

    Raises:
        InputError: there are no such weights.
    """

    def __init__(self, path: str, *, family: str | None = None, small: bool | None = None) -> None:
        self._path, self._family, self._small = path, family, small
        self._place = find_place(path)
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="huggingface")
        self._chat: LocalChat | None = None

    @property
    def name(self) -> str:
        return f"huggingface/{self._path}"

    @property
    def family(self) -> str:
        return self._family or family_of(self._path)

    @property
    def fingerprint(self) -> str:
        return f"huggingface/{self._place.gguf or self._place.folder.rpartition('/')[2]}@{self._place.hash}"

    @property
    def small(self) -> bool:
        return is_small(self._path) if self._small is None else self._small

    async def complete(self, request: ModelRequest) -> ModelReply:
        """Answers; see `Model.complete`. A schema can't be enforced here: it is the prompt's to ask for it."""
        cancelled = threading.Event()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._executor, self._run, request, cancelled)
        except asyncio.CancelledError:
            cancelled.set()
            raise

    async def close(self) -> None:
        """Frees the weights; a later call would load them again."""
        self._chat = None

    def _run(self, request: ModelRequest, cancelled: threading.Event) -> ModelReply:
        if cancelled.is_set():
            raise ModelFailure("connection", "the call was cancelled")
        chat = self._chat = self._chat or LocalChat(self._place)
        started = time.monotonic()
        if request.choices:
            logprobs = settle_choices(chat.candidates(request), request.choices)
            text = max(logprobs, key=logprobs.__getitem__)
            return ModelReply(text, "length", seconds=time.monotonic() - started, usd=0.0, choice_logprobs=logprobs)
        text, reply = chat.answer(request, cancelled)
        usable = usable_text(text, finish=reply.finish)
        usage = count_thoughts(reply.usage, text)
        return replace(reply, text=usable, usage=usage, seconds=time.monotonic() - started)
