"""Who asks for a page, and what its address may name: ids of an allow-list, looked up and never joined."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path

from casewright.ledger.protocol import Ledger, RunRow
from casewright.service.access import caller_of, requires
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.site import Site

__all__ = ["ID", "Anyone", "Id", "Orderer", "RubricAdmin", "run_of"]

ID = r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$"
Id = Annotated[str, Path(pattern=ID)]
Anyone = Annotated[Principal, Depends(caller_of)]
"""Whoever holds a key of the project, with any role."""
Orderer = Annotated[Principal, Depends(requires("submit"))]
RubricAdmin = Annotated[Principal, Depends(requires("rubric-admin"))]


async def run_of(site: Site, caller: Principal, run: str) -> tuple[Ledger, RunRow]:
    """A run of the caller's project, with its ledger.

    Raises:
        Problem: not-found; another project's runs aren't there either.
    """
    ledger = await site.ledgers.of(caller.project)
    row = await ledger.run(run)
    if row is None:
        raise Problem("not-found", "the project has no such run")
    return ledger, row
