"""The form that orders reports: it starts a run that can be watched, once however often it is sent."""

from __future__ import annotations

import re

from tests.service.pages.conftest import Visit

FORM = {"code": "F32.1", "kind": "progress", "language": "en", "n": "2", "level": "sufficient", "profile": "default"}
REST = {"seed": "4", "max_samples": "", "once": "a" * 32}


async def test_an_order_leads_to_its_run(visitor: Visit) -> None:
    """Sent twice, it is one job and one run."""
    ana = await visitor("submit")
    first, again = [await ana.post("/runs/new", data={**FORM, **REST}) for _ in range(2)]
    assert first.status_code == again.status_code == 303
    assert first.headers["location"] == again.headers["location"]
    page = await ana.get(first.headers["location"])
    assert "Moderate depressive episode" in page.text
    assert "of 2 wanted" in page.text


async def test_what_cannot_be_ordered_is_said_on_the_form(visitor: Visit) -> None:
    """What was filled in stays, and the form can be sent again."""
    ana = await visitor("submit")
    answer = await ana.post("/runs/new", data={**FORM, **REST, "code": "F99", "n": "7"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert re.search(r'name="n"[^>]*value="7"', answer.text)
    assert "a" * 32 not in answer.text


async def test_whoever_may_not_order_has_neither_form_nor_button(visitor: Visit) -> None:
    """A reviewer watches runs and begins none."""
    eva = await visitor("review")
    assert (await eva.get("/runs/new")).status_code == 403
    assert (await eva.post("/runs/new", data={**FORM, **REST})).status_code == 403
    assert "New order" not in (await eva.get("/runs")).text
