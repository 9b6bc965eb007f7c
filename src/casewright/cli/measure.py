"""``casewright measure``: a stub."""

from __future__ import annotations

import click

__all__ = ["measure"]


@click.command()
def measure() -> None:
    """Measure a set of reports."""
