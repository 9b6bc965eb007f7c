"""What is asked, over HTTP: resolved, pinned by hash, checked; and the certificates of who answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import pytest

from casewright.rubrics import resolve
from casewright.service.site import Site

Client = Callable[..., Awaitable[httpx.AsyncClient]]
F321 = "/v1/rubrics/icd10-who-2019/F32.1"


async def test_what_is_asked_under_a_code(client: Client, overlay: Path) -> None:
    """The rubric in force, the overlay's, with the hash that jobs pin; no folder of this machine is told."""
    ana = await client("submit")
    answer = await ana.get(F321, params={"kind": "progress"})
    found = resolve("F32.1", kind="progress", overlays=(overlay,))
    rubric = answer.json()
    assert (rubric["hash"], rubric["id"], rubric["title"]["en"]) == (
        found.hash,
        "who:F32.1",
        "Moderate depressive episode",
    )
    assert {"low-mood", "few-pleasures", "elation"} <= {one["id"] for one in rubric["criteria"]}
    assert str(overlay) not in answer.text
    again = await ana.get(F321, params={"kind": "progress"}, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_a_rubric_stays_what_it_was_under_its_hash(client: Client, overlay: Path) -> None:
    """After its file was changed, the old one is still read by its hash, for ever."""
    ana = await client("submit")
    before = (await ana.get(F321)).json()
    file = overlay / "F32.1.yaml"
    file.write_text(file.read_text("utf-8").replace("weight: 3", "weight: 2"), encoding="utf-8")
    now = (await ana.get(F321)).json()
    assert now["hash"] != before["hash"]
    kept = await ana.get(f"/v1/rubrics/by-hash/{before['hash']}")
    assert kept.json() == before
    assert "immutable" in kept.headers["cache-control"]
    assert (await ana.get(f"/v1/rubrics/by-hash/{'0' * 16}")).status_code == 404
    assert (await ana.get("/v1/rubrics/by-hash/..%2Fx")).status_code in (404, 422)


async def test_the_rubrics_of_a_job_are_kept(client: Client, site: Site, overlay: Path) -> None:
    ana = await client("submit")
    await ana.post("/v1/jobs", json={"orders": [{"code": "F32.1", "kind": "progress"}]})
    found = resolve("F32.1", kind="progress", overlays=(overlay,))
    assert (await ana.get(f"/v1/rubrics/by-hash/{found.hash}")).json()["kind"] == "progress"


async def test_unknown_places_are_told_without_their_names(client: Client) -> None:
    ana = await client("submit")
    for path in ("/v1/rubrics/icd10-who-2019/QZX7", "/v1/rubrics/qzx77/F32.1", f"{F321}?kind=qzx77"):
        answer = await ana.get(path)
        assert answer.status_code == 422
        assert "qzx7" not in answer.text.lower()


@pytest.mark.slow
async def test_which_rubrics_there_are(client: Client, overlay: Path) -> None:
    """Files and drafts in the table's order, ours and the overlay's; a block shows its own alone."""
    ana = await client("submit")
    whole = (await ana.get("/v1/rubrics")).json()
    part = (await ana.get("/v1/rubrics", params={"block": "F32"})).json()
    assert len(whole["rubrics"]) > len(part["rubrics"]) > 1
    assert whole["codes"]["F32.1"] == "who:F32.1"
    assert str(overlay) not in str(whole)


async def test_a_document_is_checked_and_not_kept(client: Client) -> None:
    """Everything wrong by line; aliases, bad YAML and unknown concepts are findings, not errors; role rubric-admin."""
    ruth, ana = await client("rubric-admin"), await client("submit")
    sound = 'id: "who:F41.2"\nversion: 1.0.0\nbasis: cddg\ncriteria: {}\n'
    wrong = sound.replace("version: 1.0.0", "version: one")
    bomb = "a: &a [x, x]\nb: [*a, *a]\n"
    answers = [(await ruth.post("/v1/rubrics/check", json={"document": text})) for text in (sound, wrong, bomb, "{")]
    assert [answer.status_code for answer in answers] == [200] * 4
    found = [answer.json() for answer in answers]
    assert [one["ok"] for one in found] == [True, False, False, False]
    assert (found[1]["findings"][0]["rule"], found[1]["findings"][0]["line"]) == ("version", 2)
    assert found[2]["findings"][0]["rule"] == "alias"
    assert (await ana.post("/v1/rubrics/check", json={"document": sound})).status_code == 403


async def test_certificates_are_told_with_their_age(client: Client) -> None:
    """Which count here, how old they are, and rates with n and interval."""
    ana = await client("submit")
    found = (await ana.get("/v1/certificates")).json()
    rules = [one for one in found["certificates"] if one["critic"] == "rules"]
    assert rules
    assert all(one["counts"] and one["age_days"] is not None for one in rules)
    rate = rules[0]["families"][0]["false_accepts"]
    assert set(rate) == {"hits", "n", "low", "high"}
    assert found["fact_check"]["en"] is True
    assert (await ana.get("/v1/certificates", params={"profile": "nobody"})).status_code == 422
