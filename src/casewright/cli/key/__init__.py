"""``casewright key``: who may use the service."""

from __future__ import annotations

import click

from casewright.cli.group import LazyGroup

__all__ = ["KEY", "key"]

KEY = {
    "create": "Make a key; it is shown once.",
    "list": "List keys: whose, for which project, with which roles, until when.",
    "revoke": "Take a key back, for good.",
    "rotate": "Make a new key for an old one, which opens for a while yet.",
}


@click.group(cls=LazyGroup, lazy=KEY, place="casewright.cli.key")
def key() -> None:
    """Make, list, rotate and revoke the keys of the service on a ledger.

    Whoever can read the ledger's folder and the service's secret ($CASEWRIGHT_SERVICE_SECRET, else a file beside the
    ledger) may do all of it, for every project; over HTTP an admin does it for one (/v1/keys).
    """
