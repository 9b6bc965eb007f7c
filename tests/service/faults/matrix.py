"""Every operation that the OpenAPI tells of, and what fills the places in its path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI

__all__ = ["Operation", "operations"]

PLACE = re.compile(r"\{(\w+)(?::\w+)?\}")


@dataclass(frozen=True)
class Operation:
    """A method on a path template."""

    method: str
    template: str
    has_body: bool

    @property
    def places(self) -> tuple[str, ...]:
        """Names of what the path leaves open."""
        return tuple(PLACE.findall(self.template))

    def path(self, filling: str) -> str:
        """The path with everything that is open filled alike."""
        return PLACE.sub(lambda _: filling, self.template)


def operations(app: FastAPI, *, under: str = "/v1/") -> Iterator[Operation]:
    """The operations below a path, in the order of the OpenAPI."""
    paths: dict[str, dict[str, Any]] = app.openapi()["paths"]
    for template, methods in paths.items():
        for method, told in methods.items():
            if template.startswith(under):
                yield Operation(method.upper(), template, "requestBody" in told)
