"""Contact data and addresses, in the forms of the United States and Spain."""

from __future__ import annotations

from casewright.measures.privacy.patterns import Pattern, digits_of

__all__ = ["CONTACT", "ELECTRONIC"]

_CAP = r"\p{Lu}[\p{L}'’\-]*\.?"
_STREET = (
    "Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Court|Ct|Way|Place|Pl|Terrace|Ter|Circle|Cir|Square|Sq|"
    "Highway|Hwy|Parkway|Pkwy|Trail|Alley|Crescent|Row"
)
_VIA = (
    r"[Cc]alle|C/|c/|CALLE|[Aa]venid[ao]|AVENIDA|[Aa]vda\.?|[Aa]v\.|[Pp]aseo\.?|[Pp]laza|[Pp]za\.?|[Pp]lza\.?|"
    r"[Cc]arretera|[Cc]tra\.?|[Cc]amino|[Rr]onda|[Tt]raves[ií]a|[Uu]rbanizaci[oó]n|[Uu]rb\.|[Pp]ol[ií]gono|[Pp]asaje|"
    r"[Rr]ambla|[Gg]lorieta|[Cc]uesta|[Bb]arrio|[Cc]arrer"
)
_STATE = (
    "A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]"
)


def _is_phone(value: str) -> bool:
    return 6 <= len(digits_of(value)) <= 15


def _is_address4(value: str) -> bool:
    parts = [int(part) for part in value.split(".")]
    return all(part <= 255 for part in parts) and max(parts) > 31


ELECTRONIC: tuple[Pattern, ...] = (
    Pattern("EMAIL", r"[\p{L}0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}"),
    Pattern("URL", r"(?i)\b(?:https?://|ftp://|www\.)[^\s<>\"'()\[\]]+"),
    Pattern("URL", r"\b[a-z0-9][a-z0-9\-]*(?:\.[a-z0-9\-]+)*\.(?:com|org|net|edu|gov)\b(?:/[^\s<>\"'()\[\]]*)?"),
)

CONTACT: tuple[Pattern, ...] = (
    Pattern("IP", r"\b((?:\d{1,3}\.){3}\d{1,3})\b", _is_address4),
    Pattern("IP", r"\b(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}\b"),
    Pattern("DEVICE", r"\b(?:[0-9A-Fa-f]{2}[:\-]){5}[0-9A-Fa-f]{2}\b"),
    Pattern(
        "PHONE",
        r"(?i)\b(?:tel[eé]fonos?|tel[eé]f?\.?|tfno\.?|tlfn?o?\.?|m[oó]vil|fax|phone|telephone|cell(?:ular)?|mobile|"
        r"pager|whatsapp|call(?: me| us| him| her)? (?:at|on)|reached (?:at|on))"
        r"\s*(?:numbers?|no\.?|n[º°]\.?|is|de contacto)?\s*[:.]?\s*(\+?\(?\d[\d \t().\-/]{4,18}\d)",
        _is_phone,
    ),
    Pattern("PHONE", r"(?:^|[^\d\-])((?:\+?1[ .\-]?)?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .\-])\d{3}[ .\-]\d{4})\b"),
    Pattern("PHONE", r"(?:^|[^\d\w.,])((?:\+|00)\d{1,3}[ .\-]?\(?\d{1,4}\)?(?:[ .\-]?\d{2,4}){2,4})\b", _is_phone),
    Pattern("PHONE", r"(?:^|[^\d.,\-/])([6789]\d{2}[ .\-]\d{3}[ .\-]\d{3})\b", language="es"),
    Pattern("PHONE", r"(?:^|[^\d.,\-/])([89]\d[ .\-]\d{3}[ .\-]\d{2}[ .\-]\d{2})\b", language="es"),
    Pattern("PHONE", r"(?:^|[^\d.,\-/])([6789]\d{2}[ .\-]\d{2}[ .\-]\d{2}[ .\-]\d{2})\b", language="es"),
    Pattern("PHONE", r"(?:^|[^\d.,\-/])([679]\d{8})\b", language="es"),
    Pattern(
        "ADDRESS",
        rf"\b\d{{1,6}}[A-Z]? (?:[NSEW]\.? |North |South |East |West )?(?:(?:{_CAP}|\d{{1,3}}(?:st|nd|rd|th)) ){{1,4}}"
        rf"(?:{_STREET})\b\.?(?:,? (?:Apt|Apartment|Suite|Ste|Unit|#)\.? ?[\w\-]+)?",
    ),
    Pattern("ADDRESS", r"(?i)\bp\.? ?o\.? ?box \d+"),
    Pattern("ADDRESS", r"\b(?:Apt|Apartment|Suite|Ste)\.? \d+[A-Z]?\b"),
    Pattern(
        "ADDRESS",
        rf"(?:^|[^\p{{L}}])((?:{_VIA})[ ,]*(?:(?:de|del|de la|de los|de las|la|el|los|las|d´|d') ?)*"
        rf"(?:{_CAP}|\d+ de {_CAP}|\d+ de [a-z]+)(?:[ ]+(?:de|del|la|las|los|el|y|{_CAP}|[a-z]+))*,? *"
        r"(?:n[º°.]+ ?|n[uú]m(?:ero|\.)? ?|km\.? ?|s/n|núm\. ?)?(?:\d+(?:[\-,.]\d+)*|s/n)"
        r"(?:[ ,]+(?:\d+ ?[ºª°]|(?:bajo|piso|portal|esc(?:alera)?|puerta|dcha|izda|izq|[A-Z])\b\.?))*)",
        language="es",
    ),
    Pattern("ADDRESS", r"(?i)\b(?:domicilio|direcci[oó]n|(?:home |street )?address)\s*: *([^\n\[]*\d[^\n\[]*)"),
    Pattern("POSTCODE", r"(?i)\b(?:zip(?: code)?|c\.? ?p\.?|c[oó]digo postal|postal code)\s*[:.]?\s*(\d{5})\b"),
    Pattern("POSTCODE", rf"\b(?:{_STATE}),? (\d{{5}}(?:-\d{{4}})?)\b", language="en"),
    Pattern("POSTCODE", r"[,.\nºª][ -]*((?:0[1-9]|[1-4]\d|5[0-2])\d{3})[ ,.\-]+\(?\p{Lu}\p{Ll}", language="es"),
)  # fmt: skip
