"""``/v1/labels``, ``/v1/sheets``, ``/v1/exams`` and runs for Argilla."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as File
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Query, Response
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from casewright.service.access import requires
from casewright.service.labels.argilla import argilla_file
from casewright.service.labels.contracts import Exam, LabelSet, SheetFormat, SheetTaken
from casewright.service.labels.examples import EXAM, EXAMS, FILLED, SETS, TAKEN
from casewright.service.labels.exams import exam_of, exams_of, keep_exam, start_exam
from casewright.service.labels.requests import ExamForm, SheetForm
from casewright.service.labels.sets import label_file, label_sets
from casewright.service.labels.sheets import make_sheet
from casewright.service.labels.taking import take_sheet
from casewright.service.principal import Principal
from casewright.service.reviews.blindness import refuse_raters
from casewright.service.site import SiteOf
from casewright.settings.base import Name
from casewright.types import Outcome

__all__ = [
    "get_argilla",
    "get_exam",
    "get_exams",
    "get_labels",
    "get_sets",
    "post_exam",
    "post_keep",
    "post_sheet",
    "put_sheet",
    "router",
]

router = APIRouter(prefix="/v1", tags=["labels"])

RubricAdmin = Annotated[Principal, Depends(requires("rubric-admin"))]
Anyone = Annotated[Principal, Depends(requires())]
ExamId = Annotated[Name, Path(description="An exam's id.")]
MEDIA: Mapping[SheetFormat, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/x-ndjson",
}
ZIP = "application/zip"
SHEET_ID = "X-Sheet-Id"


def _answer(example: Any, status: int = 200) -> dict[int | str, dict[str, Any]]:
    told = "As it stands now."
    return {status: {"description": told, "content": {"application/json": {"example": example}}}}


def _file(*media: str) -> dict[int | str, dict[str, Any]]:
    binary = {"schema": {"type": "string", "format": "binary"}, "example": "(the bytes of the file)"}
    return {200: {"description": "A file.", "content": {one.partition(";")[0]: binary for one in media}}}


def _download(body: bytes, name: str, form: SheetFormat, **headers: str) -> Response:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=MEDIA[form], headers={**disposition, **headers})


@router.get("/labels", summary="Label sets", responses=_answer(SETS))
async def get_sets(site: SiteOf, caller: RubricAdmin) -> list[LabelSet]:
    """What people answered to criteria, with verdicts and on sheets: all of it, and by run."""
    return list(await label_sets(site, caller))


@router.get(
    "/labels/{labels}/file",
    summary="A label set as a file",
    response_class=Response,
    responses=_file(*MEDIA.values()),
    openapi_extra={"x-problems": ["not-found"]},
)
async def get_labels(
    site: SiteOf,
    caller: RubricAdmin,
    labels: Annotated[Name, Path(description="A label set's id.")],
    form: Annotated[SheetFormat, Query(alias="format")] = "jsonl",
) -> Response:
    """As `casewright judge exam --labels` reads it; the reports' texts are in it."""
    return _download(await label_file(site, caller, labels, form), f"labels.{form}", form)


@router.post(
    "/sheets",
    summary="A blinded sheet for raters",
    response_class=Response,
    responses=_file(*MEDIA.values()),
    openapi_extra={"x-problems": ["not-found", "unusable"]},
)
async def post_sheet(site: SiteOf, caller: RubricAdmin, asked: SheetForm) -> Response:
    """Texts and questions under opaque ids; its own id, under which it is handed back, is in the header X-Sheet-Id."""
    made = await make_sheet(site, caller, asked.asked())
    return _download(made.body, made.name, asked.format, **{SHEET_ID: made.id})


@router.put(
    "/sheets/{sheet}",
    summary="Hand a filled-in sheet back",
    responses=_answer(TAKEN),
    openapi_extra={"x-problems": ["not-found", "invalid"]},
)
async def put_sheet(
    site: SiteOf,
    caller: RubricAdmin,
    sheet: Annotated[Name, Path(description="A sheet's id.")],
    body: Annotated[bytes, Body(media_type="application/octet-stream", examples=[FILLED])],
    form: Annotated[SheetFormat, Query(alias="format")] = "csv",
    rater: Annotated[Name | None, Query(description="Who answered rows that name nobody.")] = None,
) -> SheetTaken:
    """Answers become labels; what else stands in the file is not kept. At most `body_bytes` large, as any body."""
    return await take_sheet(site, caller, sheet, body, form, rater=rater or "")


@router.get("/exams", summary="Exams, the latest first", responses=_answer(EXAMS))
async def get_exams(site: SiteOf, caller: RubricAdmin) -> list[Exam]:
    """On the label sets of the project."""
    return list(await exams_of(site, caller))


@router.post(
    "/exams",
    status_code=202,
    summary="Begin an exam",
    responses=_answer(EXAM, 202),
    openapi_extra={"x-problems": ["not-found", "unknown-name", "conflict"]},
)
async def post_exam(site: SiteOf, caller: RubricAdmin, asked: ExamForm) -> Exam:
    """A critic is examined on a label set, in a process of its own; look again for how far it is."""
    return await start_exam(site, caller, asked.asked())


@router.get("/exams/{exam}", summary="An exam", responses=_answer(EXAM), openapi_extra={"x-problems": ["not-found"]})
async def get_exam(site: SiteOf, caller: RubricAdmin, exam: ExamId) -> Exam:
    """How far it is, and what came of it."""
    return await exam_of(site, caller, exam)


@router.post(
    "/exams/{exam}/keep",
    summary="Let its certificates count",
    responses=_answer(EXAM),
    openapi_extra={"x-problems": ["not-found", "unusable"]},
)
async def post_keep(site: SiteOf, caller: RubricAdmin, exam: ExamId) -> Exam:
    """They are put among those that the gate goes by, for casts that are made from now on."""
    return await keep_exam(site, caller, exam)


@router.get(
    "/argilla/{run}",
    summary="A run for Argilla",
    response_class=Response,
    responses=_file(ZIP),
    openapi_extra={"x-problems": ["not-found", "unusable"]},
)
async def get_argilla(
    site: SiteOf,
    caller: Anyone,
    run: Annotated[Name, Path(description="A run's id.")],
    outcome: Annotated[list[Outcome] | None, Query(description="These outcomes; by default the accepted.")] = None,
    verdicts: Annotated[
        bool, Query(description="Whether the machine's are suggested; else annotators are blind.")
    ] = False,
) -> Response:
    """A zip file of the folder that `argilla.Dataset.from_disk` reads."""
    refuse_raters(site, caller)
    path: File = await argilla_file(site, caller, run, tuple(outcome or ("accepted",)), told=verdicts)
    return FileResponse(path, media_type=ZIP, filename="argilla.zip", background=BackgroundTask(path.unlink))
