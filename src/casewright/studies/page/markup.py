"""Elements of a page: every value is escaped where it is put in, and the result is HTML and XML at once"""

from __future__ import annotations

import re
from html import escape

__all__ = ["Markup", "anchor", "document", "element", "joined", "paragraphs"]

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Markup(str):
    """Markup of our own making; any other string is text."""

    __slots__ = ()


def element(tag: str, *inside: str, **attributes: str | int | None) -> Markup:
    """An element. ``class_`` and ``aria_label`` are written ``class`` and ``aria-label``; ``None`` is left out."""
    given = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_text(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{tag}{given}>{joined(*inside)}</{tag}>")


def joined(*inside: str) -> Markup:
    """Markup as it is, and text as text."""
    return Markup("".join(part if isinstance(part, Markup) else _text(part) for part in inside))


def _text(value: str) -> str:
    return escape(ODD.sub("\ufffd", value))


def paragraphs(text: str, **attributes: str) -> Markup:
    """A text with a paragraph for each of its lines."""
    return joined(*(element("p", line, **attributes) for line in text.splitlines() if line.strip()))


def anchor(*names: str) -> str:
    """An id to link to."""
    return "-".join(re.sub("[^a-z0-9]+", "-", name.lower()).strip("-") for name in names)


def document(title: str, style: str, *body: str) -> str:
    """A whole page. Its policy lets a browser load nothing and run nothing."""
    head = (
        f'<meta charset="utf-8"/><meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}"/>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
        '<meta name="referrer" content="no-referrer"/><meta name="color-scheme" content="light dark"/>'
        f"<title>{_text(title)}</title><style>{style}</style>"
    )
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>{joined(*body)}</body></html>\n'
