"""The form that orders reports: a job like any other, whose run can then be watched."""

from __future__ import annotations

from secrets import token_hex
from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field, StringConstraints

from casewright.errors import CasewrightError
from casewright.icd10 import table
from casewright.plans import case_sources
from casewright.service.http.translating import problem_of
from casewright.service.jobs import JobOrder, JobRequest, submit
from casewright.service.pages.asking import Orderer
from casewright.service.pages.rendering import render
from casewright.service.pages.room import page_router
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.site import Site, SiteOf
from casewright.settings.base import Name, Strict
from casewright.types import Language, Level
from casewright.vocabulary.kinds import kinds

__all__ = ["OrderForm", "new_order", "order", "router"]

LEVELS: tuple[Level, ...] = ("sufficient", "partial", "named")
router = page_router()
Once = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class OrderForm(Strict):
    """One order as a person fills it in; ``once`` makes a form that is sent twice one job."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.]{0,15}$", strip_whitespace=True)] = ""
    kind: Name = "intake"
    language: Language = "en"
    n: Annotated[int, Field(ge=1)] = 5
    level: Level = "sufficient"
    profile: Name = "default"
    seed: Annotated[int, Field(ge=0, le=2**53)] = 0
    max_samples: Annotated[int, Field(ge=1)] | None = None
    once: Once = "0" * 32

    def request(self) -> JobRequest:
        """As a job has it."""
        asked = self.model_dump(include={"code", "kind", "language", "n", "level", "max_samples"})
        return JobRequest(orders=(JobOrder(**asked),), profile=self.profile, seed=self.seed)


Filled = Annotated[OrderForm, Form()]


@router.get("/runs/new")
async def new_order(request: Request, site: SiteOf, caller: Orderer) -> Response:
    """The form."""
    return _form(request, site, caller, OrderForm(once=token_hex(16)))


@router.post("/runs/new")
async def order(request: Request, site: SiteOf, caller: Orderer, filled: Filled) -> Response:
    """Hands the order in and goes to its run; what can't be ordered is said on the form."""
    try:
        job = await submit(site, caller, filled.request(), idempotency=filled.once)
    except (Problem, CasewrightError) as error:
        problem = error if isinstance(error, Problem) else problem_of(error)
        if problem.status >= 500:
            raise
        return _form(request, site, caller, filled, problem)
    return RedirectResponse(f"/runs/{job.run}", status_code=303)


def _form(
    request: Request, site: Site, caller: Principal, given: OrderForm, problem: Problem | None = None
) -> Response:
    told: dict[str, Any] = given.model_dump()
    once = given.once if problem is None else token_hex(16)
    titles = table()
    return render(
        request,
        "runs/new.html",
        caller=caller,
        here="runs",
        status=problem.status if problem else 200,
        problem=problem,
        given={**told, "max_samples": given.max_samples or ""},
        once=once,
        sources=[(code, titles.title(code).text) for code in sorted(case_sources())],
        kinds=list(kinds()),
        levels=LEVELS,
        profiles=site.profiles.names(),
        most=site.serving.accepted_per_order,
    )
