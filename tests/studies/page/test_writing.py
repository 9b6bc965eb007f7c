"""The report as files, and the page as a browser reads it"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from casewright.errors import StorageError
from casewright.studies.book import Book
from casewright.studies.page import write_page
from casewright.studies.page.writing import styles_of


@pytest.fixture(scope="module")
def folder(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(book, tmp_path_factory.mktemp("report")).parent


@pytest.fixture
def page(folder: Path) -> str:
    return (folder / "report.html").read_text()


def tree(page: str) -> ElementTree.Element:
    return ElementTree.fromstring(page.partition("\n")[2])  # noqa: S314 - our own page


def test_a_page_is_whole_and_closed(page: str) -> None:
    """Well-formed; no script, nothing loaded; whatever comes from a run is text."""
    root = tree(page)
    tags = {found.tag for found in root.iter()}
    assert not tags & {"script", "img", "link", "iframe", "object", "form", "i", "u", "s", "x", "q", "m"}
    policy = next(found.get("content") for found in root.iter("meta") if "Policy" in (found.get("http-equiv") or ""))
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    assert "script-src" not in policy
    assert "http://" not in page.replace("http-equiv", "")
    assert "https://" not in page
    assert "\x00" not in page


def test_whoever_listens_to_a_page_finds_the_way(page: str) -> None:
    """A language, headings in order, headings of rows and columns, a name for each picture and each scrolling part."""
    root = tree(page)
    assert root.get("lang") == "en"
    levels = [int(found.tag[1]) for found in root.iter() if re.fullmatch("h[1-6]", found.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [found.get("id") for found in root.iter() if found.get("id")]
    assert len(set(ids)) == len(ids)
    named = [found.get("aria-labelledby") for found in root.iter() if found.get("aria-labelledby")]
    linked = [(found.get("href") or "")[1:] for found in root.iter("a")]
    assert {*named, *linked} <= set(ids)
    assert all(found.get("scope") in ("row", "col") for found in root.iter("th"))
    assert all(found.get("role") == "img" and found.get("aria-labelledby") for found in root.iter("svg"))
    scrolls = [found for found in root.iter("div") if "scroll" in (found.get("class") or "")]
    assert all(found.get("tabindex") == "0" and found.get("aria-labelledby") for found in scrolls)


def test_a_picture_names_the_table_with_its_numbers(page: str) -> None:
    """For who can't see it."""
    captions = ["".join(found.itertext()) for found in tree(page).iter("figcaption")]
    assert any("The numbers: Table fidelity-facts <s>" in caption for caption in captions)


def test_files_lie_beside_the_page(folder: Path) -> None:
    """Names that two parts share have their part's before them."""
    names = {str(found.relative_to(folder)) for found in folder.rglob("*") if found.is_file()}
    figures = {f"figures/{name}.{sort}" for name in ("headline", "fidelity", "privacy") for sort in ("svg", "png")}
    tables = ("headline", "fidelity-facts", "privacy-copying", "fidelity-empty", "privacy-empty")
    assert names == {"report.html", *figures, *(f"tables/{name}.csv" for name in tables)}


def test_the_same_book_gives_the_same_page(book: Book, folder: Path, tmp_path: Path) -> None:
    """Byte for byte."""
    assert write_page(book, tmp_path).read_bytes() == (folder / "report.html").read_bytes()


def test_a_stopped_writing_leaves_the_page_before(book: Book, tmp_path: Path) -> None:
    """The page is written last, in one step."""
    before = write_page(replace(book, parts=()), tmp_path).read_bytes()
    (tmp_path / "figures").rmdir()
    (tmp_path / "figures").write_text("in the way")
    with pytest.raises(StorageError, match="figures"):
        write_page(book, tmp_path)
    assert (tmp_path / "report.html").read_bytes() == before


def test_without_matplotlib_a_book_without_pictures_is_written(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its tables are worth reading alone."""
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.delitem(sys.modules, "matplotlib", raising=False)
    bare = replace(book, parts=tuple(replace(one, pictures=()) for one in book.parts))
    assert "Table fidelity-facts" in write_page(bare, tmp_path).read_text()
    assert not list((tmp_path / "figures").iterdir())


def test_an_empty_book_is_a_page(tmp_path: Path) -> None:
    """That says what is missing."""
    shown = "".join(tree(write_page(Book("Empty", {}, ()), tmp_path).read_text()).itertext())
    assert "No part of this report carries a claim." in shown
    assert shown.count("Not answered here:") == 3


def test_baselines_look_alike_everywhere(book: Book) -> None:
    """Whatever a table calls a baseline."""
    styles = styles_of(book)
    assert styles.get("parrot").hollow
    assert styles.get("real notes, half by half").hollow
    assert not styles.get("writer").hollow


@pytest.mark.server
@pytest.mark.skipif(shutil.which("chromium") is None, reason="no chromium on this machine")
def test_a_browser_prints_it_on_whole_sheets(folder: Path, tmp_path: Path) -> None:
    """Every section on paper, and nothing that the policy had to stop."""
    browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    how = ["--enable-logging=stderr", f"--print-to-pdf={tmp_path / 'page.pdf'}", (folder / "report.html").as_uri()]
    done = subprocess.run([*browser, *how], capture_output=True, text=True, check=True, timeout=120)  # noqa: S603 - ours
    assert "Content Security Policy" not in done.stderr
    assert (tmp_path / "page.pdf").read_bytes().count(b"/Type /Page\n") >= 5
