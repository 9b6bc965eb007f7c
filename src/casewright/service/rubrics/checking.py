"""A rubric document of somebody's own, held against ours: nothing of it is kept or put in force."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from casewright.documents import Document, parse_document
from casewright.errors import DocumentError
from casewright.overlays import overlaid
from casewright.rubrics.layers import our_documents, overlay_documents
from casewright.rubrics.lint import LintFinding, lint_documents
from casewright.rubrics.lint_rules import RULES
from casewright.rubrics.places import TableTree
from casewright.settings.base import Strict

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["CheckAnswer", "CheckRequest", "FindingAnswer", "check"]

LONGEST = 200_000
SOURCE = "document"
ORDER: dict[str, Any] = {"document": 'id: "who:F32.1"\nversion: 1.0.0\nextends: "who:F32"\nbasis: cddg\n'}
_alone = threading.Lock()


class CheckRequest(Strict):
    """A rubric file's YAML."""

    model_config = ConfigDict(json_schema_extra={"examples": [ORDER]})

    document: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)] = Field(repr=False)


class FindingAnswer(BaseModel):
    """What is wrong, by rule (docs/rubric-lint.md), line and column from 1."""

    rule: str
    level: Literal["error", "warning"]
    message: str
    line: int
    column: int


class CheckAnswer(BaseModel):
    """``ok`` without an error; warnings make nothing unusable."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "ok": False,
                    "findings": [
                        {"rule": "yaml", "level": "error", "message": "duplicate key 'id'", "line": 2, "column": 1}
                    ],
                }
            ]
        }
    )

    ok: bool
    findings: tuple[FindingAnswer, ...]


async def check(site: Site, request: CheckRequest) -> CheckAnswer:
    """Lints a document as if it lay over the rubrics in force; one at a time, in a thread."""
    found = await asyncio.to_thread(_checked, request.document, site.profiles.overlays())
    return CheckAnswer(ok=all(one.level != "error" for one in found), findings=found)


def _checked(text: str, folders: Sequence[Path]) -> tuple[FindingAnswer, ...]:
    with _alone:
        return tuple(_findings(text, folders))


def _findings(text: str, folders: Sequence[Path]) -> Iterator[FindingAnswer]:
    try:
        document = parse_document(text, SOURCE)
    except DocumentError as error:
        rule = error.rule or "yaml"
        yield FindingAnswer(
            rule=rule, level=RULES[rule].level, message=error.message, line=error.line or 1, column=error.column or 1
        )
        return
    for one in _linted(document, folders):
        yield FindingAnswer(
            rule=one.rule,
            level=one.level,
            message=_without_places(one.message, folders),
            line=one.line,
            column=one.column,
        )


def _linted(document: Document, folders: Sequence[Path]) -> Sequence[LintFinding]:
    with overlaid(folders):
        layers = [list(our_documents()), *(list(overlay_documents(path)) for path in folders), [document]]
        return [one for one in lint_documents(layers, TableTree()) if one.source == SOURCE]


def _without_places(message: str, folders: Sequence[Path]) -> str:
    """Where the overlays of this machine lie is nobody's business."""
    for folder in folders:
        message = message.replace(f"{folder}/", "").replace(str(folder), "overlay")
    return message
