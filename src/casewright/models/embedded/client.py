"""Speaking to the process that holds the weights: one call at a time, the prompt's beginning kept ready."""

from __future__ import annotations

import http.client
import json
import socket
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from casewright.errors import ModelFailure
from casewright.hashing import content_hash
from casewright.models.embedded.process import LlamaProcess

__all__ = ["LlamaClient"]

JSON = Mapping[str, Any]
KEPT_BEGINNINGS = 32


class LlamaClient:
    """Chats with one llama.cpp process. Blocking; `abort` may be called from another thread.

    llama.cpp's answer depends, in the last bits, on how much of the prompt it had in its cache, and so on
    what was asked before. Here the messages before the last are worked out once, kept as a saved state, and
    put back before each call that begins with them: the same request gives the same text, whenever it is
    asked, and a shared beginning is still paid once.
    """

    def __init__(self, process: LlamaProcess) -> None:
        self._process = process
        self._connection: http.client.HTTPConnection | None = None
        self._beginnings: OrderedDict[str, None] = OrderedDict()
        self.aborted = False

    def chat(self, body: JSON) -> JSON:
        """The reply as JSON, in OpenAI's form.

        Raises:
            ModelFailure: too_long for the context; unsupported for a schema llama.cpp can't follow; connection.
        """
        ready = self._put_back(body["messages"][:-1])
        return self._post("/v1/chat/completions", {**body, "id_slot": 0, "cache_prompt": ready})

    def abort(self) -> None:
        """Ends the call under way: llama.cpp stops when its listener hangs up."""
        self.aborted = True
        connection = self._connection
        if connection and connection.sock:
            with suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    def _put_back(self, beginning: list[JSON]) -> bool:
        if not beginning:
            return False
        name = f"{content_hash(beginning)}.state"
        if name not in self._beginnings:
            self._post("/slots/0?action=erase", {})
            self._post("/v1/chat/completions", {"messages": beginning, "max_tokens": 0, "id_slot": 0})
            self._post("/slots/0?action=save", {"filename": name})
        self._remember(name)
        self._post("/slots/0?action=restore", {"filename": name})
        return True

    def _remember(self, name: str) -> None:
        self._beginnings[name] = None
        self._beginnings.move_to_end(name)
        if len(self._beginnings) > KEPT_BEGINNINGS:
            oldest, _ = self._beginnings.popitem(last=False)
            self._process.forget(oldest)

    def _post(self, path: str, body: JSON) -> JSON:
        if self.aborted:
            raise ModelFailure("connection", "the call was cancelled")
        where = urlsplit(self._process.address)
        self._connection = http.client.HTTPConnection(where.hostname or "", where.port)
        headers = {"Authorization": f"Bearer {self._process.key}", "Content-Type": "application/json"}
        try:
            self._connection.request("POST", path, json.dumps(body), headers)
            answer: JSON = json.loads(self._connection.getresponse().read())
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._process.broken = not self.aborted
            raise ModelFailure("connection", f"llama.cpp did not answer: {type(error).__name__}") from error
        finally:
            self._connection.close()
        if "error" in answer:
            raise _failure(answer["error"])
        return answer


def _failure(error: JSON) -> ModelFailure:
    if error.get("type") == "exceed_context_size_error":
        tokens, room = error.get("n_prompt_tokens"), error.get("n_ctx")
        return ModelFailure("too_long", f"the prompt has {tokens} tokens and the context {room}")
    kind = "unsupported" if error.get("code") in (400, 501) else "server"
    return ModelFailure(kind, f"llama.cpp refused the call: {str(error.get('message'))[:200]}")  # type: ignore[arg-type]
