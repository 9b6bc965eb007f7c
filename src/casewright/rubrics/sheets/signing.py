"""A page to sign: what a rubric asks, in both languages, for whoever reviews it on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from string import Template

from casewright.rubrics.comparing import entry_hash, stated_alone
from casewright.rubrics.criterion import Criterion
from casewright.rubrics.named import NamedRubric
from casewright.rubrics.places import TableTree
from casewright.rubrics.sheets.cells import cells_of
from casewright.types import Language

__all__ = ["signing_page"]

LANGUAGES: tuple[Language, ...] = ("en", "es")
WANTS = {
    "present": "to be present",
    "absent": "to be documented as absent",
    "not_present": "not to be present",
}


def signing_page(rubric: NamedRubric) -> str:
    """HTML that prints on A4 and loads nothing: criteria with basis, clause and hash, and lines to sign.

    Raises:
        DocumentError: a rubric that it inherits from can't be used.
    """
    entry, own = rubric.file.entry, stated_alone(rubric.file)
    title = TableTree().title(entry.id, "en")
    page = Template(files("casewright.rubrics.sheets").joinpath("page.html").read_text("utf-8"))
    return page.substitute(
        name=escape(f"Rubric {entry.id} {entry.version}: {title}"),
        head=_head(rubric),
        criteria=_section("Criteria", [_criterion(item, rubric) for item in own.criteria.values()]),
        neighbours=_section("Differential", list(_neighbours(rubric))),
        inherited=_section("Inherited, not part of this review", list(_inherited(rubric))),
        version=escape(entry.version),
        hash=entry_hash(entry),
    )


def _head(rubric: NamedRubric) -> str:
    entry = rubric.file.entry
    review = f", reviewed by {entry.reviewed.role} on {entry.reviewed.date}" if entry.reviewed else ""
    told = [
        ("Version", entry.version),
        ("Basis", entry.basis),
        ("Status", f"{entry.status}{review}"),
        ("Content hash", entry_hash(entry)),
        ("Takes away", ", ".join(entry.disable)),
    ]
    rows = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in told if value)
    return f"<table>{rows}</table>"


def _section(title: str, parts: Sequence[str]) -> str:
    return f"<h2>{escape(title)}</h2>\n" + "\n".join(parts) if parts else ""


def _criterion(item: Criterion, rubric: NamedRubric) -> str:
    cells = cells_of(item.id, rubric.file.entry.criteria[item.id])
    told = [item.role, item.aspect, WANTS[item.want]]
    told += [f"weight {cells['weight']}"] if item.role == "supports" else []
    told += [f"kinds {cells['kinds']}"] if cells["kinds"] else []
    told += [f"ages {cells['ages']}"] if cells["ages"] else []
    basis = f"{rubric.file.entry.basis} {item.clause}" if item.clause else f"{rubric.file.entry.basis}, no clause"
    asks = "".join(f'<td lang="{name}">{_words(item, name)}</td>' for name in LANGUAGES)
    return (
        f"<section><h3>{escape(item.id)}</h3>"
        f'<p class="small">{escape("; ".join(told))}. Basis: {escape(basis)}. Hash <code>{item.hash}</code></p>'
        f'<table class="two"><tr>{asks}</tr></table>{_examples(item)}</section>'
    )


def _words(item: Criterion, language: Language) -> str:
    guidance = item.guidance.get(language, "")
    return escape(item.asks[language]) + (f'<p class="small">{escape(guidance)}</p>' if guidance else "")


def _examples(item: Criterion) -> str:
    lines = [f"<li>{name}: “{escape(text)}”</li>" for name, texts in item.examples.items() for text in texts]
    return f'<ul class="small">{"".join(lines)}</ul>' if lines else ""


def _neighbours(rubric: NamedRubric) -> Iterator[str]:
    for item in rubric.file.entry.differential:
        clause = f" ({item.clause})" if item.clause else ""
        title = TableTree().title(item.code, "en")
        told = f"{item.relation.replace('_', ' ')} {item.code} {title}{clause}"
        yield f'<div class="small">{escape(told)}</div>'


def _inherited(rubric: NamedRubric) -> Iterator[str]:
    entry = rubric.file.entry
    for name, item in rubric.above().criteria.items():
        if name not in entry.criteria and name not in entry.disable:
            told = f"{name} ({item.role}), from {item.origin.rubric} {item.origin.version}: {item.asks['en']}"
            yield f'<div class="small">{escape(told)}</div>'
