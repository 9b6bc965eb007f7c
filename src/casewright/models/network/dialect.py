"""What one server won't take of a request, learnt from its refusals and not sent again."""

from __future__ import annotations

from typing import Any

from casewright.models.network.completion import ServerError

__all__ = ["Dialect"]


class Dialect:
    """Starts with everything; each refusal takes one thing away, or puts it in the server's own words."""

    def __init__(self) -> None:
        self._schema, self._new_limit, self._left_out = True, False, frozenset[str]()

    def spoken(self, body: dict[str, Any]) -> dict[str, Any]:
        """The body as this server takes it."""
        left_out = self._left_out if self._schema else self._left_out | {"response_format"}
        body = {name: value for name, value in body.items() if name not in left_out}
        if self._new_limit:
            body["max_completion_tokens"] = body.pop("max_tokens")
        return body

    def learns(self, error: ServerError, sent: dict[str, Any]) -> bool:
        """Whether the refused body would now be another one, and is worth sending again.

        A refusal that names no parameter is taken to be about the schema, which the prompt holds too.
        """
        if "max_completion_tokens" in error.message and "max_tokens" in sent:
            self._new_limit = True
        elif error.param in ("temperature", "seed") and error.param in sent:
            self._left_out |= {error.param}
        elif "response_format" in sent:
            self._schema = False
        else:
            return False
        return True
