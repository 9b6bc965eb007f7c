"""Identifier inserted: contact data, an identity number, an address or a name of nobody."""

from __future__ import annotations

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.operators.defect import Defect
from casewright.exams.operators.intrusions.placing import find_section, put_in
from casewright.exams.operators.intrusions.tellings import known
from casewright.exams.word_bank import bank

__all__ = ["identity_number", "insert_identifier"]

NAME = "identifier-inserted"
FOREIGN = "XYZ"


def insert_identifier(base: Base, seed: int = 0) -> Defect:
    """Puts in one identifier, of a sort drawn by the seed; the facts stay as they were."""
    words, key = bank("identifiers"), (NAME, base.id, seed)
    own = words[base.case.language]
    sort = pick(words["sorts"], *key)
    number = pick(range(10, 100), *key, "number")
    sentence = own[sort].format(
        one=number % 10,
        two=number,
        mail=pick(words["mails"], *key, "mail"),
        dni=identity_number(number),
        nie=identity_number(number, pick(FOREIGN, *key, "first")),
        name=pick(own["names"][base.case.person.gender], *key, "name"),
    )
    section = find_section(base.report, ("identification", "reason", "present-illness"))
    said = f"{sort}: {sentence!r} stands in {section.id}"
    return Defect(NAME, base.id, put_in(base.report, section, sentence), "privacy", said, known(base))


def identity_number(number: int, first: str = "") -> str:
    """A Spanish identity number with its letter (number mod 23), or a foreigner's where X, Y or Z stands first."""
    digits = f"{number:0{7 if first else 8}d}"
    value = int(f"{FOREIGN.index(first)}{digits}" if first else digits)
    return f"{first}{digits}{bank('identifiers')['letters'][value % 23]}"
