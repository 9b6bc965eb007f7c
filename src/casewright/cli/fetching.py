"""Says what is fetched, from where, and how far it is; on standard error, a line for each tenth."""

from __future__ import annotations

from collections.abc import Callable

import click

__all__ = ["announcer"]


def announcer(*, quiet: bool = False) -> Callable[[str, float], None]:
    """A listener for `casewright.models.load_model`: each message once, then each tenth of the way."""
    told: dict[str, int] = {}

    def tell(message: str, share: float) -> None:
        tenth = int(share * 10)
        if quiet or told.get(message, -1) >= tenth:
            return
        told[message] = tenth
        done = f" ({tenth * 10} %)" if 0 < tenth < 10 else ""
        click.echo(f"{message}{done}", err=True)

    return tell
