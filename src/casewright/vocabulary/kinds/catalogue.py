"""The six kinds of document that ship with us, each read from its YAML file, and those of overlay folders."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from casewright.documents import parse_document
from casewright.errors import UnknownNameError
from casewright.overlays import part_documents, per_overlay
from casewright.vocabulary.kinds.shape import Kind, KindSection, read_kind

__all__ = ["KINDS", "Kind", "KindSection", "kind", "kinds"]

KINDS = ("emergency", "intake", "mental-status", "consultation", "progress", "discharge")
"""The kinds that ship with us."""


@per_overlay("kinds")
def kinds() -> Mapping[str, Kind]:
    """All kinds by id; those of an overlay folder stand in the place of ours.

    Raises:
        DocumentError: a kind of an overlay folder can't be read.
    """
    found = dict(_ours())
    for layer in part_documents("kinds"):
        found.update((own.id, own) for own in map(read_kind, layer))
    return MappingProxyType(found)


@cache
def _ours() -> Mapping[str, Kind]:
    return {name: _load(name) for name in KINDS}


def kind(name: str) -> Kind:
    """One kind.

    Raises:
        UnknownNameError: no such kind; the nearest names are listed.
    """
    if name not in kinds():
        raise UnknownNameError("kind", name, kinds())
    return kinds()[name]


def _load(name: str) -> Kind:
    text = files(__package__).joinpath(f"{name}.yaml").read_text("utf-8")
    return read_kind(parse_document(text, f"vocabulary/kinds/{name}.yaml"))
