"""The pages' own files and what browsers are told about pages."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files
from pathlib import Path

import pytest
from tests.service.pages.conftest import Visit

from casewright.service.pages.static_files import static_files

STATIC = files("casewright.service.pages").joinpath("static")


@pytest.mark.parametrize("name", [path.name for path in STATIC.iterdir() if path.name.endswith(".min.js")])
def test_files_of_others_are_as_they_were_published(name: str) -> None:
    """Their hashes stand beside their licences."""
    told = STATIC.joinpath("VENDORED.md").read_text("utf-8")
    assert f"| {name} |" in told
    assert hashlib.sha256(STATIC.joinpath(name).read_bytes()).hexdigest() in told


async def test_files_are_kept_by_browsers_under_an_address_of_their_bytes(visitor: Visit) -> None:
    """A changed file has another address."""
    nobody = await visitor()
    page = (await nobody.get("/login")).text
    found = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    assert len(found) >= 4
    for path in found:
        answer = await nobody.get(path)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert path.endswith(f"?v={hashlib.sha256(answer.content).hexdigest()[:16]}")


@pytest.mark.parametrize("name", ["nothing.js", "..%2frendering.py", "VENDORED.md", "%2e%2e/room.py"], ids=str)
async def test_only_these_files_are_served(visitor: Visit, name: str) -> None:
    """A name is looked up, never joined into a path."""
    assert (await (await visitor()).get(f"/static/{name}")).status_code == 404


async def test_pages_let_nothing_in_and_nothing_stay(visitor: Visit) -> None:
    """No inline script or style, nothing from elsewhere, nothing kept."""
    answer = await (await visitor("review")).get("/review")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"


def test_templates_and_scripts_have_nothing_that_the_policy_refuses() -> None:
    """No style attribute, inline handler, script body, or writing of markup by script."""
    pages = list(Path(str(files("casewright.service.pages"))).rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        text = page.read_text("utf-8")
        assert not re.search(r"\sstyle=|\son\w+=|<style|\|\s*safe|hx-on|javascript:", text), page.name
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), page.name
    for name in static_files():
        if name.endswith(".js") and ".min." not in name:
            text = STATIC.joinpath(name).read_text("utf-8")
            assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|\beval\(|document\.write", text), name
