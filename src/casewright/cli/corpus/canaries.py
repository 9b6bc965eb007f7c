"""``casewright corpus canaries``: a stub."""

from __future__ import annotations

import click

__all__ = ["canaries"]


@click.group()
def canaries() -> None:
    """Markers."""
