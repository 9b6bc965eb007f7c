"""What a reviewer's browser remembers of the way through the queue: the last verdict, and what was put off."""

from __future__ import annotations

import re

from fastapi import Request, Response

from casewright.service.cookies import is_plain

__all__ = ["forget_skipped", "last_judged", "remember_judged", "remember_skipped", "skipped"]

LAST, SKIPPED = "casewright_last", "casewright_skipped"
ITEM = re.compile(r"([A-Za-z0-9][A-Za-z0-9._:-]{0,63})/([A-Za-z0-9][A-Za-z0-9._:-]{0,63})")
MOST = 20
SKIPPED_SECONDS = 1800

ItemId = tuple[str, str]


def last_judged(request: Request) -> ItemId | None:
    """The item that the last verdict was on."""
    return next(iter(_items(request.cookies.get(LAST, ""))), None)


def remember_judged(response: Response, request: Request, item: ItemId) -> None:
    """Keeps it for as long as the browser runs."""
    _set(response, request, LAST, [item], None)


def skipped(request: Request) -> tuple[ItemId, ...]:
    """Items that were put off a while ago, newest last."""
    return tuple(_items(request.cookies.get(SKIPPED, "")))


def remember_skipped(response: Response, request: Request, item: ItemId) -> None:
    """Puts an item off for half an hour."""
    kept = [one for one in skipped(request) if one != item][-(MOST - 1) :]
    _set(response, request, SKIPPED, [*kept, item], SKIPPED_SECONDS)


def forget_skipped(response: Response) -> None:
    """Brings back what was put off."""
    response.delete_cookie(SKIPPED, path="/review")


def _items(value: str) -> list[ItemId]:
    found = (ITEM.fullmatch(part) for part in value.split("|")[:MOST])
    return [(one[1], one[2]) for one in found if one]


def _set(response: Response, request: Request, name: str, items: list[ItemId], seconds: int | None) -> None:
    response.set_cookie(
        name,
        "|".join("/".join(item) for item in items),
        max_age=seconds,
        path="/review",
        secure=not is_plain(request),
        httponly=True,
        samesite="strict",
    )
