"""YAML documents from people: a safe loader that refuses aliases, duplicate keys, great size and depth."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

from casewright.errors import DocumentError, InputError

__all__ = ["Document", "load_document", "parse_document"]

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
TEXT = "tag:yaml.org,2002:str"
COLLECTIONS = ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same grammar, ten times as fast where it was built

Place = tuple[int, int]


class Document:
    """A parsed YAML document that knows where each of its values stood.

    ``data`` holds plain values; ``place(path)`` is the (line, column), from 1, of the value at a path of
    keys and indexes, or of its nearest parent that has one.
    """

    def __init__(self, source: str, data: Any, places: dict[tuple[str | int, ...], Place]) -> None:
        self.source, self.data, self._places = source, data, places

    def place(self, path: tuple[str | int, ...] = ()) -> Place:
        while path and path not in self._places:
            path = path[:-1]
        return self._places.get(path, (1, 1))

    def error(self, message: str, path: tuple[str | int, ...] = (), rule: str | None = None) -> DocumentError:
        """An error that points at a value of this document."""
        return DocumentError(self.source, message, *self.place(path), rule=rule)


def load_document(path: Path) -> Document:
    """Reads a YAML file.

    Raises:
        DocumentError: the text is no YAML that we accept.
        InputError: the file can't be read as UTF-8 text of at most a megabyte.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"can't read {str(path)!r}: {error.strerror}") from error
    if len(raw) > MAX_BYTES:
        raise InputError(f"{str(path)!r} has {len(raw):,} bytes; at most {MAX_BYTES:,} are read")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{str(path)!r} is not UTF-8 text (byte {error.start})") from error
    return parse_document(text, str(path))


def parse_document(text: str, source: str) -> Document:
    """Parses YAML text; ``source`` names it in errors."""
    try:
        _refuse_aliases(text, source)
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise DocumentError(source, error.problem or "not valid YAML", place[0], place[1], "yaml") from None
    except (yaml.YAMLError, UnicodeError) as error:
        raise DocumentError(source, f"not valid YAML: {' '.join(str(error).split())}", rule="yaml") from None
    places: dict[tuple[str | int, ...], Place] = {}
    return Document(source, _build(node, source, (), places), places)


def _refuse_aliases(text: str, source: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise _at(event, source, "aliases are refused; write the value out", "alias")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise _at(event, source, f"nested deeper than {MAX_DEPTH}", "depth")


def _at(item: Any, source: str, message: str, rule: str) -> DocumentError:
    return DocumentError(source, message, item.start_mark.line + 1, item.start_mark.column + 1, rule)


def _build(node: Any, source: str, path: tuple[str | int, ...], places: dict[tuple[str | int, ...], Place]) -> Any:
    if node is None:
        return None
    places[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.CollectionNode) and node.tag not in COLLECTIONS:
        raise _at(node, source, f"tag {node.tag!r} is refused", "tag")
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, source, path, places)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, source, (*path, i), places) for i, item in enumerate(node.value)]
    return _scalar(node, source)


def _build_mapping(
    node: yaml.MappingNode, source: str, path: tuple[str | int, ...], places: dict[tuple[str | int, ...], Place]
) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = _key(key_node, source)
        if key in result:
            raise _at(key_node, source, f"duplicate key {key!r}", "duplicate-key")
        result[key] = _build(value_node, source, (*path, key), places)
    return result


def _key(node: Any, source: str) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise _at(node, source, "a key must be plain text", "yaml")
    return str(node.value)


def _scalar(node: Any, source: str) -> Any:
    if node.tag == TEXT:
        return node.value
    try:
        value = SafeConstructor().construct_object(node)
    except (yaml.YAMLError, ValueError, LookupError, AttributeError):  # what its converters raise on a wrong value
        message = f"{node.value[:40]!r} can't be read as {node.tag.rpartition(':')[2]!r}"
        raise _at(node, source, message, "yaml") from None
    if isinstance(value, float) and not math.isfinite(value):
        raise _at(node, source, f"{node.value!r} is not a finite number", "yaml")
    plain = isinstance(value, int | float) and ":" not in node.value  # 12:30 is no number here
    return value if plain or value is None else str(node.value)
