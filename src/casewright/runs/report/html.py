"""A page in parts: whatever comes from a run is escaped where it is put in, and there is no script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

__all__ = ["bars", "page", "paragraph", "section", "share", "table"]

STYLE = """
body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}
table{border-collapse:collapse;margin:.5rem 0 1.5rem}th,td{padding:.25rem .7rem;border-bottom:1px solid #d5dae0}
th{text-align:left;font-weight:600}td.n{text-align:right;font-variant-numeric:tabular-nums}
h2{margin-top:2.2rem}p.note{color:#59636e}svg{vertical-align:middle}
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
COLOURS = {"written": "#9aa7b4", "accepted": "#2b6cb0", "target": "#c97a1a"}
WIDTH, HEIGHT = 160, 6


def page(title: str, body: Iterable[str]) -> str:
    """A whole document. Its policy lets a browser load nothing and run nothing."""
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
        f'<meta name="referrer" content="no-referrer"><title>{escape(title)}</title><style>{STYLE}</style>'
    )
    shown = f"<h1>{escape(title)}</h1>{''.join(body)}"
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>{shown}</body></html>\n'


def section(title: str, *parts: str) -> str:
    """A heading with what stands under it."""
    return f"<section><h2>{escape(title)}</h2>{''.join(parts)}</section>\n"


def paragraph(text: str) -> str:
    """A note in words."""
    return f'<p class="note">{escape(text)}</p>'


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table; numbers stand right. Whatever is no drawing of `bars` is escaped."""
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    return f"<table><tr>{top}</tr>{''.join(f'<tr>{_cells(row)}</tr>' for row in rows)}</table>"


def share(found: Mapping[str, Any] | None) -> str:
    """A share with its interval and n, in words."""
    if not found or found.get("share") is None:
        return "–"
    return f"{found['share']:.2f} [{found['low']:.2f}, {found['high']:.2f}], n = {found['n']}"


class _Drawing(str):
    """Markup of our own making."""

    __slots__ = ()


def bars(shares: Mapping[str, float | None]) -> str:
    """Shares as bars under one another, in the colours of the legend."""
    drawn = [
        f'<rect y="{place * (HEIGHT + 1)}" height="{HEIGHT}" width="{max(0.0, min(1.0, value)) * WIDTH:.1f}" '
        f'fill="{COLOURS[name]}"/>'
        for place, (name, value) in enumerate(shares.items())
        if value is not None
    ]
    size = f'width="{WIDTH}" height="{len(shares) * (HEIGHT + 1)}"'
    return _Drawing(f'<svg {size} role="img" aria-label="shares">{"".join(drawn)}</svg>')


def _cells(row: Sequence[Any]) -> str:
    return "".join(_cell(value) for value in row)


def _cell(value: Any) -> str:
    if isinstance(value, _Drawing):
        return f"<td>{value}</td>"
    if value is None:
        return '<td class="n">–</td>'
    if isinstance(value, float):
        return f'<td class="n">{value:,.2f}</td>'
    if isinstance(value, int) and not isinstance(value, bool):
        return f'<td class="n">{value:,}</td>'
    return f"<td>{escape(str(value))}</td>"
