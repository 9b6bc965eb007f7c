"""An explanation in lines."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from casewright.cli.tables import visible
from casewright.rubrics.criterion import Origin
from casewright.rubrics.explaining import ExplainedCriterion, ExplainedFile, Explanation, PutAside
from casewright.rubrics.standing import Standing

__all__ = ["print_explanation", "told_origin"]

STATES = {"certified": "may decide", "advises": "advises", "not_examined": "advises, not examined"}


def print_explanation(out: Console, found: Explanation) -> None:
    """Files from the base downwards, criteria in their order, and what isn't asked any more."""
    rubric = found.rubric
    _say(out, f"{rubric.system}:{rubric.code}, {rubric.kind}: rubric {rubric.id} {rubric.version}", style="bold")
    _say(out, f"status {rubric.status} (the weakest of its files), basis {rubric.basis}, hash {rubric.hash}")
    _say(out, "\nFiles, the base first", style="bold")
    for file in found.files:
        for line in _file(file):
            _say(out, line)
    _say(out, "\nCriteria", style="bold")
    for item in found.criteria:
        for line in _criterion(item):
            _say(out, line, style="" if item.applies else "dim")
    if found.put_aside:
        _say(out, "\nNot asked", style="bold")
    for gone in found.put_aside:
        _say(out, f"  {_gone(gone)}")


def _file(file: ExplainedFile) -> Iterator[str]:
    reviewed = f", reviewed by {file.reviewed}" if file.reviewed else ""
    yield f"  {told_origin(file.origin)}: {file.status}{reviewed}"
    for other in file.shadows[:1]:
        yield f"      {'adds to' if file.adds else 'stands in the place of'} {told_origin(other)}"
    for other in file.shadows[1:]:
        yield f"      beneath it: {told_origin(other)}"
    if file.lost:
        yield f"      with that went: {', '.join(file.lost)}"


def _criterion(item: ExplainedCriterion) -> Iterator[str]:
    one = item.criterion
    applies = "" if item.applies else "  (not asked of this kind)"
    weight = f", weight {one.weight:g}" if one.role == "supports" else ""
    yield f"  {one.id}: {one.role}, {one.aspect}{weight}{applies}"
    yield f"      from {told_origin(one.origin)}{f'; {one.clause}' if one.clause else ''}"
    for gone in item.replaced:
        yield f"      {_replaced(gone)}"
    for standing in item.standings:
        yield f"      {_standing(standing)}"


def _replaced(gone: PutAside) -> str:
    if gone.kind == "disabled":
        return f"{told_origin(gone.by)} disabled the one of {told_origin(gone.origin)}"
    return f"{told_origin(gone.by)} overrides the one of {told_origin(gone.origin)}"


def _gone(gone: PutAside) -> str:
    if gone.kind == "itself":
        return f"{gone.id} of {told_origin(gone.origin)}: a code doesn't exclude itself or what it lies in"
    return f"{gone.id} of {told_origin(gone.origin)}: {gone.kind} by {told_origin(gone.by)}"


def _standing(item: Standing) -> str:
    by = f" (certificate {item.certificate}, {item.grade})" if item.certificate else ""
    return f"{item.critic} in {item.language} {STATES[item.state]}{by}: {item.why}"


def told_origin(origin: Origin) -> str:
    """Rubric, version, file."""
    return f"{origin.rubric} {origin.version} ({origin.file})"


def _say(out: Console, text: str, style: str = "") -> None:
    out.print(visible(text), markup=False, style=style)
