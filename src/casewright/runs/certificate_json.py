"""Certificates as a ledger keeps them, each made once a process however many runs go by it."""

from __future__ import annotations

from functools import lru_cache

from casewright.certificates import Certificate
from casewright.ledger.kept_json import KeptJSON
from casewright.wire import to_json

__all__ = ["certificate_json"]

MOST_KEPT = 128


def certificate_json(certificate: Certificate) -> KeptJSON:
    """The certificate in JSON; of the same object it is the same."""
    return _made(_Same(certificate))


class _Same:
    """A certificate by what it is, not by what it says: its parts have no hash."""

    __slots__ = ("certificate",)

    def __init__(self, certificate: Certificate) -> None:
        self.certificate = certificate

    def __hash__(self) -> int:
        return id(self.certificate)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.certificate is other.certificate


@lru_cache(maxsize=MOST_KEPT)
def _made(same: _Same) -> KeptJSON:
    return KeptJSON(to_json(same.certificate))
