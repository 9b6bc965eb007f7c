"""Telephone numbers: after a word for one, or in a form of some country that nothing clinical has."""

from __future__ import annotations

from casewright.measures.privacy.patterns import Pattern, digits_of

__all__ = ["PHONES"]

_EXTENSION = r"(?: ?(?:x|ext\.?|extension) ?\d{1,6})?"


def _is_phone(value: str) -> bool:
    return 6 <= len(digits_of(value)) <= 19


PHONES: tuple[Pattern, ...] = (
    Pattern(
        "PHONE",
        r"(?i)\b(?:tel[eé]fonos?|tel[eé]f?\.?|tfno\.?|tlfn?o?\.?|m[oó]vil|fax|phone|telephone|cell(?:ular)?|"
        r"mobile|desk|"
        r"pager|whatsapp|text(?:ed)?|call(?:s|ed)?(?: me| us| him| her)?(?: back)? (?:at|on)|"
        r"reach(?:ed)?(?: \p{L}+)? (?:at|on)|"
        r"answer(?:s|ed|ing)? (?:at|on)|messages? (?:to|on)|(?:my|his|her|their|registered|contact|emergency)"
        r" number|registered)"
        rf"\s*(?:(?:numbers?|no\.?|n[º°]\.?|is|was|de contacto|contact)\s*)*[:.#]?\s*(\+?\(?\d[\d \t()"
        rf".\-/]{{4,22}}\d{_EXTENSION})",
        _is_phone,
    ),
    Pattern("PHONE", r"(?i)(\+?\(?\d[\d \t().\-]{4,18}\d)[ \-,]*(?:office|fax|mobile|cell|home|work|desk)"
        r"\b", _is_phone),
    Pattern("PHONE", rf"(?:^|[^\d\-/.])((?:\+?1[ .\-]?)?(?:\([2-9]\d{{2}}\) ?|[2-9]\d{{2}}[ .\-])"
        rf"\d{{3}}[ .\-]\d{{4}}{_EXTENSION})\b"),
    Pattern("PHONE", rf"(?:^|[^\d\w.,])((?:\+|"
        rf"00)\d{{1,3}}[ .\-]?(?:\(\d{{1,4}}\) ?)?\d{{1,5}}(?:[ .\-]?\d{{2,4}}){{1,5}}{_EXTENSION})\b", _is_phone),
    Pattern("PHONE", r"(?:^|[^\d.,\-/])(0\d{1,4}[ \-]\d{2,4}[ \-]\d{2,4}(?:[ \-]\d{2,4}){0,2})(?:$|[^\d/\-])"
        r"", _is_phone),
    Pattern("PHONE", r"(?:^|[^\d.,\-/])(0\d{3,4}-\d{6,7})\b"),
    Pattern("PHONE", rf"(?:^|[^\d.,\-/])(\(0?\d{{1,4}}\) ?\d{{3,4}}[ \-]?\d{{3,4}}{_EXTENSION})\b", _is_phone),
    Pattern("PHONE", r"(?:^|[^\d.,\-/])(\d{2}[ \-]\d{2}[ \-]\d{2}[ \-]\d{2}(?:[ \-]\d{2})?)(?:$|[^\d/.,\-])"),
    Pattern("PHONE", r"(?:^|[^\d.,\-/])([6789]\d{2}[ .\-]\d{3}[ .\-]\d{3})\b"),
    Pattern("PHONE", r"(?:^|[^\d.,\-/])([89]\d[ .\-]\d{3}[ .\-]\d{2}[ .\-]\d{2})\b"),
    Pattern("PHONE", r"(?:^|[^\d.,\-/])([6789]\d{2}[ .\-]\d{2}[ .\-]\d{2}[ .\-]\d{2})\b"),
    Pattern("PHONE", r"(?:^|[^\d.,\-/])([6789]\d{2} \d{6})\b", language="es"),
    Pattern("PHONE", r"(?:^|[^\d.,\-/])([679]\d{8})\b", language="es"),
)  # fmt: skip
