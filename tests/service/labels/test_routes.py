"""Labels, sheets, exams and Argilla over HTTP."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from zipfile import ZipFile

import httpx
import pytest
from tests.service.labels.test_sheets import filled
from tests.service.reviews.conftest import Keep

from casewright.testing.kept_run import RUN

Client = Callable[..., Awaitable[httpx.AsyncClient]]


async def test_a_sheet_goes_out_and_comes_back_as_labels(client: Client, kept: Keep) -> None:
    """Its id is in a header."""
    await kept("needs_review", "needs_review")
    ada = await client("rubric-admin", name="ada")
    sheet = await ada.post("/v1/sheets", json={"n": 4})
    assert sheet.headers["content-disposition"].startswith('attachment; filename="sheet-')
    body = filled(sheet.content, answer="present")
    kept_as = {"Content-Type": "application/octet-stream"}
    path = f"/v1/sheets/{sheet.headers['X-Sheet-Id']}"
    taken = await ada.put(path, content=body, params={"rater": "eva"}, headers=kept_as)
    assert (taken.json()["labels"], taken.json()["raters"]) == (4, ["eva"])
    sets = (await ada.get("/v1/labels")).json()
    assert [(one["id"], one["labels"]) for one in sets] == [("all", 4), (RUN, 4)]
    file = await ada.get(f"/v1/labels/{RUN}/file", params={"format": "csv"})
    assert file.headers["content-type"].startswith("text/csv")
    assert file.text.count("eva") == 4
    refused = await ada.put(path, content=b"s3cret,x\n1,2\n", headers=kept_as)
    assert (refused.status_code, "s3cret" in refused.text) == (422, False)


async def test_a_run_for_argilla_is_a_zip_file(client: Client, kept: Keep) -> None:
    """For any key of the project, and nobody else's."""
    await kept("accepted")
    ana, stranger = await client("submit"), await client("submit", project="elsewhere")
    found = await ana.get(f"/v1/argilla/{RUN}")
    assert "argilla/records.json" in ZipFile(io.BytesIO(found.content)).namelist()
    assert (await stranger.get(f"/v1/argilla/{RUN}")).status_code == 404
    assert (await ana.get(f"/v1/argilla/{RUN}", params={"outcome": "rejected"})).status_code == 422


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/labels"),
        ("GET", "/v1/labels/all/file"),
        ("POST", "/v1/sheets"),
        ("PUT", "/v1/sheets/sheet-1"),
        ("GET", "/v1/exams"),
        ("POST", "/v1/exams"),
        ("POST", "/v1/exams/exam-1/keep"),
    ],
)
async def test_labels_are_for_who_keeps_the_rubrics(client: Client, method: str, path: str) -> None:
    """A reviewer's key won't do."""
    ana = await client("review")
    assert (await ana.request(method, path, json={})).status_code == 403


async def test_what_is_not_there_is_not_found(client: Client) -> None:
    """Sets, sheets and exams."""
    ada = await client("rubric-admin")
    for path in ("/v1/labels/nothing/file", "/v1/exams/exam-1", f"/v1/argilla/{RUN}"):
        assert (await ada.get(path)).status_code == 404
    assert (await ada.post("/v1/exams", json={})).status_code == 404
    assert (await ada.post("/v1/exams", json={"critic": "x y"})).status_code == 422
    assert (await ada.get("/v1/labels")).json() == []
    assert (await ada.get("/v1/exams")).json() == []
