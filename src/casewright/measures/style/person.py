"""In which person and tense notes are written, as far as words of a list tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from casewright.measures.words import token_keys
from casewright.types import Language

__all__ = ["VOICES", "count_person"]

VOICES = ("writer", "patient_named", "patient_pronoun", "past", "present")
"""``writer``: I, we. ``patient_named``: the patient, the client. ``past`` and ``present``: frequent verbs of notes."""

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "writer": "i we my our me us",
        "patient_named": "patient pt client claimant",
        "patient_pronoun": "he she they him her them his their",
        "past": "was were had did reported denied stated described said felt appeared presented endorsed admitted",
        "present": "is are has does reports denies states describes says feels appears presents endorses admits",
    },
    "es": {
        "writer": "yo nosotros hemos he realizamos solicitamos objetivamos",
        "patient_named": "paciente pte usuario usuaria",
        "patient_pronoun": "el ella ellos ellas",
        "past": "era estaba habia tenia refirio nego acudio presento presentaba referia negaba fue",
        "present": "es ha tiene refiere niega acude presenta describe afirma comenta muestra",
    },
}
_VOICE: Mapping[Language, Mapping[str, str]] = {
    language: {word: voice for voice, words in voices.items() for word in words.split()}
    for language, voices in _WORDS.items()
}


def count_person(text: str, language: Language) -> Counter[str]:
    """Words of each voice in a text."""
    known = _VOICE[language]
    return Counter(known[key] for key in token_keys(text) if key in known)
