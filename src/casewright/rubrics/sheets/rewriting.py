"""The text of an edited rubric file: what didn't change stands as it stood, comments included."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

import yaml

from casewright.documents import parse_document
from casewright.errors import DocumentError
from casewright.rubrics.schema import CriterionEntry, RubricEntry

__all__ = ["criterion_text", "rewritten", "rubric_text"]

WIDTH = 150
Blocks = dict[str, list[str]]


def rewritten(text: str | None, before: RubricEntry, after: RubricEntry) -> str:
    """The file's text with the changed values put in; written anew where it has none, or one of another shape."""
    if text is not None:
        made = _spliced(text, before, after)
        if made is not None and _states(made, after):
            return made
    return rubric_text(after)


def rubric_text(entry: RubricEntry) -> str:
    """A rubric file, written anew."""
    data = entry.model_dump(mode="json", exclude_defaults=True)
    criteria = data.pop("criteria", {})
    tail: dict[str, Any] = {key: data.pop(key) for key in ("differential", "disable", "goldens") if key in data}
    lines = [_dumped({"id": data.pop("id"), **data, "status": entry.status})]
    if criteria:
        lines.extend(["criteria:\n", *(criterion_text(name, item) for name, item in entry.criteria.items())])
    return "".join([*lines, _dumped(tail) if tail else ""])


def criterion_text(name: str, entry: CriterionEntry) -> str:
    """A criterion's lines in a rubric file."""
    data = entry.model_dump(mode="json", exclude_defaults=True)
    first: dict[str, Any] = {
        key: data.pop(key) for key in ("role", "aspect", "weight", "want", "kinds", "clause") if key in data
    }
    wordings = {key: data.pop(key) for key in ("asks", "guidance") if key in data}
    body = _dumped(first)
    for key, words in wordings.items():
        body += f"{key}:\n{textwrap.indent(_dumped(words), '  ')}"
    body += _dumped(data) if data else ""
    return f"  {name}:\n" + textwrap.indent(body, "    ")


class _Plain(yaml.SafeDumper):
    """Writes everything out, for our loader refuses aliases; lists stand in from their key."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:  # noqa: FBT001 - its own
        return super().increase_indent(flow, False)


def _dumped(data: Mapping[str, Any]) -> str:
    """A mapping, a line a key; what lies within is written flat where it is short."""
    return "".join(_line(key, value) for key, value in data.items())


def _line(key: str, value: Any) -> str:
    flat = None if isinstance(value, dict | list) else False
    made = yaml.dump(
        {key: value}, Dumper=_Plain, default_flow_style=flat, width=WIDTH, sort_keys=False, allow_unicode=True
    )
    return str(made)


def _states(text: str, entry: RubricEntry) -> bool:
    try:
        return RubricEntry.model_validate(parse_document(text, "made").data) == entry
    except (DocumentError, ValueError):
        return False


def _spliced(text: str, before: RubricEntry, after: RubricEntry) -> str | None:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return None
    lines = text.splitlines(keepends=True)
    top = _blocks(root, lines, len(lines))
    old, new = (entry.model_dump(mode="json", exclude_defaults=True) for entry in (before, after))
    if list(before.criteria.items()) != list(after.criteria.items()):
        criteria = next((value for key, value in root.value if key.value == "criteria"), None)
        if not isinstance(criteria, yaml.MappingNode) or criteria.flow_style:
            return None
        end = sum(len(block) for block in list(top.values())[: list(top).index("criteria") + 1])
        top["criteria"] = [*_heading(top["criteria"]), *_criteria(_blocks(criteria, lines, end), before, after)]
    for key in ("version", "basis", "status", "reviewed"):
        _put(top, key, old.get(key), new.get(key))
    return "".join(line for block in top.values() for line in block)


def _blocks(node: yaml.MappingNode, lines: Sequence[str], end: int) -> Blocks:
    """The lines of each key, with the comments above it; what stands before the file's first key goes with that."""
    starts = [_with_comments(key.start_mark.line, lines) for key, _ in node.value]
    if node.start_mark.column == 0:
        starts[0] = 0
    names = [str(key.value) for key, _ in node.value]
    return {name: list(lines[a:b]) for name, a, b in zip(names, starts, [*starts[1:], end], strict=True)}


def _with_comments(line: int, lines: Sequence[str]) -> int:
    while line and lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line


def _comments(block: Sequence[str]) -> list[str]:
    """The comments that a block begins with."""
    return list(takewhile(lambda line: line.lstrip().startswith("#"), block))


def _heading(block: Sequence[str]) -> Sequence[str]:
    return block[: len(_comments(block)) + 1]


def _put(top: Blocks, key: str, old: Any, new: Any) -> None:
    if old == new:
        return
    made = [] if new is None else [*_comments(top.get(key, ())), _dumped({key: new})]
    if key in top or new is None:
        top[key] = made
    else:
        beside = "status" if key == "reviewed" and "status" in top else "basis"
        top[beside] = [*top[beside], *made]


def _criteria(old: Blocks, before: RubricEntry, after: RubricEntry) -> Iterator[str]:
    for name, entry in after.criteria.items():
        block = old.get(name, [])
        kept = before.criteria.get(name) == entry
        yield from block if kept else [*_comments(block), criterion_text(name, entry)]
