"""What an exam is made of: base texts and labels, as the command line names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from casewright.cli.judge.options import codes_of, languages_of, resolver_of
from casewright.cli.options import lay_over
from casewright.errors import InputError, UnknownCodeError
from casewright.exams.bases import Base, composed
from casewright.exams.goldens import goldens
from casewright.exams.labels import LabelledSet, labelled_questions, read_label_files
from casewright.graphs.parts import Resolver
from casewright.plans import case_sources
from casewright.settings import Settings
from casewright.types import Language

__all__ = ["COMPOSED", "SYSTEM", "Material", "bases_of", "material_of"]

COMPOSED = 92
"""Composed base texts in both languages together, one of each code with cases; exams of our own critics, which cost
nothing, take more."""
SYSTEM = "icd10-who-2019"
"""The system of goldens and composed texts."""


@dataclass(frozen=True, slots=True)
class Material:
    """Base texts, labels, and what resolves rubrics, for these languages."""

    languages: tuple[Language, ...]
    bases: tuple[Base, ...]
    labels: LabelledSet | None
    resolve: Resolver

    def has(self, language: Language) -> bool:
        """Whether there is anything to ask in a language."""
        asked = self.labels.questions if self.labels else ()
        return any(one.case.language == language for one in (*self.bases, *(item.item.base for item in asked)))


def material_of(given: dict[str, Any], settings: Settings) -> Material:
    """What the options ask for.

    Raises:
        UnknownCodeError: a code that the table doesn't have.
        InputError: labels that can't be used, or nothing at all to ask.
    """
    languages = languages_of(given["language"])
    resolve = resolver_of(lay_over(given["rubrics"], settings))
    codes = codes_of(given["codes"], SYSTEM)
    bases = bases_of(given["bases"], codes, languages, given["composed"], given["seed"])
    labels = _labels(given, codes, resolve)
    made = Material(languages, bases, labels, resolve)
    if not any(made.has(language) for language in languages):
        why = (
            "; ".join(labels.notes) if labels and labels.notes else "no base text has one of these codes and languages"
        )
        raise InputError(f"there is nothing to examine on: {why}")
    return made


def bases_of(
    named: str, codes: Sequence[str] | None, languages: tuple[Language, ...], count: int | None, seed: int
) -> tuple[Base, ...]:
    """Goldens, composed texts, or both, of these codes and languages.

    Raises:
        UnknownCodeError: composed texts alone are asked for, of a code that no cases are drawn for.
    """
    found: list[Base] = []
    if named != "composed":
        found += [one for one in goldens() if codes is None or one.case.code in codes]
    if named != "goldens":
        found += _composed(codes, languages, COMPOSED if count is None else count, seed, alone=named == "composed")
    return tuple(one for one in found if one.case.language in languages)


def _composed(
    codes: Sequence[str] | None, languages: tuple[Language, ...], count: int, seed: int, *, alone: bool
) -> tuple[Base, ...]:
    """In proportion to the languages asked for, so that one language has the texts it has in an exam of both."""
    known = case_sources()
    drawn = [code for code in codes or known if code in known]
    missing = [code for code in codes or () if code not in known]
    if missing and alone:
        raise UnknownCodeError(f"no case source for {missing[0]!r}; there are for {', '.join(sorted(known))}")
    share = count * len(languages) // 2
    return composed(share, drawn, languages, seed) if drawn and share else ()


def _labels(given: dict[str, Any], codes: Sequence[str] | None, resolve: Resolver) -> LabelledSet | None:
    paths: tuple[Path, ...] = given["labels"]
    if not paths:
        return None
    file = read_label_files(paths, given["key"])
    kept = [one for one in file.labels if codes is None or one.code in codes]
    found = labelled_questions(kept, resolve, assume_current=given["assume_current"])
    own = [f"{file.blank} rows of the labels are not answered"] if file.blank else []
    return replace(found, notes=(*own, *found.notes))
