"""Names of people: after a title, after a label, before a degree, or beginning with a common given name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from casewright.measures.privacy.patterns import Found, Pattern, find_all
from casewright.types import Language

__all__ = ["find_names", "other_words"]

_CAP = r"\p{Lu}[\p{L}'’´]*(?:-\p{Lu}[\p{L}'’´]*)*"
_FULL = rf"(?:{_CAP}|\p{{Lu}}\.)(?:[ ](?:(?:de|del|de la|de los|van|von|der|da|y|i) )?(?:{_CAP}|\p{{Lu}}\.))*"
_EDGE = r"(?:^|[^\p{L}])"

_CERTAIN: tuple[Pattern, ...] = (
    Pattern("NAME", rf"{_EDGE}(?:Mr|Mrs|Ms|Miss|Mx|Drs?|Prof|Professor|Doctor|MR\.|MRS\.|MS\.|DR\.)\.? +({_FULL})"),
    Pattern("NAME", rf"{_EDGE}(?:Sra?|Srta|Dra?|Dña|D\.ª|Dª|Profa?|[Dd]on|[Dd]oña)\.? +({_FULL})", language="es"),
    Pattern("NAME", rf"{_EDGE}(?:señora?|señorita|doctora?) ({_FULL})", language="es"),
    Pattern("NAME", rf"{_EDGE}({_CAP}(?: (?:{_CAP}|\p{{Lu}}\.)){{1,3}}),? (?:M\.?D|Ph\.?D|Psy\.?D|D\.O|LCSW|RN)\b"),
    Pattern("NAME", rf"{_EDGE}(?i:(?:patient(?:'s)? |first |last |full )?name|surname)\s*: *({_FULL}(?:, {_CAP})?)"),
    Pattern("NAME", rf"{_EDGE}(?i:nombre(?: y apellidos)?(?: del paciente)?|apellidos)\s*: *({_FULL})", language="es"),
    Pattern("NAME", rf"{_EDGE}(?:named|my name is|known as|llamad[oa]|se llama|me llamo) ({_FULL})"),
)  # fmt: skip

_LABELLED: tuple[Pattern, ...] = (
    Pattern(
        "NAME",
        rf"{_EDGE}(?i:remitid[oa] por|m[eé]dic[oa](?: responsable)?|fdo\.?|firmado(?: por)?|facultativ[oa]|psiquiatra|"
        rf"psic[oó]log[oa]|signed(?: by)?|dictated by|referred by|attending|provider|physician|therapist)"
        rf"\s*: *(?:Dra?\.? *)?({_FULL})",
    ),
)

_POSSIBLE: tuple[Pattern, ...] = (Pattern("NAME", rf"{_EDGE}({_FULL})"),)

_HONOURED = re.compile(
    r"(?:\b(?:San|Santa|Santo|St\.?|Saint|Hospital|Calle|Avenida|Paseo|Plaza|Universidad|University|North|South)|"
    r"\b(?:[Ss][ií]ndrome|[Ee]nfermedad|[Ee]scala|[Tt]est|[Ss]igno|[Cc]riterios?|[Pp]rueba|[Ii]nventario) de)\s*$"
)
_NOBODY = ("Rosa de Bengala", "Carl Zeiss", "Martin Luther", "John Hopkins", "Carlos III")
_INITIALS = re.compile(r"(?:[A-ZÁÉÍÓÚÑ]|X+|Xx+|XYZ|A[Bb][Cc][DEFdef]*)\.?(?:['’]s)?")
"""What transcribers write where a name was: "Dr. X", "Ms. ABCD"."""
_INSTRUMENT = re.compile(
    r"\s*(?:'s\s+|’s\s+)?(?:[Ss]cale|[Tt]est|[Ii]nventory|[Cc]riteri|[Ss]yndrome|[Dd]isease|[Ss]ign|[Ss]core|[Rr]ating|"
    r"[Dd]epression|[Aa]nxiety|[Hh]ospital|[Cc]linic|[Cc]enter|[Pp]rotocol)"
)


def find_names(text: str, language: Language) -> Iterator[Found]:
    """Names by title, label or degree; then runs of capitalised words that begin with a common given name.

    Scales, eponyms, drugs and words that begin a sentence are no names by themselves; a title makes a name of
    anything.
    """
    yield from (_trimmed(one, text) for one in find_all(_CERTAIN, text, language) if _is_person(one, text))
    for one in find_all(_LABELLED, text, language):
        words = text[one.start : one.end].split()
        if len(words) > 1 or words[0] in _given_names():
            yield one
    for one in find_all(_POSSIBLE, text, language):
        if (given := _given_in(one, text)) and not _honoured(given, text):
            yield given


def _is_person(one: Found, text: str) -> bool:
    name = text[one.start : one.end]
    return name.split()[0].lower() not in other_words() and not _INITIALS.fullmatch(name)


def _trimmed(one: Found, text: str) -> Found:
    """Without capitalised words at the end that are no names ("Mr. Smith Plan")."""
    words = text[one.start : one.end].split(" ")
    while len(words) > 1 and words[-1].lower() in other_words():
        words.pop()
    return Found(one.type, one.start, one.start + len(" ".join(words)))


def _given_in(one: Found, text: str) -> Found | None:
    """From the first given name on, so that a capitalised word before it doesn't hide it."""
    at = one.start
    for word in text[one.start : one.end].split(" "):
        if word in _given_names():
            return _trimmed(Found(one.type, at, one.end), text)
        at += len(word) + 1
    return None


def _honoured(one: Found, text: str) -> bool:
    if any(phrase in text[one.start : one.end] for phrase in _NOBODY):
        return True
    before, after = text[max(0, one.start - 24) : one.start], text[one.end : one.end + 16]
    return bool(_HONOURED.search(before) or _INSTRUMENT.match(after))


@cache
def _given_names() -> frozenset[str]:
    return _words("given_names.txt")


@cache
def other_words() -> frozenset[str]:
    """Capitalised words that are no names, in lower case."""
    return _words("no_names.txt")


def _words(name: str) -> frozenset[str]:
    text = resources.files("casewright.measures.privacy").joinpath(name).read_text(encoding="utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return frozenset(word for line in lines for word in line.split())
