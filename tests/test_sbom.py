"""The release's list of dependencies is that of the lock, with licences, and names nothing of this machine."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the list was written to."""
    place = tmp_path_factory.mktemp("sbom")
    subprocess.run([sys.executable, ROOT / ".ci" / "sbom.py", place], check=True)  # noqa: S603 - our own script
    return place


@pytest.fixture(scope="module")
def bom(folder: Path) -> Any:
    (file,) = folder.glob("*.cdx.json")
    return json.loads(file.read_text("utf-8"))


def test_it_lists_the_lock_and_what_is_vendored(bom: Any) -> None:
    """The service's libraries and HTMX are in it, in the versions that are shipped; the developers' tools are not."""
    lock = (ROOT / "requirements/service.txt").read_text("utf-8")
    versions = {part["name"].lower(): part["version"] for part in bom["components"]}
    for name in ("fastapi", "psycopg", "opentelemetry-sdk", "litellm"):
        assert f"\n{name}=={versions[name]}" in lock
    assert "htmx.org" in versions
    assert not {"pytest", "ruff", "mypy", "playwright"} & versions.keys()


def test_every_dependency_leads_to_the_project(bom: Any) -> None:
    """So that a reader sees why something is there."""
    links = {link["ref"]: link.get("dependsOn", []) for link in bom["dependencies"]}
    reached: set[str] = set()
    open_refs = [bom["metadata"]["component"]["bom-ref"]]
    while open_refs:
        ref = open_refs.pop()
        reached.add(ref)
        open_refs += [other for other in links.get(ref, []) if other not in reached]
    lost = {part["name"] for part in bom["components"]} - {ref.partition("==")[0].partition("@")[0] for ref in reached}
    assert not lost


def test_licences_are_told(folder: Path) -> None:
    """A line a package; where none is declared, which file says it."""
    (file,) = folder.glob("*.licences.md")
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (.+) \|$", file.read_text("utf-8"), re.MULTILINE)
    told = {name: licence for name, _, licence in rows}
    assert told["fastapi"] == "MIT"
    assert all(licence != "not declared" for licence in told.values())


def test_it_names_nothing_of_this_machine(folder: Path) -> None:
    """Neither paths, nor where packages were fetched from."""
    text = "".join(file.read_text("utf-8") for file in folder.iterdir())
    assert str(ROOT) not in text
    assert not re.search(r"https?://(localhost|[\d.]+[:/])", text)
