"""The exam's ledger: calls that were paid for, so that the same exam goes on without paying twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, cast, runtime_checkable

from casewright.agents.bench import build_critic
from casewright.agents.protocol import Critic
from casewright.agents.recorded import RecordedModel
from casewright.ledger.protocol import Ledger
from casewright.ledger.spool import open_to_work
from casewright.models.protocol import Model
from casewright.settings.judging import Judging

__all__ = ["EXAM", "behind_ledger", "exam_ledger", "seated"]

EXAM = "exam"
"""Run and purpose under which an exam's calls stand in its ledger."""


@runtime_checkable
class _Reviews(Protocol):
    review: Any


@asynccontextmanager
async def exam_ledger(folder: Path | None) -> AsyncIterator[Ledger]:
    """The ledger in an exam's folder, which is made where it isn't there; without a folder one that is gone afterwards.

    Raises:
        InputError: what is there is no ledger.
        StorageError: it can't be made.
    """
    with TemporaryDirectory() if folder is None else nullcontext(folder) as place:
        ledger = open_to_work(Path(place))
        try:
            yield ledger
        finally:
            await ledger.close()


def behind_ledger(model: Model, ledger: Ledger | None) -> Model:
    """The model, answering from the ledger what it answered before."""
    return model if ledger is None else RecordedModel(model, ledger, EXAM, EXAM)


def seated(critic: Critic | Model, ledger: Ledger | None, judging: Judging | None = None) -> Critic:
    """The critic itself, or the judge that suits the model, behind the ledger and without certificates."""
    if isinstance(critic, _Reviews):
        return cast(Critic, critic)
    return build_critic(behind_ledger(cast(Model, critic), ledger), judging=judging)
