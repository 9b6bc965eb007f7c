"""The texts that are compared in one language: a sample of every arm, one real note a patient, and their cuts"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from casewright.measures.privacy.confidential import Confidential
from casewright.measures.resemblance import cut_to, shared_lengths
from casewright.measures.words import token_keys
from casewright.studies.material import Arm, Material, RealNote
from casewright.studies.resemblance.blocks import blocks_of
from casewright.studies.sampling import drawn, drawn_notes
from casewright.types import Language

__all__ = ["FEW", "MOST", "Sample", "Samples", "equal_number", "languages_of", "read_samples"]

MOST = 200
"""Texts of an arm, and real notes, that are looked at."""
FEW = 20
"""Reports below which an arm isn't waited for when equal numbers are set."""
SHORT = 30
"""Tokens below which an arm's middle report is too short for the others to be cut to it."""
SIZED = 5
"""Reports below which an arm doesn't say how long the others may be."""


@dataclass(frozen=True, slots=True, repr=False)
class Sample(Confidential):
    """Texts of one kind, in the order in which a part of them would be drawn.

    Attributes:
        name: The arm's.
        keys: The case of each report; the group of each note.
        texts: Whole.
        cuts: Brought to lengths that all samples of the language share.
        blocks: ICD-10 blocks of each.
        held: How many there were to draw from.
        parrot: Whether it is the parrot writer's.
    """

    name: str
    keys: tuple[str, ...]
    texts: tuple[str, ...]
    cuts: tuple[str, ...]
    blocks: tuple[frozenset[str], ...]
    held: int
    parrot: bool = False

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def words(self) -> int:
        """Tokens of the middle text, after cutting."""
        return round(median(len(token_keys(text)) for text in self.cuts)) if self.cuts else 0


@dataclass(frozen=True, slots=True, repr=False)
class Samples(Confidential):
    """What is compared in one language: arms in the order of the study, empty ones among them, and real notes."""

    language: Language
    arms: tuple[Sample, ...]
    real: Sample
    equal: int


def languages_of(material: Material) -> tuple[Language, ...]:
    """Languages in which any arm was to write, in order."""
    return tuple(sorted({report.language for arm in material.arms for report in arm.reports}))


def read_samples(material: Material, language: Language) -> Samples:
    """Draws and cuts. Of a patient with several notes one is drawn, so that notes could change places."""
    arms = [_arm(arm, language, material.seed) for arm in material.arms if _writes(arm, language)]
    notes = {note.group or note.id: note for note in _shuffled(material, language)}
    real = _real(drawn_notes(notes.values(), MOST, material.seed), len(notes))
    cut = _cut([*arms, real])
    return Samples(language, tuple(cut[:-1]), cut[-1], equal_number([len(arm) for arm in arms]))


def equal_number(sizes: Sequence[int]) -> int:
    """Reports of every arm where a figure moves with their number: as many as the least of the arms with 20 has."""
    return min([size for size in sizes if size >= FEW] or [max(sizes, default=0)])


def _writes(arm: Arm, language: Language) -> bool:
    return not arm.reports or any(report.language == language for report in arm.reports)


def _tells(text: str) -> bool:
    return any(map(str.isalnum, text))


def _shuffled(material: Material, language: Language) -> list[RealNote]:
    own = [note for note in material.real if note.language == language and _tells(note.text)]
    return drawn_notes(own, len(own), material.seed)


def _arm(arm: Arm, language: Language, seed: int) -> Sample:
    own = [one for one in arm.delivered if one.language == language and _tells(one.text)]
    taken = drawn(own, MOST, seed)
    blocks = tuple(blocks_of([one.code], one.system) for one in taken)
    texts = tuple(one.text for one in taken)
    return Sample(arm.name, tuple(one.pair for one in taken), texts, texts, blocks, len(own), arm.parrot)


def _real(notes: Sequence[RealNote], held: int) -> Sample:
    texts, keys = tuple(note.text for note in notes), tuple(note.group or note.id for note in notes)
    blocks = tuple(blocks_of([note.code, *note.codes]) for note in notes)
    return Sample("real notes", keys, texts, texts, blocks, held)


def _cut(samples: Sequence[Sample]) -> list[Sample]:
    """Samples that are long and many enough share their lengths; the others are cut to what those came to."""
    lengths = [[len(token_keys(text)) for text in sample.texts] for sample in samples]
    shaping = [one for one in lengths if len(one) >= SIZED and median(one) >= SHORT]
    if not shaping:
        return list(samples)
    shared = shared_lengths(shaping)[0].tolist()
    sizes = [shared_lengths([one, shared])[0].tolist() if one else [] for one in lengths]
    return [
        replace(sample, cuts=tuple(cut_to(text, size) for text, size in zip(sample.texts, own, strict=True)))
        for sample, own in zip(samples, sizes, strict=True)
    ]
