"""A small tree of codes and rubrics written as text, so that resolution is tested apart from content."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from casewright.documents import Document, parse_document
from casewright.errors import UnknownCodeError
from casewright.types import Language

TREE = {
    "who:V": (),
    "who:F30-F39": ("who:V",),
    "who:F31": ("who:F30-F39", "who:V"),
    "who:F32": ("who:F30-F39", "who:V"),
    "who:F32.1": ("who:F32", "who:F30-F39", "who:V"),
    "who:F32.2": ("who:F32", "who:F30-F39", "who:V"),
    "who:F32.11": ("who:F32.1", "who:F32", "who:F30-F39", "who:V"),
    "cm:F32": ("cm:F30-F39", "cm:5"),
    "cm:F32.1": ("cm:F32", "cm:F30-F39", "cm:5"),
}


class SmallTree:
    """A tree of codes in memory."""

    def ancestors(self, place: str) -> tuple[str, ...]:
        if place not in TREE:
            raise UnknownCodeError(f"unknown code {place!r}")
        return TREE[place]

    def title(self, place: str, language: Language) -> str:
        self.ancestors(place)
        return f"title of {place}"


@pytest.fixture
def tree() -> SmallTree:
    return SmallTree()


CRITERION = """
role: {role}
aspect: diagnosis
asks: {{en: "asked?", es: "¿preguntado?"}}
clause: F32
finds: {{concept: {concept}}}
"""

Rubric = Callable[..., Document]


@pytest.fixture
def rubric() -> Rubric:
    """A rubric document: an id, criteria as ``name="role concept"``, and further YAML."""

    def make(place: str, more: str = "", **criteria: str) -> Document:
        lines = [f'id: "{place}"', "version: 1.0.0", "basis: cddg", textwrap.dedent(more).strip()]
        if criteria:
            lines.append("criteria:")
        for name, words in criteria.items():
            role, concept = words.split()
            block = CRITERION.format(role=role, concept=concept).strip()
            lines.extend([f"  {name.replace('_', '-')}:", textwrap.indent(block, "    ")])
        return parse_document("\n".join(line for line in lines if line), f"{place.replace(':', '-')}.yaml")

    return make
