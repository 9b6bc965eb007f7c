"""The room's two functions: mentions of a report, and the fingerprint of all that decides them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from importlib.resources import files

from casewright.hashing import content_hash
from casewright.overlays import part_documents, per_overlay
from casewright.rubrics.matching.concept_terms import our_term_files
from casewright.rubrics.matching.lexicon import lexicon_files
from casewright.rubrics.matching.matcher import matcher
from casewright.types import Mention, Report
from casewright.vocabulary.concepts import concept_files

__all__ = ["find_mentions", "matching_fingerprint"]


def find_mentions(report: Report, concepts: Collection[str] | None = None) -> tuple[Mention, ...]:
    """Concepts found in a report, each with its context, in the order of the text.

    Only text inside the report's sections is read, so that a heading mentions nothing; a report without
    sections is one account of the present illness. What is only asked, feared or planned for is no mention.

    Args:
        report: The report; its language chooses the terms.
        concepts: Concept ids wanted; default all.
    """
    return tuple(matcher(report.language).mentions(report, concepts))


@per_overlay("concepts", "vocabulary")
def matching_fingerprint() -> str:
    """Hash of the term files, the context lexicons, the vocabulary and the matcher's own source."""
    return content_hash(sorted(_parts()))


def _parts() -> Iterator[tuple[str, str]]:
    yield from our_term_files()
    yield from lexicon_files()
    yield from ((f"entries/{name}", text) for name, text in concept_files())
    for part in ("concepts", "vocabulary"):
        for number, layer in enumerate(filter(None, part_documents(part))):
            yield f"overlay {number} {part}", content_hash([document.data for document in layer])
    for item in files("casewright.rubrics.matching").iterdir():
        if item.name.endswith(".py"):
            yield item.name, item.read_text("utf-8")
