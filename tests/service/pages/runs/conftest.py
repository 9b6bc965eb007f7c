"""A run with made-up records, and one that is really worked off."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from casewright.service.jobs import JobOrder, JobRequest, submit
from casewright.service.principal import Principal
from casewright.service.site import Site
from casewright.testing.kept_run import keep_run
from casewright.types import Outcome

Keep = Callable[..., Awaitable[list[str]]]
Ordered = Callable[..., Awaitable[str]]


@pytest.fixture
def keep(site: Site) -> Keep:
    """Keeps a run of F32.1 whose samples ended so; returns their ids."""

    async def kept(*outcomes: Outcome | None, n: int = 5, project: str = "default", **changed: object) -> list[str]:
        return await keep_run(await site.ledgers.of(project), outcomes, n=n, **changed)

    return kept


@pytest.fixture
def ordered(site: Site) -> Ordered:
    """Orders reports of F32.1 from the parrot; returns the run's id."""

    async def order(n: int = 2, *, project: str = "default", seed: int = 0) -> str:
        who = Principal("k", "ana", project, frozenset({"submit"}))
        request = JobRequest(orders=(JobOrder(code="F32.1", n=n, kind="progress"),), seed=seed)
        return (await submit(site, who, request)).run

    return order
