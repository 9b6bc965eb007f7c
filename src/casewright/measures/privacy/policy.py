"""Which identifiers fail under which policy."""

from __future__ import annotations

from typing import Literal

__all__ = ["ALWAYS", "BY_POLICY", "IdentifierPolicy"]

IdentifierPolicy = Literal["placeholders", "surrogates", "off"]
"""``placeholders``: only [NAME], [DATE] and the like; ``surrogates``: those that the case holds; ``off``: reported."""

ALWAYS = frozenset({
    "EMAIL", "PHONE", "URL", "IP", "SSN", "DNI", "NIE", "NASS", "CIP", "MRN", "ID_NUMBER", "LICENSE", "VEHICLE",
    "DEVICE", "CREDIT_CARD", "IBAN", "ADDRESS", "POSTCODE",
})  # fmt: skip
"""Contact data, numbers that identify, and street addresses: these fail under every policy."""

BY_POLICY = frozenset({"NAME", "DATE", "AGE", "PLACE"})
"""Names, dates, places smaller than a state and ages over 89 (HIPAA Safe Harbor, 45 CFR 164.514(b)(2)): by policy."""
