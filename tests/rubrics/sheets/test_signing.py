"""The page to sign."""

from __future__ import annotations

from html.parser import HTMLParser

from casewright.rubrics.comparing import entry_hash, stated_alone
from casewright.rubrics.named import NamedRubric
from casewright.rubrics.sheets import signing_page


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.assets: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.assets += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def test_a_reviewer_sees_what_they_sign(small: NamedRubric) -> None:
    """Both languages, basis and clause, version and hashes, the choices and the lines; nothing is loaded."""
    text = signing_page(small)
    page = _Page(text)
    said = " ".join(" ".join(page.said).split())
    for criterion in stated_alone(small.file).criteria.values():
        assert {criterion.asks["en"], criterion.asks["es"], criterion.hash} <= set(page.said)
    assert "Basis: cddg F45" in said
    assert f"version 1.2.3, content {entry_hash(small.file.entry)}" in said
    for word in ("reviewed", "reviewed with changes", "refused", "Name", "Role", "Date", "Signature", "may coexist"):
        assert word in said
    assert "size: A4" in text
    assert page.assets == []
    assert "url(" not in text


def test_what_a_file_says_is_no_markup(small: NamedRubric) -> None:
    """A question with a tag in it is shown as it is."""
    entry = small.file.entry
    asks = entry.criteria["mood"].asks.model_copy(update={"en": "<script>alert(1)</script>?"})
    mood = entry.criteria["mood"].model_copy(update={"asks": asks})
    changed = entry.model_copy(update={"criteria": {"mood": mood}})
    file = type(small.file)(changed, small.file.document)
    text = signing_page(NamedRubric(file, small.library, small.folders))
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
