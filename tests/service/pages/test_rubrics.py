"""The rubric browser: every code of the chapter, what is asked of it, and where that comes from."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.service.pages.conftest import Visit


async def test_the_chapter_is_a_tree_of_codes(visitor: Visit) -> None:
    """The overlay's rubric stands where the library's stood."""
    page = (await (await visitor("evaluate")).get("/rubrics")).text
    assert 'href="/rubrics/icd10-who-2019/F32.1"' in page
    assert "<strong>F30-F39</strong>" in page
    assert "who:F32.1 1.0.0" in page


async def test_codes_are_found_by_words_of_their_title(visitor: Visit) -> None:
    """One that is found alone is opened."""
    ana = await visitor("evaluate")
    several = (await ana.get("/rubrics", params={"q": "depressive moderate"})).text
    assert "/rubrics/icd10-who-2019/F33.1" in several
    assert "F20.0" not in several
    one = await ana.get("/rubrics", params={"q": "F32.11"})
    assert one.headers["location"] == "/rubrics/icd10-who-2019/F32.11"


async def test_a_code_says_of_each_question_where_it_comes_from(visitor: Visit, overlay: Path) -> None:
    """What code looks for stands as a tree; files without their folders."""
    page = (await (await visitor("evaluate")).get("/rubrics/icd10-who-2019/F32.1?kind=progress")).text
    assert "Is depressed mood described as current?" in page
    assert 'from who:F32.1 1.0.0 <span class="quiet">(F32.1.yaml)' in page
    assert "concept: elevated-mood" in page
    assert "rules in en" in page
    assert str(overlay) not in page


@pytest.mark.parametrize(
    "path", ["icd10-who-2019/F99.99", "icd11/F32.1", "icd10-who-2019/F32.1?kind=poem", "icd10-who-2019/..%2Fetc"]
)
async def test_what_the_table_lacks_is_not_there(visitor: Visit, path: str) -> None:
    """Codes, systems and kinds alike."""
    assert (await (await visitor("evaluate")).get(f"/rubrics/{path}")).status_code in (404, 422)
