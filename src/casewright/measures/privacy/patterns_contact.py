"""Electronic addresses and devices on a network."""

from __future__ import annotations

from casewright.measures.privacy.patterns import Pattern

__all__ = ["CONTACT", "ELECTRONIC"]


def _is_address4(value: str) -> bool:
    parts = [int(part) for part in value.split(".")]
    return all(part <= 255 for part in parts) and max(parts) > 31


ELECTRONIC: tuple[Pattern, ...] = (
    Pattern("EMAIL", r"[\p{L}0-9._%+\-]+@[\p{L}0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}"),
    Pattern("URL", r"(?i)\b(?:https?://|ftp://|www\.)[^\s<>\"'()\[\]]+"),
    Pattern("URL", r"\b[a-z0-9][a-z0-9\-]*(?:\.[a-z0-9\-]+)*\.(?:com|org|net|edu|gov|info)\b(?:/[^\s<>\"'()\[\]]*)?"),
    Pattern("URL", r"\b[A-Za-z0-9][A-Za-z0-9\-]*\.(?:com|org|net|edu|gov)\b(?:/[^\s<>\"'()\[\]]*)?"),
)

CONTACT: tuple[Pattern, ...] = (
    Pattern("IP", r"(?:^|[^\d.])((?:\d{1,3}\.){3}\d{1,3})(?:$|[^\d.]|\.(?:$|\D))", _is_address4),
    Pattern("IP", r"\b(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}\b"),
    Pattern("DEVICE", r"\b(?:[0-9A-Fa-f]{2}[:\-]){5}[0-9A-Fa-f]{2}\b"),
)
