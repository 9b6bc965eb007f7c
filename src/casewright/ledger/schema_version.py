"""Which schema this version reads and writes, and how it refuses a newer one."""

from __future__ import annotations

from importlib.metadata import version

from casewright.errors import InputError

__all__ = ["SCHEMA", "too_new"]

SCHEMA = 5
"""The number of the last revision in ``migrations/versions``; known without loading Alembic."""


def too_new(where: str, schema: int, maker: str | None) -> InputError:
    """What to say of a ledger that a later version has changed; ``maker`` is that version, where it is known."""
    made = f", which casewright {maker} made" if maker else ""
    remedy = f"install casewright {maker} or newer" if maker else "upgrade casewright"
    return InputError(
        f"ledger {where} has schema {schema}{made}; this is casewright {version('casewright')}, "
        f"which reads up to {SCHEMA}: {remedy}"
    )
