"""What languages are called in sentences"""

from __future__ import annotations

from collections.abc import Mapping

from casewright.types import Language

__all__ = ["TONGUES"]

TONGUES: Mapping[Language, str] = {"en": "English", "es": "Spanish"}
