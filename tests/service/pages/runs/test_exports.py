"""Records as a file: as decisions stand, a line each, and no more than the caller may see."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

from tests.service.conftest import MakeKey
from tests.service.pages.conftest import Visit
from tests.service.pages.runs.conftest import Keep

from casewright.runs.decisions import record_decision
from casewright.service.site import Site
from casewright.testing.kept_run import RUN
from casewright.types import Privacy


async def test_each_record_of_an_outcome_is_a_line(visitor: Visit, keep: Keep, site: Site) -> None:
    """Decisions are those that stand now."""
    kept = await keep("accepted", "rejected", "accepted")
    await record_decision(await site.ledgers.of("default"), RUN, kept[0], "reject", who="eva", why="not this one")
    ana = await visitor("submit")
    answer = await ana.get(f"/runs/{RUN}/export.jsonl", params={"outcome": "rejected"})
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["id"] for line in lines] == kept[:2]
    assert lines[0]["decision"]["who"] == "eva"
    assert answer.headers["content-disposition"] == f'attachment; filename="{RUN}-rejected.jsonl"'


async def test_an_export_holds_figures_of_overlap_for_the_privacy_role_alone(visitor: Visit, keep: Keep) -> None:
    """Others have pass, fail or not assessable."""
    await keep("accepted", privacy=Privacy("ward notes, 900 notes", 3, 0.0, 0.0, 0.4, limits={"longest_run": 12}))
    told = (await (await visitor("submit")).get(f"/runs/{RUN}/export.jsonl")).text
    assert json.loads(told)["privacy"]["overlap"] == "pass"
    assert "ward notes" not in told
    seen = (await (await visitor("submit", "privacy", name="eva")).get(f"/runs/{RUN}/export.jsonl")).text
    assert json.loads(seen)["privacy"]["longest_run"] == 3


async def test_who_took_what_is_in_the_audit(visitor: Visit, keep: Keep, site: Site, key: MakeKey) -> None:
    """Looking at a run, a sample and an export are told apart."""
    from sqlalchemy import select

    from casewright.service.store.tables import audit

    [sample] = await keep("accepted")
    ana = await visitor("submit")
    for path in ("", f"/samples/{sample}", "/export.jsonl"):
        await ana.get(f"/runs/{RUN}{path}")
    rows = await site.database.read(lambda connection: connection.execute(select(audit)).mappings().all())
    told = [(row["who"], row["did"], row["what"]) for row in rows if row["did"].startswith(("run.", "sample."))]
    assert told == [("ana", "run.view", RUN), ("ana", "sample.view", sample), ("ana", "run.export", RUN)]


async def test_a_run_leaves_for_argilla_as_a_folder_in_a_zip_file(visitor: Visit, keep: Keep) -> None:
    """Blind by default: the machine's verdicts come only where they are asked for."""
    await keep("accepted", "needs_review")
    ana = await visitor("rubric-admin")
    blind = await ana.get(f"/runs/{RUN}/argilla.zip", params={"outcome": ["accepted", "needs_review"]})
    told = await ana.get(f"/runs/{RUN}/argilla.zip", params={"told": "1"})
    with ZipFile(BytesIO(blind.content)) as one, ZipFile(BytesIO(told.content)) as other:
        assert one.testzip() is None
        records = [name for name in one.namelist() if name.endswith("records.json")]
        assert len(json.loads(one.read(records[0]))) == 2
        assert len(json.loads(other.read(records[0]))) == 1
    assert (await ana.get(f"/runs/{RUN}/argilla.zip", params={"outcome": "error"})).status_code == 422
