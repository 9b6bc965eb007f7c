"""The sections of docs/real-notes.md that a run writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from benchmarks.rubrics.candidates import DEEP, categories, deep_categories
from benchmarks.rubrics.contrast import Places, assessed, contrast, render
from benchmarks.rubrics.documented import offenders, render_documented, render_shared
from benchmarks.rubrics.labels import HALVES, load_labels
from benchmarks.rubrics.notes import labelled_notes
from benchmarks.rubrics.refusing import render_refusals

__all__ = ["BEGIN", "END", "SECTIONS", "into"]

BEGIN, END = "<!-- written by python -m benchmarks.rubrics report -->", "<!-- end of what it writes -->"


def into(document: str, text: str) -> str:
    """The document with what stands between the marks replaced."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{text}\n{END}{after}"


def _labels() -> list[str]:
    counted = [label for label in load_labels() if not label.excluded]
    excluded = len(load_labels()) - len(counted)
    lines = [
        "### The labels",
        "",
        f"{len(counted)} notes count, {excluded} are excluded (machine translation alone).",
        "",
    ]
    lines += ["| role of the principal diagnosis | en | es | tune | held |", "|---|---|---|---|---|"]
    for role in ("assessed", "history", "incidental", "coder_error", None):
        mine = [label for label in counted if label.role == role]
        by = Counter([*(label.tongue for label in mine), *(label.half for label in mine)])
        name = role.replace("_", " ") if role else "no disorder stated"
        lines.append(f"| {name} | {by['en']} | {by['es']} | {' | '.join(str(by[half]) for half in HALVES)} |")
    return lines


@cache
def _places(codes: tuple[str, ...], *, cut: bool) -> Places:
    return contrast(assessed(labelled_notes(), codes), codes, cut=cut)


def _contrast() -> list[str]:
    missing = [code for code in DEEP if code not in categories()]
    lines = ["### Own category against the others", ""]
    if missing:
        lines += [f"Not in the library yet, and left out: {', '.join(missing)}.", ""]
    tables = {deep_categories(): "the deep categories", categories(): "all that have a rubric"}
    for codes, title in tables.items():
        notes = assessed(labelled_notes(), codes)
        lines += [f"Among {len(codes)}, {title}:", ""]
        lines += [*render(notes, lambda cut, codes=codes: _places(codes, cut=cut)), ""]  # type: ignore[misc]
    return lines[:-1]


def _refusals() -> list[str]:
    return ["### What is refused", "", *render_refusals(labelled_notes(), deep_categories())]


def _documented() -> list[str]:
    notes: Sequence[str] = render_documented(labelled_notes(), deep_categories())
    return ["### What real notes document, by criterion", "", *notes]


def _shared() -> list[str]:
    return ["### What the base and the blocks ask, on all assessed notes", "", *render_shared(labelled_notes())]


def _offenders() -> list[str]:
    return ["### Contradictions that notes of the code itself break", "", *offenders(labelled_notes(), categories())]


SECTIONS: Mapping[str, Callable[[], list[str]]] = {
    "labels": _labels,
    "contrast": _contrast,
    "refusals": _refusals,
    "documented": _documented,
    "shared": _shared,
    "offenders": _offenders,
}
