"""What of resemblance nothing was given for, and what to give"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casewright.studies.material import Material
from casewright.studies.resemblance.findings import ArmFound, Findings, Refused
from casewright.studies.resemblance.sets import LEAST_REAL
from casewright.types import Language

__all__ = ["list_unassessed"]

ENGLISH = frozenset({"minilm"})
"""Embedders that were trained on English alone."""


def list_unassessed(material: Material, found: Sequence[Findings], too_few: Mapping[Language, int]) -> tuple[str, ...]:
    """Sentences, each with what would change it."""
    return (*_languages(material, too_few), *(said for one in found for said in _of_language(one)))


def _languages(material: Material, too_few: Mapping[Language, int]) -> Iterator[str]:
    if not material.real:
        yield "Resemblance was not assessed: no real notes were given (--real FILE)."
        return
    others = sorted({note.language for note in material.real})
    for language, n in too_few.items():
        if n:
            yield (
                f"Resemblance in {language!r} was not assessed: real notes of {n} patients in it were given, and "
                f"{LEAST_REAL} are needed."
            )
        else:
            yield (
                f"Resemblance in {language!r} was not assessed: all real notes are in "
                f"{', '.join(map(repr, others))}, and languages are not compared with one another."
            )


def _of_language(found: Findings) -> Iterator[str]:
    for name, arm in found.arms.items():
        if isinstance(arm, Refused):
            yield f"Resemblance of {name} in {found.language!r}: {arm.why}."
    if found.embedder in ENGLISH and found.language != "en":
        yield f"The embedder {found.embedder!r} reads English: what it says of texts in {found.language!r} is weak."
    told = [arm.paired for arm in found.arms.values() if isinstance(arm, ArmFound)]
    if told and not any(paired.of_block for paired in told):
        yield (
            f"No report in {found.language!r} could be held against real notes of its own ICD-10 block: the real notes "
            "have no codes, or others. Notes of any kind were taken."
        )
    if not found.contextual:
        yield (
            f"BERTScore proper was not measured in {found.language!r}: the embedder {found.embedder!r} tells no "
            "vectors of tokens; give 'minilm' or 'huggingface/PATH'."
        )
