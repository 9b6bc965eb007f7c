"""How texts tell an age, a sex, a place, an institution and a year."""

from __future__ import annotations

import re

from casewright.measures.privacy.patterns import Pattern

__all__ = ["AGES", "END", "OPEN", "RELATIVE", "SEX", "START"]

START, END = r"(?:^|[^\p{L}\p{N}])", r"(?:$|[^\p{L}\p{N}])"
"""RE2's own word boundary knows ASCII only."""

_CAP = r"\p{Lu}[\p{L}'’\-]+"
_OF = r"(?:(?:de|del|la|el|los|las) )*"
_PLACE = rf"({_CAP}(?:(?: (?:de|del|la|los|las|upon|on|of))* {_CAP}){{0,2}})"

OPEN: tuple[Pattern, ...] = (
    Pattern(
        "place",
        r"(?:[Ll]ive[sd]? in|[Rr]esid(?:es|ing|ent) (?:in|of)|[Bb]orn in|[Rr]aised in|grew up in|"
        rf"moved (?:here )?(?:to|from)) {_PLACE}",
    ),
    Pattern(
        "place",
        r"(?:[Vv]iv(?:e|ía|ió) en|[Nn]atural de|[Pp]rocedente de|[Rr]esid(?:e|ente|ía) en|[Nn]acid[oa] en|"
        rf"[Oo]riund[oa] de) {_PLACE}",
        language="es",
    ),
    Pattern("institution", rf"((?:{_CAP} ){{1,4}}(?:Hospital|Clinic|University|Center|Centre|College|School|Prison))"),
    Pattern(
        "institution",
        rf"((?:Hospital|Clínica|Universidad|Colegio|Instituto|Residencia|Prisión) {_OF}{_CAP}(?: {_OF}{_CAP}){{0,3}})",
        language="es",
    ),
    Pattern(
        "year",
        r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ff]rom|[Ee]n|[Dd]esde|[Hh]asta|año) (?:el año )?((?:19|20)\d{2})(?:$|[^\d])",
    ),
)
"""What has no list of values."""

AGES: tuple[Pattern, ...] = (
    Pattern("age", r"(?i)(?:^|[^\d])(\d{1,3})[ \-]*(?:years?|yrs?|y)[ .\-/]*(?:old|o\b|of age)"),
    Pattern("age", r"(?i)\b(?:aged?|edad)\s*:?\s*(?:of |de )?(\d{1,3})\b"),
    Pattern(
        "age",
        r"(?i)(?:mujer|var[oó]n|hombre|paciente|niñ[oa]|edad|tiene|señora?|joven),? (?:de |con )?(\d{1,3}) años",
    ),
    Pattern("age", r"(?i)(?:^|[^\d])(\d{1,3}) años de edad"),
)

RELATIVE = re.compile(
    r"\b(?:mother|father|parents?|brother|sister|husband|wife|son|daughter|uncle|aunt|cousin|grand\w+|partner|"
    r"madre|padre|padres|hermano|hermana|marido|esposo|esposa|mujer|hijo|hija|tío|tía|primo|prima|abuel[oa]|pareja)"
    r"(?:'s|’s)?,?(?:\s+(?!and\b|y\b|with\b|con\b)[\w-]+){0,4}\s*$",
    re.IGNORECASE,
)
"""A relative within five words, up to the end of what it is held against."""

SEX = {
    "en": (
        re.compile(
            r"\b(?:years?|yrs?|yo|y/o|old)[\w-]*,?\s+(?:[\w-]+\s+){0,4}?"
            r"(?:(woman|female|lady|girl|mother)|man|male|gentleman|boy)\b",
            re.IGNORECASE,
        ),
        re.compile(r"\b(?:(she|her|hers)|he|his|him)\b", re.IGNORECASE),
    ),
    "es": (
        re.compile(
            r"\b(?:(mujer|señora|niña|femenina|Sexo\s*:\s*(?:mujer|M\b|femenino))|"
            r"varón|hombre|señor|niño|masculino|Sexo\s*:\s*(?:varón|V\b|H\b))\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:(ella|ingresada|remitida|derivada|casada|soltera|la paciente)|"
            r"él|ingresado|remitido|derivado|casado|soltero|el paciente)\b",
            re.IGNORECASE,
        ),
    ),
}
"""A noun for the patient (its group is female), and words that go with a sex (theirs too)."""
