"""Errors of the privacy room come out without whatever they carried."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from casewright.errors import CasewrightError

__all__ = ["guarded"]

T = TypeVar("T")


def guarded(work: Callable[[], T]) -> T:
    """What ``work`` gives.

    Raises:
        CasewrightError: what went wrong, without the original error: its traceback holds frames, and frames hold text.
    """
    found, failure = _tried(work)
    if failure is not None:
        raise failure
    return found[0]


def _tried(work: Callable[[], T]) -> tuple[list[T], CasewrightError | None]:
    try:
        return [work()], None
    except CasewrightError as error:
        error.__context__ = error.__cause__ = None
        return [], error.with_traceback(None)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not carry text out of here
        return [], CasewrightError(f"the reference index failed: {type(error).__name__}")
