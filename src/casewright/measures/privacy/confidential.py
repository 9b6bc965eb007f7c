"""Objects that hold or stand for reference text: they are never shown, copied to another process or serialised."""

from __future__ import annotations

from typing import Any, NoReturn

__all__ = ["Confidential"]


class Confidential:
    """Refuses pickle, copy and pydantic, and shows nothing but its type."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(f"{type(self).__name__} holds reference text and can't be pickled or copied")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> NoReturn:
        raise TypeError(f"{cls.__name__} holds reference text and has no JSON")
