"""Relatives and other people in a sentence: do they speak, have something, or are they only company?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from casewright.facts.cues import read_yaml, terms, word_set
from casewright.facts.sentences import Word, fold
from casewright.types import Language, Subject

__all__ = ["Gender", "Kin", "KinRole", "find_kin"]

Gender = Literal["she", "he", "any"]
KinRole = Literal["says", "has", "with"]

_INSIDE = frozenset({"in", "en"})


@dataclass(frozen=True, slots=True)
class Kin:
    """Another person at word ``at``; ``inside`` marks "in her mother", which reaches back."""

    at: int
    subject: Subject
    gender: Gender
    role: KinRole
    inside: bool = False


@cache
def _people(language: Language) -> Mapping[str, tuple[Subject, Gender]]:
    table = read_yaml("kin.yaml")[language]
    rows = [
        (word, subject, gender) for subject, genders in table.items() for gender in genders for word in genders[gender]
    ]
    return MappingProxyType({fold(word): (subject, gender) for word, subject, gender in rows})


def find_kin(words: Sequence[Word], language: Language) -> tuple[Kin, ...]:
    """Every other person that a sentence names, in order."""
    folds = tuple(word.fold for word in words)
    people = _people(language)
    found = [i for i, fold in enumerate(folds) if fold in people and not _is_patient(folds, i, people[fold][0])]
    kin = tuple(_kin(folds, i, *people[folds[i]], language) for i in found)
    if any(person.role == "says" and person.subject == "child" for person in kin):
        return tuple(person for person in kin if person.subject not in ("mother", "father"))  # that is the patient
    return kin


def _is_patient(folds: Sequence[str], i: int, subject: Subject) -> bool:
    """``the woman``, ``a 34-year-old man``, ``mujer de 34 años`` is the patient; ``a man`` is somebody."""
    if subject != "other":
        return False
    before, behind = folds[max(0, i - 5) : i], folds[i + 1 : i + 6]
    if before[-1:] in (("the",), ("this",)) and folds[i] in word_set("person-en"):
        return True
    return "old" in before or ("de" in behind and "años" in behind and folds[i] in word_set("person-es"))


def _kin(folds: Sequence[str], i: int, subject: Subject, gender: Gender, language: Language) -> Kin:
    before = i - 1
    while before >= 0 and folds[before] in word_set("possessives"):
        before -= 1
    lead = folds[before] if before >= 0 else ""
    if _says(folds, i, before, language):
        return Kin(i, subject, gender, "says")
    inside = lead in _INSIDE
    family = folds[i] in word_set("family")
    about = folds[min(i + 1, len(folds) - 1)] in word_set("of-illness") or bool(
        word_set("of-illness") & set(folds[max(0, i - 2) : i])
    )
    if family and not about and not inside:
        return Kin(i, subject, gender, "with")
    if subject == "other":
        return Kin(i, subject, gender, "with")
    if about or inside or lead not in terms("with", language).exact:
        return Kin(i, subject, gender, "has", inside or about)
    return Kin(i, subject, gender, "with")


def _says(folds: Sequence[str], i: int, before: int, language: Language) -> bool:
    says, by = terms("says", language), terms("by", language)
    if any(says.at(folds, k) > k for k in range(i + 1, min(i + 3, len(folds)))):
        return True
    return any(by.at(folds, k) == before + 1 and by.at(folds, k) > k for k in range(max(0, before - 3), before + 1))
