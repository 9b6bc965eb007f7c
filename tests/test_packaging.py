"""What is shipped is what is in the tree, and what is installed is what the locks say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
DATA = {".py", ".yaml", ".md", ".sql", ".typed"}


def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


def tree() -> set[str]:
    """Files of the package that git would keep: no caches, nothing ignored."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "src/casewright"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603
    return {name.removeprefix("src/") for name in listed.splitlines() if (ROOT / name).is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist, built by the declared backend."""
    folder = tmp_path_factory.mktemp("dist")
    build = "import sys, uv_build; uv_build.build_wheel(sys.argv[1]); uv_build.build_sdist(sys.argv[1])"
    beside_python = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    subprocess.run(  # noqa: S603 - the declared backend, which looks for its binary on the path
        [sys.executable, "-c", build, str(folder)], cwd=ROOT, env=os.environ | {"PATH": beside_python}, check=True
    )
    return folder


def test_the_wheel_holds_each_file_of_the_tree_once(built: Path) -> None:
    """Nothing is left out without a word, nothing is there twice, and nothing is slipped in."""
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = [name for name in wheel.namelist() if not name.endswith("/") and ".dist-info/" not in name]
    assert len(names) == len(set(names))
    assert set(names) == tree()
    assert {Path(name).suffix for name in names} >= DATA
    assert not [name for name in names if name.endswith(".pth")]


def test_the_sdist_holds_the_same_source_once(built: Path) -> None:
    """The top-level links are signposts in the checkout, not copies in the archive."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = [name.partition("/")[2] for name in sdist.getnames() if not sdist.getmember(name).isdir()]
    source = {name.removeprefix("src/") for name in names if name.startswith("src/")}
    assert source == tree()
    assert not [name for name in names if name.split("/")[0] in ("agents", "graphs", "rubrics")]


@pytest.mark.parametrize("name", ["agents", "graphs", "rubrics"])
def test_the_signposts_are_relative_links(name: str) -> None:
    """They lead into the package wherever the checkout lies."""
    link = ROOT / name
    if not link.is_symlink():
        pytest.skip("this checkout has no symbolic links")
    assert os.readlink(link) == f"src/casewright/{name}"  # noqa: PTH115 - the text of the link, not a resolved path


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_a_lock_names_no_place_to_fetch_from(lock: Path) -> None:
    """Whoever installs chooses the registry."""
    text = lock.read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--index-url|--extra-index-url|--find-links)\b", text, re.MULTILINE)


@pytest.mark.parametrize("lock", [path for path in LOCKS if path.stem != "no-torch"], ids=lambda path: path.stem)
def test_every_locked_version_has_its_hashes(lock: Path) -> None:
    """And torch, whose build is the user's choice, is in none of them."""
    entries = re.split(r"\n(?=\S)", lock.read_text("utf-8").strip())
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert not [entry for entry in entries if re.match(r"(torch|nvidia-|triton)", entry)]


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("base", []),
        ("demo", ["embedded"]),
        ("test", ["dev", "cm", "parquet"]),
        ("full", ["dev", "embedded", "cm", "parquet", "presidio", "huggingface"]),
    ],
)
def test_a_lock_holds_what_the_project_declares(lock: str, extras: list[str]) -> None:
    """A dependency added without `make lock` is found here and not on somebody's machine."""
    wanted = [*project()["dependencies"]]
    for extra in extras:
        wanted += project()["optional-dependencies"][extra]
    locked = set(
        re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8"), re.MULTILINE)
    )
    names = {re.split(r"[<>=!~\[ ;]", need)[0].lower().replace("_", "-") for need in wanted}
    assert names - locked <= {"torch"}


def test_langgraph_finds_what_its_file_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`langgraph dev` serves the gate, which brings no checkpointer of its own."""
    from langgraph.graph import StateGraph

    settings = tmp_path / "casewright.yaml"
    settings.write_text("roles: {writer: parrot}\n", "utf-8")
    monkeypatch.setenv("CASEWRIGHT_SETTINGS", str(settings))
    graphs = json.loads((ROOT / "langgraph.json").read_text("utf-8"))["graphs"]
    assert list(graphs) == ["gate"]
    file, _, name = graphs["gate"].partition(":")
    module = import_module(".".join((ROOT / file).relative_to((ROOT / "src").resolve()).with_suffix("").parts))
    graph = getattr(module, name)()
    assert isinstance(graph, StateGraph)
    assert graph.compile().checkpointer is None


def test_the_example_notes_are_fictional_and_varied() -> None:
    """They stand in for a reference corpus, so they must be nobody's and not alike."""
    rows = [json.loads(line) for line in (ROOT / "examples/reference_notes.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) >= 24
    assert all(set(row) == {"id", "patient", "language", "kind", "code", "fictional", "text"} for row in rows)
    assert all(row["fictional"] is True for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["language"] for row in rows} == {"en", "es"}
    assert len({row["kind"] for row in rows}) == 6
    assert all(80 <= len(row["text"].split()) <= 250 for row in rows)
