"""Numbers that identify a person, a record, a card or a thing."""

from __future__ import annotations

from casewright.measures.privacy.patterns import Pattern, digits_of

__all__ = ["BARE_NUMBERS", "NUMBERS", "is_card", "is_dni", "is_iban", "is_nie"]

_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_MBI = "AC-HJKMNP-RT-Y"
"""Letters of a Medicare Beneficiary Identifier (CMS)."""
_OF = r"(?:\s*(?:numbers?|no\.?|num\.?|n[uú]mero|n[º°]\.?|#|code|is|was|es|de|id)){0,3}\s*[:#.]?\s*"


def is_dni(value: str) -> bool:
    """Whether the letter is the one that the number asks for (number mod 23)."""
    digits = digits_of(value)
    return len(digits) == 8 and value[-1].upper() == _LETTERS[int(digits) % 23]


def is_nie(value: str) -> bool:
    """As `is_dni`, with X, Y or Z for a leading 0, 1 or 2."""
    first = value[0].upper()
    return first in "XYZ" and is_dni(str("XYZ".index(first)) + value[1:])


def is_card(value: str) -> bool:
    """Whether 13 to 19 digits pass the Luhn check."""
    digits = [int(digit) for digit in digits_of(value)][::-1]
    total = sum(digits[0::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return 13 <= len(digits) <= 19 and total % 10 == 0


def is_iban(value: str) -> bool:
    """Whether the check digits are right (ISO 13616, mod 97)."""
    letters = "".join(value.split()).upper()
    if not 15 <= len(letters) <= 34:
        return False
    return int("".join(str(int(letter, 36)) for letter in letters[4:] + letters[:4])) % 97 == 1


def _is_ssn(value: str) -> bool:
    area, group, serial = value[:3], value[4:6], value[7:]
    return area not in ("000", "666") and group != "00" and serial != "0000"


def _is_vin(value: str) -> bool:
    """Whether letters and digits are mixed as in a vehicle's number."""
    return 4 <= len(digits_of(value)) <= 14


def _has_five_digits(value: str) -> bool:
    return len(digits_of(value)) >= 5


def _has_three_digits(value: str) -> bool:
    return len(digits_of(value)) >= 3


def _labelled(kind: str, labels: str, value: str = r"[A-Z]{0,4}[ \-/]?\d[\dA-Z \-/.]{2,18}[\dA-Z]") -> Pattern:
    return Pattern(kind, rf"(?:^|[^\p{{L}}])(?i:{labels}){_OF}({value})\b", _has_five_digits)


NUMBERS: tuple[Pattern, ...] = (
    Pattern("IBAN", r"(?i)\b([A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?)\b", is_iban),
    Pattern("CREDIT_CARD", r"(?:^|[^\d])([3-6]\d{3}(?:[ \-]?\d){9,15})\b", is_card),
    _labelled(
        "CREDIT_CARD",
        r"(?:credit|debit)? ?card|cc|visa|mastercard|amex|tarjeta(?: de cr[eé]dito)?",
        r"\d[\d \-]{10,21}\d",
    ),
    Pattern("SSN", r"(?:^|[^\d\-])(\d{3}-\d{2}-\d{4})\b", _is_ssn),
    _labelled("SSN", r"ssn|social security", r"\d{3}[ \-]?\d{2}[ \-]?\d{4}"),
    Pattern("NIE", r"\b([XYZxyz][ \-]?\d{7}[ \-]?[A-Za-z])\b", is_nie),
    Pattern("DNI", r"(?:^|[^\d])(\d{2}\.?\d{3}\.?\d{3}[ \-]?[A-Za-z])\b", is_dni),
    _labelled("DNI", r"d\.?n\.?i\.?|n\.?i\.?f\.?|n\.?i\.?e\.?", r"[A-Z]?[ \-]?\d[\d. \-]{5,10}\d(?:[ \-]?[A-Z]\b)?"),
    _labelled("NASS", r"n\.?a\.?s\.?s\.?|n\.?u\.?s\.?s\.?|seguridad social", r"\d{2}[ /\-]?\d{4,8}(?:[ /\-]?\d{2})?"),
    Pattern("NASS", r"(?:^|[^\d])(\d{2}[ /\-]\d{8}(?:[ /\-]\d{2})?)\b"),
    _labelled("CIP", r"c\.?i\.?p\.?a?\.?|t\.?s\.?i\.?|tarjeta sanitaria"),
    Pattern("ID_NUMBER", r"(?i)n[º°.] ?col(?:egiad[oa])?\.?\s*:? *(\d[\d \-]{3,14}\d)"),
    Pattern("CIP", r"\b[BCDFGHJKLMNPQRSTVWXYZ]{8}[A-Z]{2}\d{6}\b"),
    Pattern("CIP", r"\b[A-Z]{4} ?[01] ?\d{6} ?\d{3}\b"),
    _labelled(
        "MRN",
        r"mrn|medical record|chart|nhc|n\.?h\.?c\.?|n[uú]mero de historia(?: cl[ií]nica)?|historia(?: cl[ií]nica)|hc",
        r"[A-Z]{0,3}[\-]?\d[\d\-/.]{3,14}",
    ),
    Pattern(
        "ID_NUMBER",
        rf"\b([1-9][{_MBI}][{_MBI}\d]\d-?[{_MBI}][{_MBI}\d]\d-?[{_MBI}]{{2}}\d{{2}})\b",
    ),
    Pattern("VEHICLE", r"\b([A-HJ-NPR-Z\d]{17})\b", _is_vin),
    _labelled(
        "LICENSE",
        r"driver'?’?s'?’? licen[sc]e|licencia|permiso de conducir|carn[eé]t de conducir|dea|npi|medical license",
    ),
    Pattern("DEVICE", rf"\b(?:S/N|s/n){_OF}([A-Z0-9\-]{{6,}})\b", _has_five_digits, language="en"),
    _labelled("DEVICE", r"serial|n[uú]mero de serie|imei"),
    Pattern(
        "VEHICLE",
        rf"(?:^|[^\p{{L}}])(?i:vin|licen[sc]e plate|plate|matr[ií]cula){_OF}([A-Z0-9][A-Z0-9 \-]{{3,14}}[A-Z0-9])\b",
        _has_three_digits,
    ),
    _labelled(
        "ID_NUMBER",
        r"account|policy|member(?:ship)?|insurance|case|file|encounter|visit|license|licence|certificate|"
        r"subscriber|medicare|medicaid|mbi|group|claim|order|accession|specimen|student|employee|badge|docket|"
        r"passport|"
        r"id|identification|beneficiary|colegiad[oa]|n[º°] ?col(?:egiado)?\.?|cias|episodio|expediente|p[oó]liza|"
        r"afiliaci[oó]n|pasaporte|contacto|registro",
        r"[A-Z]{0,4}[\-]?\d[\d \-/]{3,18}\d",
    ),
)
"""Formats with check digits first; a label makes one of five digits or more."""

BARE_NUMBERS: tuple[Pattern, ...] = (Pattern("ID_NUMBER", r"(?:^|[^\d.,])(\d{8,})\b"),)
"""Eight digits in a row are one without any label; nothing clinical is written so."""
