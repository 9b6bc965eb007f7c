"""How names of people are told: by a title, a label, a degree, or words around them that speak of a person."""

from __future__ import annotations

import re

from casewright.measures.privacy.name_lists import (
    given_names,
    is_english,
    is_foreign,
    is_ordinary,
    never_names,
    surnames,
)
from casewright.measures.privacy.patterns import Pattern

__all__ = ["ACTING", "ARTICLE", "CUED", "HONOURED", "INITIALS", "INSTRUMENT", "LABELLED", "NOBODY", "RUNS", "TITLED"]

_CAP = r"\p{Lu}[\p{L}\p{M}'’´]*(?:-\p{Lu}[\p{L}\p{M}'’´]*)*"
_PARTICLE = r"(?:(?:de|del|de la|de los|de las|van|van de|van der|von|der|da|do|dos|di|la|le|el|al|bin|y|i) )?"
_FULL = rf"(?:{_CAP}|\p{{Lu}}\.)(?:[ ]{_PARTICLE}(?:{_CAP}|\p{{Lu}}\.))*"
_EDGE = r"(?:^|[^\p{L}])"
_RELATIVE = (
    "mother|father|brother|sister|son|daughter|husband|wife|partner|cousin|uncle|aunt|nephew|niece|friend|roommate|"
    "neighbou?r|fianc[eé]e?|boyfriend|girlfriend|grandson|granddaughter|grandmother|grandfather|stepfather|stepmother|"
    "colleague|boss|employer|landlord|caretaker|guardian|twin|kid|child|baby|mom|mum|dad|teacher|lawyer|attorney|coach|"
    "sponsor|case manager|supervisor|assistant|secretary|co-?worker|classmate|grandma|grandpa|stepson|"
    "stepdaughter|buddy"
)
_FAMILIAR = (
    "madre|padre|hermano|hermana|hijo|hija|marido|esposo|esposa|pareja|primo|prima|tío|tía|sobrino|sobrina|amigo|amiga|"
    "vecino|vecina|novio|novia|nieto|nieta|abuelo|abuela|suegra|suegro|cuñado|cuñada|compañero|compañera|jefe|jefa"
)


def _is_middled(value: str) -> bool:
    """Whether the words around an initial are not both ordinary ones ("Vitamin D Level")."""
    first, _, last = value.split(" ")
    if first.lower() in never_names() or last.lower() in never_names():
        return False
    return not (is_ordinary(first) and is_ordinary(last))


def _is_lower_name(value: str) -> bool:
    """Of words without a capital: the first is no English word, or a given name that is nothing else."""
    first = value.split()[0]
    return value.islower() and not is_ordinary(first) and (not is_english(first) or first in given_names())


def _are_names(value: str) -> bool:
    """Whether most of three listed words are known as names and none is ordinary."""
    words = [word for word in re.split(r"\W+", value) if word not in ("and", "y")]
    known = sum(word.lower() in given_names() | surnames() for word in words)
    return known > 1 and not any(is_ordinary(word) for word in words)


TITLED: tuple[Pattern, ...] = (
    Pattern("NAME", rf"{_EDGE}(?:Mr|Mrs|Ms|Miss|Mx|Drs?|Prof|Professor|Doctor|MR\.|MRS\.|MS\.|DR\.)\.? +({_FULL})"),
    Pattern("NAME", rf"{_EDGE}(?:mr|mrs|ms|dr)\. +({_CAP}(?: {_CAP})*|\p{{Ll}}{{3,}}(?: \p{{Ll}}{{4,}})?)"),
    Pattern("NAME", rf"{_EDGE}(?:Sra?|Srta|Dra?|Dña|D\.ª|D\.|Dª|Profa?|[Dd]on|[Dd]oña)\.?ª? *({_FULL})", language="es"),
    Pattern("NAME", rf"{_EDGE}(?:señora?|señorita|doctora?) ({_FULL})", language="es"),
    Pattern("NAME", rf"{_EDGE}((?:{_CAP}|\p{{Lu}}\.)(?: (?:{_CAP}|\p{{Lu}}\.)){{1,3}}),? "
            r"(?:M\.?D|Ph\.?D|Psy\.?D|D\.O|LCSW|RN|NP)\b"),
    Pattern("NAME", rf"{_EDGE}({_CAP} \p{{Lu}}\.? \p{{Lu}}\p{{Ll}}[\p{{L}}\p{{M}}'’\-]+)", _is_middled),
    Pattern("NAME", rf"{_EDGE}({_CAP}, {_CAP},? (?:and|y) {_CAP})", _are_names),
    Pattern("NAME", rf"{_EDGE}(?i:(?:patient(?:'s)? |first |last |full |maiden )?name|surname)"
        rf"\s*: *({_FULL}(?:, {_CAP})?)"),
    Pattern("NAME", rf"{_EDGE}(?i:nombre(?: y apellidos)?(?: del paciente)?|apellidos)\s*: *({_FULL})", language="es"),
    Pattern("NAME", rf"{_EDGE}(?:[Mm]y name is|[Nn]amed|known as|llamad[oa]|[Ss]e llama|[Mm]e llamo) ({_FULL})"),
)  # fmt: skip
"""After these a capitalised word is a name unless it can never be one."""

LABELLED: tuple[Pattern, ...] = (
    Pattern(
        "NAME",
        rf"{_EDGE}(?i:remitid[oa] por|m[eé]dic[oa](?: responsable)?|fdo\.?|firmado(?: por)?|facultativ[oa]|psiquiatra|"
        rf"psic[oó]log[oa]|(?:electronically )?signed(?: by)?|dictated by|referred by|attending|provider|physician|"
        rf"therapist|reviewed by|co-?signed by)\s*: *(?:Dra?\.? *)?({_FULL})",
    ),
)
"""After a role: two words, or one that is a common given name."""

CUED: tuple[Pattern, ...] = (
    Pattern(
        "NAME",
        rf"{_EDGE}(?:[Nn]ame (?:is|was)|[Ii]t's under|under|[Cc]alls? (?:me|her|him|them)|[Tt]his is|I'm|I am|"
        rf"[Ss]pok(?:e|en) "
        rf"(?:with|to)|[Tt]alk(?:ed|ing)? (?:with|to)|[Mm]et(?: with)?|[Dd]iscussed with|[Aa]ccompanied by|[Ss]een by|"
        rf"[Ff]ollow(?:ed)? up with|[Rr]egards,|[Ss]incerely,|[Dd]ear|[Hh]i|[Hh]ello|[Aa]ssigned to|[Ss]upervised by|"
        rf"[Mm]arried to|[Dd]ating|[Nn]amed (?:him|her|them)|[Bb]etween|[Tt]old|[Aa]sked|[Cc]alled|[Bb]orn|"
        rf"[Ss]aid|[Ss]ays|[Aa]dded|[Rr]eplied|[Ss]tarring|[Nn]ame\?|(?:[Ww]ritten|[Dd]irected|[Ss]igned) by|"
        rf"[Aa]ssistant to|[Ii]t to) ({_FULL})",
    ),
    Pattern("NAME", rf"{_EDGE}(?:(?:[Hh]er|[Hh]is|[Mm]y|[Tt]heir|[Oo]ur|[Tt]he) (?:\p{{Ll}}+ )?(?:{_RELATIVE}))"
        rf",? ({_FULL})"),
    Pattern(
        "NAME",
        rf"(?:^|\n|[.!?:\"] )({_FULL}),? (?:who|said|says|told|asked|lives|spent|went|came|gave|works|moved|"
        rf"wants|shouted|began|wrote|visited|studied|refused|argued|cried|laughed|drove|walked)\b",
        is_foreign,
    ),
    Pattern("NAME", rf"(?:^|\n|[.!?:\"] )({_CAP}), (?:can|could|please|thank|have) ", is_foreign),
    Pattern("NAME", rf"(?i:{_EDGE}(?:name is|name's|calls? (?:me|him|her)|(?:spoke|met|follow(?:ed)? up|talked)"
        rf" with) (\p{{Ll}}{{3,}}(?: \p{{Ll}}{{3,}})?))", _is_lower_name),
    Pattern("NAME", rf"{_EDGE}(?:(?:[Ss]u|[Ee]l|[Ll]a|[Mm]i) (?:{_FAMILIAR})),? ({_FULL})", language="es"),
    Pattern(
        "NAME",
        rf"{_EDGE}(?:[Aa]compañad[oa] (?:de|por)|[Hh]abla(?:mos)? con|[Ee]ntrevista con|casad[oa] con|"
        rf"vive con|convive con|"
        rf"[Aa]tendid[oa] por|[Vv]alorad[oa] por|[Cc]onocid[oa] como|responde al nombre de|[Aa]tentamente,|[Ff]irma:?)"
        rf" ({_FULL})",
        language="es",
    ),
)  # fmt: skip
"""After these a capitalised word that isn't an ordinary one is a name."""

RUNS: tuple[Pattern, ...] = (Pattern("NAME", rf"{_EDGE}({_FULL})"),)
"""Capitalised words in a row: names where lists of names know one of them."""

HONOURED = re.compile(
    r"(?:\b(?:San|Santa|Santo|St\.?|Saint|Hospital|Calle|Avenida|Paseo|Plaza|Universidad|University|North|South)|"
    r"\b(?:[Ss][ií]ndrome|[Ee]nfermedad|[Ee]scala|[Tt]est|[Ss]igno|[Cc]riterios?|[Pp]rueba|[Ii]nventario|[Ii]ndice|"
    r"[Ff]enómeno|[Tt]umor|[Mm]étodo|[Tt]écnica|[Mm]aniobra|[Cc]lasificación|[Hh]ospital|[Cc]uestionario) (?:de|"
    r"del))\s*$"
)
NOBODY = ("Rosa de Bengala", "Carl Zeiss", "Martin Luther", "John Hopkins", "Johns Hopkins", "Carlos III")
INITIALS = re.compile(
    r"(?:[A-ZÁÉÍÓÚÑ]|X+|Xx+|X[Yy][Zz]|A[Bb][Cc][DEFdef]*|Sample)\.?(?:['’]s?)?(?: (?:[A-Z]|Patient|Doctor))?"
)
"""What transcribers write where a name was: "Dr. X", "Ms. ABCD"."""
INSTRUMENT = re.compile(
    r"[ ]*(?:'s\s+|’s\s+|-)?(?:[Ss]cale|[Tt]est|[Ii]nventory|[Cc]riteri|[Ss]yndrome|[Dd]isease|[Ss]ign\b|"
    r"[Ss]core|[Rr]ating|"
    r"[Dd]epression|[Aa]nxiety|[Hh]ospital|[Cc]linic|[Cc]enter|[Cc]entre|[Pp]rotocol|[Mm]aneuver|[Pp]rocedure|"
    r"[Cc]atheter|"
    r"[Tt]umor|[Ff]orceps|[Rr]etractor|[Cc]lamp|[Ss]uture|[Ff]racture|[Pp]alsy|[Cc]lassification|[Ii]ndex|[Ee]xam|"
    r"Inc\b|Corp\b|LLC|Ltd|Incorporated|Group|Agency|Orchestra|Investments|Bank\b|Company|Foundation|Holdings|Partners|"
    r"Solutions|Systems|Global|Research|Technologies|Industries|Association|Society|Church|Republic|Station|Airport|"
    r"Forte|Plus|County|District|[Cc]ollar|[Vv]alve|[Pp]rocedure|[Oo]peration|[Ii]ncision|[Ss]hunt|[Ss]tent|[Nn]eedle|"
    r"[Uu]niversity|[Cc]ollege|[Ss]chool|[Ss]treet|[Aa]venue|[Rr]oad|[Cc]hecklist|[Qq]uestionnaire|[Tt]ube|[Dd]rain)"
)
"""What stands behind an eponym."""

ACTING = re.compile(
    r"(?:'s|’s)? (?:is|was|has|had|did|does|said|says|told|lives|spent|went|came|will|would|can|gave|called|works)\b|"
    r", (?:can|could|please|you|do|are|have|I|who|thank)\b|: \S|[!?]"
)
"""What stands behind somebody who acts or is addressed."""

ARTICLE = re.compile(r"\b(?:the|a|an|The|A|An|right|left|using|el|la|un|una|El|La|del)$")
"""Before a thing that is called after somebody: "the Thornton ring"."""
