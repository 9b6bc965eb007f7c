"""Pages of labels: what people answered, sheets out and in, and exams on it with one click."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from fastapi import File, Form, Query, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from casewright.service.auditing import note
from casewright.service.labels import (
    Exam,
    ExamRequest,
    SheetRequest,
    SheetTaken,
    critics_of,
    exam_of,
    exams_of,
    keep_exam,
    label_file,
    label_sets,
    make_sheet,
    start_exam,
    take_sheet,
)
from casewright.service.labels.contracts import SheetFormat
from casewright.service.pages.asking import ID, Id, RubricAdmin
from casewright.service.pages.rendering import render
from casewright.service.pages.room import page_router
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.site import Site, SiteOf

__all__ = ["exam_page", "exam_progress", "examine", "keep", "labels", "router", "sheet", "sheet_back", "taken_out"]

MEDIA: dict[SheetFormat, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/x-ndjson",
}
FORMS: tuple[SheetFormat, ...] = get_args(SheetFormat)
GOING = ("waiting", "sitting")
router = page_router()
Format = Annotated[SheetFormat, Form()]
Named = Annotated[str, Form(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,199}$")]
MaybeRun = Annotated[str, Form(pattern=r"^([A-Za-z0-9][A-Za-z0-9._:-]{0,63})?$")]
Count = Annotated[int, Form(ge=1, le=10_000)]
Bases = Annotated[Literal["none", "goldens", "both"], Form()]


@router.get("/labels")
async def labels(request: Request, site: SiteOf, caller: RubricAdmin) -> Response:
    """Label sets, sheets and exams."""
    return await _page(request, site, caller)


@router.get("/labels/{name}/file")
async def taken_out(
    site: SiteOf, caller: RubricAdmin, name: Id, form: Annotated[SheetFormat, Query()] = "jsonl"
) -> Response:
    """A label set as a file."""
    body = await label_file(site, caller, name, form)
    return _download(body, f"labels-{name}.{form}", form)


@router.post("/labels/sheets")
async def sheet(
    site: SiteOf,
    caller: RubricAdmin,
    run: MaybeRun = "",
    n: Count = 100,
    per_report: Annotated[int, Form(ge=1, le=100)] = 6,
    form: Format = "csv",
    rater: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """A blinded sheet to hand to raters; its key stays here."""
    made = await make_sheet(site, caller, SheetRequest(run or None, n, per_report, form, rater=rater.strip()))
    return _download(made.body, made.name, form)


@router.post("/labels/sheets/taken")
async def sheet_back(
    request: Request,
    site: SiteOf,
    caller: RubricAdmin,
    sheet: Annotated[str, Form(pattern=ID)],
    file: Annotated[UploadFile, File()],
    rater: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Takes a filled-in sheet back."""
    name = (file.filename or "").lower()
    form = next((one for one in FORMS if name.endswith(f".{one}")), None)
    if form is None:
        return await _page(request, site, caller, problem=Problem("invalid", f"sheets are {', '.join(FORMS)}"))
    try:
        taken = await take_sheet(site, caller, sheet, await file.read(), form, rater=rater.strip())
    except Problem as problem:
        return await _page(request, site, caller, problem=problem)
    return await _page(request, site, caller, taken=taken)


@router.post("/labels/exams")
async def examine(
    site: SiteOf,
    caller: RubricAdmin,
    labels: Annotated[str, Form(pattern=ID)],
    critic: Named = "rules",
    profile: Annotated[str, Form(pattern=ID)] = "default",
    bases: Bases = "goldens",
    calls: Annotated[int, Form(ge=0, le=1_000_000)] = 500,
) -> Response:
    """One click: the critic sits, and the page shows how far it is."""
    exam = await start_exam(site, caller, ExamRequest(labels, critic, profile, bases, calls))
    return RedirectResponse(f"/labels/exams/{exam.id}", status_code=303)


@router.get("/labels/exams/{exam}")
async def exam_page(request: Request, site: SiteOf, caller: RubricAdmin, exam: Id) -> Response:
    """An exam: how far it is, and what it found."""
    found = await exam_of(site, caller, exam)
    await note(site.database, caller, "exam.view", exam)
    return render(request, "labels/exam.html", caller=caller, here="labels", exam=found, again=_again(found))


@router.get("/labels/exams/{exam}/progress")
async def exam_progress(request: Request, site: SiteOf, caller: RubricAdmin, exam: Id) -> Response:
    """How far it is: a fragment that asks again until it is done."""
    found = await exam_of(site, caller, exam)
    return render(request, "labels/exam_part.html", caller=caller, exam=found, again=_again(found))


@router.post("/labels/exams/{exam}/keep")
async def keep(site: SiteOf, caller: RubricAdmin, exam: Id) -> Response:
    """Puts its certificates among those that the gate goes by."""
    await keep_exam(site, caller, exam)
    return RedirectResponse(f"/labels/exams/{exam}", status_code=303)


async def _page(
    request: Request,
    site: Site,
    caller: Principal,
    *,
    taken: SheetTaken | None = None,
    problem: Problem | None = None,
) -> Response:
    sets, exams = await label_sets(site, caller), await exams_of(site, caller)
    await note(site.database, caller, "labels.view")
    return render(
        request,
        "labels/list.html",
        caller=caller,
        here="labels",
        status=problem.status if problem else 200,
        sets=sets,
        exams=exams,
        taken=taken,
        problem=problem,
        profiles={name: critics_of(site.profiles.settings_of(name)) for name in site.profiles.names()},
        forms=FORMS,
    )


def _again(exam: Exam) -> bool:
    return exam.state in GOING


def _download(body: bytes, name: str, form: SheetFormat) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(body, media_type=MEDIA[form], headers=headers)
