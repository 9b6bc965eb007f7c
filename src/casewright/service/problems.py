"""Every error that the service answers with: a stable type, a status, and words that never repeat the input."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["PREFIX", "PROBLEMS", "Problem"]

PREFIX = "urn:casewright:problem:"

PROBLEMS: Mapping[str, tuple[int, str]] = {
    "bad-request": (400, "The request can't be read"),
    "invalid": (422, "The request doesn't fit the schema"),
    "unknown-code": (422, "No such code"),
    "unknown-name": (422, "No such name"),
    "unusable": (422, "What was asked can't be done"),
    "rubric-changed": (409, "The rubric is not the one that was pinned"),
    "unauthenticated": (401, "A key is needed"),
    "forbidden": (403, "The key doesn't have the role"),
    "cross-site": (403, "The request comes from another site"),
    "not-found": (404, "Not here"),
    "method-not-allowed": (405, "The method is not known here"),
    "conflict": (409, "Something else was done first"),
    "idempotency-conflict": (409, "The idempotency key was used for another request"),
    "locked": (409, "Somebody else is at this item"),
    "too-large": (413, "The body is too long"),
    "unsupported-media-type": (415, "The body's type or encoding is not read"),
    "rate-limited": (429, "Too many requests"),
    "too-many-at-once": (429, "Too many requests in flight"),
    "overlap-limited": (429, "Too many comparisons with the reference corpus"),
    "queue-full": (429, "Too many open jobs"),
    "budget-spent": (402, "The key's budget is spent"),
    "not-accepted": (422, "No report was accepted"),
    "model-unavailable": (503, "No model would answer now"),
    "storage-unavailable": (503, "The ledger can't be used now"),
    "draining": (503, "The service is stopping"),
    "deadline": (504, "The deadline is past"),
    "internal": (500, "A fault of the program"),
}
"""By slug: HTTP status and title. Slugs are stable: clients may match on ``type``."""


class Problem(Exception):  # noqa: N818 - RFC 9457 calls it a problem
    """An error answer (RFC 9457, problem+json). ``detail`` says what was allowed and repeats nothing of the input.

    Args:
        slug: A key of `PROBLEMS`.
        detail: What is wrong, in words.
        headers: Such as ``Retry-After``.
        more: Further members, of names and figures alone.
    """

    def __init__(self, slug: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(detail)
        self.slug, self.detail, self.headers, self.more = slug, detail, dict(headers or {}), more
        self.status, self.title = PROBLEMS[slug]

    def body(self, instance: str = "") -> dict[str, Any]:
        """The JSON object."""
        where = {"instance": instance} if instance else {}
        told = {"type": PREFIX + self.slug, "title": self.title, "status": self.status, "detail": self.detail}
        return {**told, **where, **self.more}
