"""The rubric browser: the chapter as a tree, and a code's criteria with where each comes from and who may decide it."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from casewright.agents.rules_critic import RulesCritic
from casewright.certificates import read_certificates
from casewright.errors import UnknownCodeError, UnknownNameError
from casewright.icd10 import SYSTEMS, table
from casewright.rubrics.explaining import Explanation, explain
from casewright.service.auditing import note
from casewright.service.pages.asking import Anyone
from casewright.service.pages.certificates import folders_of
from casewright.service.pages.rendering import render
from casewright.service.pages.room import page_router
from casewright.service.pages.views.finds import finds_of
from casewright.service.pages.views.rubric_tree import found_in, rubric_tree
from casewright.service.problems import Problem
from casewright.service.site import Site, SiteOf
from casewright.settings.base import Name
from casewright.vocabulary.kinds import kinds

__all__ = ["router", "rubric", "rubrics"]

SYSTEM = "icd10-who-2019"
MOST_FOUND = 60
router = page_router()
Words = Annotated[str, Query(max_length=80)]
Code = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,15}$")]
Kind = Annotated[Name, Query()]


@router.get("/rubrics")
async def rubrics(request: Request, site: SiteOf, caller: Anyone, q: Words = "") -> Response:
    """The chapter, block by block; or the codes that were looked for."""
    tree = await asyncio.to_thread(rubric_tree, SYSTEM, site.profiles.overlays())
    found = found_in(tree, q)
    if len(found) == 1:
        return RedirectResponse(f"/rubrics/{SYSTEM}/{found[0].code}", status_code=303)
    await note(site.database, caller, "rubrics.view")
    return render(
        request,
        "rubrics/tree.html",
        caller=caller,
        here="rubrics",
        tree=tree,
        asked=q,
        found=found[:MOST_FOUND],
        more=max(0, len(found) - MOST_FOUND),
        system=SYSTEM,
    )


@router.get("/rubrics/{system}/{code}")
async def rubric(
    request: Request, site: SiteOf, caller: Anyone, system: Name, code: Code, kind: Kind = "intake"
) -> Response:
    """What is asked of a report of this code and kind, as `casewright rubric explain` says it."""
    if system not in SYSTEMS or kind not in kinds():
        raise Problem("not-found", f"systems are {', '.join(SYSTEMS)}; kinds are {', '.join(kinds())}")
    try:
        found = await asyncio.to_thread(_explained, site, system, code, kind)
    except (UnknownCodeError, UnknownNameError) as error:
        raise Problem("not-found", "the table has no such code") from error
    await note(site.database, caller, "rubric.view", f"{system}:{found.rubric.code}", kind=kind)
    codes = table(system)
    return render(
        request,
        "rubrics/rubric.html",
        caller=caller,
        here="rubrics",
        found=found,
        title=codes.title(found.rubric.code).text,
        above=[(one, codes.title(one).text) for one in reversed(codes.ancestors(found.rubric.code))],
        kinds=list(kinds()),
        trees={one.criterion.id: finds_of(one.criterion.finds) for one in found.criteria},
    )


def _explained(site: Site, system: str, code: str, kind: str) -> Explanation:
    rules = RulesCritic()
    return explain(
        table(system).normalise(code),
        kind=kind,
        system=system,
        overlays=site.profiles.overlays(),
        certificates=read_certificates([folder for folder in folders_of(site) if folder.is_dir()]),
        fingerprints={rules.name: rules.fingerprint},
    )
