"""How a house writes, as aggregates over at least k patients and names of our own lists."""

from __future__ import annotations

from casewright.measures.style.abbreviations import abbreviate, abbreviations, count_abbreviations, usable
from casewright.measures.style.building import build_profile
from casewright.measures.style.files import profile_json, read_profile, style_profile, write_profile
from casewright.measures.style.note import NoteStyle, note_style
from casewright.measures.style.numbers import FEWEST, LEAST_PATIENTS
from casewright.measures.style.profile import StyleProfile

__all__ = [
    "FEWEST",
    "LEAST_PATIENTS",
    "NoteStyle",
    "StyleProfile",
    "abbreviate",
    "abbreviations",
    "build_profile",
    "count_abbreviations",
    "note_style",
    "profile_json",
    "read_profile",
    "style_profile",
    "usable",
    "write_profile",
]
