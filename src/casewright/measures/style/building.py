"""A profile out of a stream of notes: each is counted and forgotten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import fmean

from casewright.errors import InputError, UsageError
from casewright.measures.diversity.tongue import foreign_share
from casewright.measures.privacy import ReferenceNote
from casewright.measures.style.note import NoteStyle, note_style
from casewright.measures.style.numbers import FEWEST, LEAST_PATIENTS, Spread, round_rate, round_share, spread
from casewright.measures.style.patient import PatientStyle, merge
from casewright.measures.style.person import VOICES
from casewright.measures.style.profile import AbbreviationUse, SectionUse, StyleProfile
from casewright.types import Language

__all__ = ["build_profile"]

MOST_WORDS, MOST_SENTENCE_WORDS, MOST_SECTION_WORDS = 3000, 60, 1500
"""What one patient's value counts for at most."""
OTHER_LANGUAGE = 0.5
UNNAMED = "row:"


def build_profile(
    notes: Iterable[ReferenceNote], language: Language, *, patients_named: bool, k: int = LEAST_PATIENTS
) -> StyleProfile:
    """Counts notes and gives what at least ``k`` patients have in common; anything rarer is left out.

    Notes in another language are left out, and where a field names patients, those that name none: one person's
    notes without a name would count as many.

    Raises:
        InputError: fewer than ``k`` patients in all.
        UsageError: ``k`` is below five.
    """
    if k < FEWEST:
        raise UsageError(f"k is {k}; a profile rests on at least {FEWEST} patients an item")
    counted: dict[str, list[NoteStyle]] = defaultdict(list)
    left_out = 0
    for note in notes:
        if (patients_named and note.patient.startswith(UNNAMED)) or _foreign(note.text, language):
            left_out += 1
            continue
        counted[note.patient].append(note_style(note.text, language))
    if len(counted) < k:
        raise InputError(f"{len(counted)} patients with notes in {language!r}; a style profile needs at least {k}")
    total = sum(map(len, counted.values()))
    return _profile(
        [merge(found) for found in counted.values()], language, k, total, left_out, patients_named=patients_named
    )


def _foreign(text: str, language: Language) -> bool:
    return foreign_share(text, language) > OTHER_LANGUAGE


def _profile(
    patients: Sequence[PatientStyle], language: Language, k: int, notes: int, left_out: int, *, patients_named: bool
) -> StyleProfile:
    told = [one for one in patients if one.sentence_words is not None and one.short_sentences is not None]
    sentence_words = spread([one.sentence_words or 0 for one in told], k, MOST_SENTENCE_WORDS)
    if sentence_words is None:
        raise InputError(f"fewer than {k} patients have a note with a sentence in it")
    return StyleProfile(
        language=language,
        k=k,
        notes=notes,
        patients=len(patients),
        patients_named=patients_named,
        words=_certain(spread([one.words for one in patients], k, MOST_WORDS)),
        sentence_words=sentence_words,
        short_sentences=round_share(fmean(one.short_sentences or 0 for one in told)),
        sections=_sections(patients, k),
        abbreviations=_abbreviations(patients, k),
        voices=_voices(patients, k),
        left_out=left_out,
    )


def _certain(found: Spread | None) -> Spread:
    if found is None:
        raise ValueError("fewer than k patients were counted")
    return found


def _sections(patients: Sequence[PatientStyle], k: int) -> tuple[SectionUse, ...]:
    ids = {one for patient in patients for one in patient.sections}
    found = [(place, use) for one in sorted(ids) for place, use in _section(one, patients, k)]
    return tuple(use for _, use in sorted(found, key=lambda item: (item[0], item[1].id)))


def _section(one: str, patients: Sequence[PatientStyle], k: int) -> list[tuple[float, SectionUse]]:
    having = [patient for patient in patients if one in patient.sections]
    words = spread([patient.section_words[one] for patient in having], k, MOST_SECTION_WORDS)
    if words is None:
        return []
    share = round_share(sum(patient.sections[one] for patient in having) / len(patients))
    place = fmean(patient.places[one] for patient in having)
    return [(place, SectionUse(one, share, words, _names(one, having, k)))]


def _names(one: str, having: Sequence[PatientStyle], k: int) -> dict[str, float]:
    listed = sorted({name for patient in having for section, name in patient.names if section == one})
    counts = {name: sum((one, name) in patient.names for patient in having) for name in listed}
    return {name: round_share(count / len(having)) for name, count in counts.items() if count >= k}


def _abbreviations(patients: Sequence[PatientStyle], k: int) -> dict[str, AbbreviationUse]:
    uses = {}
    for short in sorted({short for patient in patients for short in patient.abbreviations}):
        rates = [patient.abbreviations.get(short, 0.0) for patient in patients]
        having = sum(rate > 0 for rate in rates)
        if having >= k:
            uses[short] = AbbreviationUse(round_share(having / len(patients)), round_rate(fmean(rates)))
    return uses


def _voices(patients: Sequence[PatientStyle], k: int) -> dict[str, float]:
    rates = {voice: [patient.voices.get(voice, 0.0) for patient in patients] for voice in VOICES}
    return {name: round_rate(fmean(of)) for name, of in rates.items() if sum(rate > 0 for rate in of) >= k}
