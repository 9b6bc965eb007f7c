"""A code table: one system, looked up by code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from threading import RLock

from casewright.errors import UnknownNameError
from casewright.hashing import content_hash
from casewright.icd10 import cm, spanish, who
from casewright.icd10.characters import SOURCE, add_characters, characters_text, wording
from casewright.icd10.divergence import divergence_of, known_only_in_cm
from casewright.icd10.entry import Entry, Title, Tree
from casewright.icd10.wrong_code import unknown_code
from casewright.types import Language

__all__ = ["SYSTEMS", "CodeTable", "table"]

SYSTEMS = (who.SYSTEM, cm.SYSTEM)
NAMES = {who.SYSTEM: "ICD-10", cm.SYSTEM: "ICD-10-CM"}
_loaded: dict[str, CodeTable] = {}
_LOADING = RLock()
"""Held while a table is read: packages fill lists of their own meanwhile, of which another thread would see a part."""


def table(system: str = who.SYSTEM) -> CodeTable:
    """The table of a system, read once a process.

    Raises:
        UnknownNameError: no such system.
        UsageError: the optional package that holds it is missing.
    """
    if system not in SYSTEMS:
        raise UnknownNameError("code system", system, SYSTEMS)
    if system not in _loaded:
        with _LOADING:
            if system not in _loaded:
                _loaded[system] = CodeTable(system, who.read_who() if system == who.SYSTEM else cm.read_cm())
    return _loaded[system]


class CodeTable:
    """The codes of one system with their places in the tree. WHO's holds the clinical fifth characters too."""

    def __init__(self, system: str, tree: Tree) -> None:
        self.system = system
        self._tree = tree
        self._entries: Mapping[str, Entry] = add_characters(tree.entries) if system == who.SYSTEM else tree.entries

    @property
    def fingerprint(self) -> str:
        """Hash of the packages' names and versions and of what we add to them."""
        return _fingerprint(self.system)

    def __contains__(self, code: object) -> bool:
        return code in self._entries

    def normalise(self, text: str) -> str:
        """The code as the table writes it: ``f321`` and `` F32.1`` are ``F32.1``.

        Raises:
            UnknownCodeError: not in this table; names the nearest codes, and the other system if it has it.
        """
        code = _canonical(text)
        if code not in self._entries:
            raise unknown_code(NAMES[self.system], text, code, self._entries, self._held_elsewhere(code))
        return code

    def entry(self, code: str) -> Entry:
        """The place of a code.

        Raises:
            UnknownCodeError: not in this table.
        """
        return self._entries[self.normalise(code)]

    def title(self, code: str, language: Language = "en") -> Title:
        """The title of a code. Where none is at hand in Spanish it is in English, and its source says so.

        Raises:
            UnknownCodeError: not in this table.
        """
        entry = self.entry(code)
        added = wording(entry.code, language) if self.system == who.SYSTEM else None
        if added is not None and entry.parent is not None:
            parent = self.title(entry.parent, language)
            return Title(f"{parent.text}, {added}", f"{parent.source}; {SOURCE}", parent.language)
        found = spanish.spanish_title(entry.code) if language == "es" and self.system == who.SYSTEM else None
        return found or Title(self._tree.title(entry.code), self._source(language), "en")

    def ancestors(self, code: str) -> tuple[str, ...]:
        """What a code lies under, nearest first, up to its chapter.

        Raises:
            UnknownCodeError: not in this table.
        """
        return tuple(self._upwards(self.entry(code)))

    def siblings(self, code: str) -> tuple[str, ...]:
        """The other codes under the same parent, in the table's order.

        Raises:
            UnknownCodeError: not in this table.
        """
        entry = self.entry(code)
        if entry.parent is None:
            return tuple(item.code for item in self._entries.values() if item.kind == "chapter" and item != entry)
        return tuple(name for name in self._entries[entry.parent].children if name != entry.code)

    def codes(self, chapter: str = "V") -> tuple[str, ...]:
        """Categories and subcategories of a chapter, in the table's order.

        Raises:
            UnknownCodeError: no such chapter.
        """
        return tuple(code for code in self._downwards(self.normalise(chapter)) if "-" not in code)

    def elsewhere(self, code: str) -> str | None:
        """A sentence on what the same string is in the other system, if that differs as far as is known.

        Titles are compared where both tables are loaded; otherwise a small file of known differences answers.

        Raises:
            UnknownCodeError: not in this table.
        """
        code = self.normalise(code)
        other = _other(self.system)
        known = divergence_of(code)
        if known is not None and (other == who.SYSTEM or cm.is_listed(code) is not False):
            there, here = (known.cm, known.who) if other == cm.SYSTEM else (known.who, known.cm)
            return f"{code} is {there} in {other}, {here} in {self.system}"
        return self._other_title(code, other)

    def _other_title(self, code: str, other: str) -> str | None:
        there = _loaded.get(other)
        if there is None or code not in there:
            return None
        ours, theirs = self.title(code).text, there.title(code).text
        return None if _plain(ours) == _plain(theirs) else f"{code} is titled {theirs!r} in {other}"

    def _held_elsewhere(self, code: str) -> str | None:
        other = _other(self.system)
        if not _held(other, code):
            return None
        known = divergence_of(code)
        meaning = f" ({known.cm if other == cm.SYSTEM else known.who})" if known else ""
        return f"{other} has it{meaning}, {self.system} has not"

    def _source(self, language: Language) -> str:
        if language == "en":
            return self._tree.source
        reason = "no Spanish title at hand" if self.system == who.SYSTEM else "CIE-10-ES is not covered"
        return f"{self._tree.source}, in English: {reason}"

    def _upwards(self, entry: Entry) -> Iterator[str]:
        while entry.parent is not None:
            yield entry.parent
            entry = self._entries[entry.parent]

    def _downwards(self, code: str) -> Iterator[str]:
        for child in self._entries[code].children:
            yield child
            yield from self._downwards(child)


def _canonical(text: str) -> str:
    """Upper case, without space, dagger and asterisk, with the point after the third character."""
    code = re.sub(r"[\s†*+]", "", text).upper().replace("–", "-")
    if re.fullmatch(r"[A-Z]\d[0-9A-Z][0-9A-Z]{1,4}", code):
        return f"{code[:3]}.{code[3:]}"
    return code.removesuffix(".").removesuffix(".-")


def _other(system: str) -> str:
    return cm.SYSTEM if system == who.SYSTEM else who.SYSTEM


def _held(system: str, code: str) -> bool:
    if system == who.SYSTEM:
        return code in table(system)
    listed = cm.is_listed(code)
    return known_only_in_cm(code) if listed is None else listed


def _plain(title: str) -> str:
    """Without case, brackets and British spelling: so that only another meaning makes two titles differ."""
    return re.sub(r"\(.*?\)|\[.*?\]|\W", "", title.casefold()).replace("behaviour", "behavior")


@cache
def _fingerprint(system: str) -> str:
    if system == cm.SYSTEM:
        return content_hash([cm.PACKAGE, _version(cm.PACKAGE)])
    packages = [[name, _version(name)] for name in (who.PACKAGE, spanish.PACKAGE)]
    return content_hash([packages, characters_text()])


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
