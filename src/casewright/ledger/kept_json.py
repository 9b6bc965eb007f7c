"""A JSON object that never changes, kept whole: its text and hash are made once, however many runs it is kept for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from casewright.hashing import content_hash
from casewright.ledger.texts import TEXT_HASH, plain_json

__all__ = ["KeptJSON"]


class KeptJSON(dict[str, Any]):
    """Whoever makes one changes it no more. Where it is written it costs a hash, once the ledger has its text."""

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> KeptJSON:
        """The value itself if it is one."""
        return value if isinstance(value, cls) else cls(value)

    @cached_property
    def text(self) -> str:
        """ASCII JSON."""
        return plain_json(self)

    @cached_property
    def key(self) -> str:
        """What the text is found by."""
        return content_hash(self.text, TEXT_HASH)
