"""Drafts: rubrics made in memory, from the code table, for places of chapter V that no file speaks of."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from casewright.documents import Document
from casewright.icd10 import table
from casewright.rubrics.drafting.criteria import NAMED, NAMED_PRECISELY, YIELDS, named, yields
from casewright.rubrics.drafting.exclusions import excluded
from casewright.rubrics.drafting.precedence import yields_to
from casewright.rubrics.layers import Library
from casewright.rubrics.places import BASE, PREFIXES, CodeTree, split_id
from casewright.rubrics.reading import RubricFile, read_rubric

__all__ = ["draft", "with_drafts"]

VERSION = "0.1.0"


def with_drafts(library: Library, tree: CodeTree, place: str) -> Library:
    """A library that has drafts for a code and what it lies under, up to the first place with a file.

    What stands in a file inherits from files alone: a draft never comes between two of them.

    Raises:
        UnknownCodeError: the table has no such code.
        UsageError: the optional package that holds the table is missing.
    """
    lineage = (place, *tree.ancestors(place))
    missing = [name for name in takewhile(lambda name: name not in library, lineage) if _is_drafted(name)]
    above = next((name for name in lineage if name in library), BASE)
    prefix = split_id(place)[0]
    if split_id(lineage[-1])[1] != "V" or not missing:
        return library
    drafts = [draft(name, within=_within(above, prefix, place, library)) for name in missing]
    return Library({**library.stacks, **{file.id: (file,) for file in drafts}})


def draft(place: str, *, within: str) -> RubricFile:
    """The draft for a category or a fourth character, below the file of a place ``within``."""
    prefix, code = split_id(place)
    data: dict[str, Any] = {"id": place, "version": VERSION, "basis": "tabular", "status": "draft"}
    if len(code) == 3 and within != BASE and split_id(within)[0] != prefix:
        data |= {"extends": within, "mapping": "narrower"}
    deep = "-" not in within and within != BASE
    criteria = {NAMED_PRECISELY if deep else NAMED: named(prefix, code, "documents" if deep else "supports")}
    specific = yields_to(table(PREFIXES[prefix]), code)
    if specific:
        criteria[YIELDS] = yields(prefix, code, specific)
    data["criteria"] = criteria
    data["differential"] = [
        {"code": f"who:{name}", "relation": "excludes", "clause": code} for name in excluded(prefix, code)
    ]
    return read_rubric(Document(f"drafted from {PREFIXES[prefix]}", data, {}))


def _is_drafted(place: str) -> bool:
    """Categories and fourth characters; what lies below them asks the same as they do."""
    code = split_id(place)[1]
    return "-" not in code and code[0] == "F" and len(code) <= 5


def _within(above: str, prefix: str, place: str, library: Library) -> str:
    """The nearest file. An American category without one stands in WHO's block: the questions of a block are common."""
    if above != BASE or prefix == "who":
        return above
    category = f"who:{split_id(place)[1][:3]}"
    blocks = (name for name in library if name.startswith("who:") and "-" in name)
    return next((name for name in blocks if name[4:7] <= category[4:] <= name[8:11]), BASE)
