"""``/v1/rubrics`` and ``/v1/certificates``: what is asked, and who may answer it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Response
from fastapi.responses import JSONResponse

from casewright.hashing import content_hash
from casewright.service.access import requires
from casewright.service.auditing import note
from casewright.service.principal import Principal
from casewright.service.rubrics.answers import RubricAnswer, RubricList
from casewright.service.rubrics.certified import CertificateList, certificates_of
from casewright.service.rubrics.checking import CheckAnswer, CheckRequest, check
from casewright.service.rubrics.keeping import kept_rubric, resolved_rubric
from casewright.service.rubrics.listing import listing_of
from casewright.service.site import SiteOf
from casewright.settings.base import Name

__all__ = ["get", "get_all", "get_by_hash", "get_certificates", "post_check", "router"]

router = APIRouter(tags=["rubrics"])

Anyone = Annotated[Principal, Depends(requires())]
Keeper = Annotated[Principal, Depends(requires("rubric-admin"))]
IfNoneMatch = Annotated[str | None, Header(max_length=400)]
Hash = Annotated[str, Path(pattern=r"^[0-9a-f]{16,64}$", description="A resolved rubric's hash.")]
REVALIDATE, FOREVER = "private, no-cache", "private, max-age=31536000, immutable"
RUBRIC: dict[int | str, dict[str, Any]] = {
    200: {"model": RubricAnswer, "description": "The resolved rubric."},
    304: {"description": "As it was."},
}


@router.get(
    "/v1/rubrics",
    response_model=RubricList,
    summary="Which rubrics there are",
    openapi_extra={"x-problems": ["unknown-code", "unknown-name"]},
)
async def get_all(
    site: SiteOf,
    caller: Anyone,
    system: Annotated[Name, Query()] = "icd10-who-2019",
    block: Annotated[Name | None, Query(description="Only what stands at this place of the table or below.")] = None,
) -> RubricList:
    """Rubric files in the table's order, drafts for codes without one, and what each code goes by."""
    return RubricList.of(await listing_of(site, system, block))


@router.get("/v1/rubrics/by-hash/{name}", summary="A rubric by its hash", response_class=JSONResponse, responses=RUBRIC)
async def get_by_hash(site: SiteOf, caller: Anyone, name: Hash, if_none_match: IfNoneMatch = None) -> Response:
    """The same for ever: what was asked for by code, or a job was judged by, is kept by its hash."""
    return _answer(await kept_rubric(site, name), FOREVER, if_none_match)


@router.get(
    "/v1/rubrics/{system}/{code}",
    summary="What is asked under a code",
    responses=RUBRIC,
    response_class=JSONResponse,
    openapi_extra={"x-problems": ["unknown-code", "unknown-name"]},
)
async def get(
    site: SiteOf,
    caller: Anyone,
    system: Annotated[Name, Path(examples=["icd10-who-2019"])],
    code: Annotated[Name, Path(examples=["F32.1"])],
    kind: Annotated[Name, Query(description="A kind of document.")] = "intake",
    if_none_match: IfNoneMatch = None,
) -> Response:
    """The rubric in force for a code and a kind of document, with all that it inherits and where it comes from."""
    return _answer(await resolved_rubric(site, system, code, kind), REVALIDATE, if_none_match)


@router.post("/v1/rubrics/check", response_model=CheckAnswer, summary="Check a rubric document")
async def post_check(site: SiteOf, caller: Keeper, request: CheckRequest) -> CheckAnswer:
    """Everything wrong with it at once, in the light of the rubrics in force. It is neither kept nor put in force."""
    found = await check(site, request)
    await note(site.database, caller, "rubric.check", ok=found.ok)
    return found


@router.get(
    "/v1/certificates",
    response_model=CertificateList,
    summary="Certificates and their age",
    openapi_extra={"x-problems": ["unknown-name"]},
)
async def get_certificates(
    site: SiteOf, caller: Anyone, profile: Annotated[Name, Query()] = "default"
) -> CertificateList:
    """What exams found out about critics, with n and intervals, and which of it the profile's gate goes by."""
    return await certificates_of(site, profile)


def _answer(rubric: dict[str, Any], caching: str, if_none_match: str | None) -> Response:
    tag = f'"{content_hash(rubric)}"'
    headers = {"ETag": tag, "Cache-Control": caching}
    known = {one.strip().removeprefix("W/") for one in (if_none_match or "").split(",")}
    return Response(status_code=304, headers=headers) if tag in known else JSONResponse(rubric, headers=headers)
