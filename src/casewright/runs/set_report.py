"""All that can be measured on a set of reports: its diversity, and what it gives away of real notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.sets import SetDiversity, measure_set
from casewright.measures.privacy import ReferenceNotes
from casewright.measures.privacy.quasi import RareCombinations
from casewright.runs.set_copying import SetCopying, measure_copying
from casewright.runs.set_identifiers import SetIdentifiers, find_rare, measure_identifiers
from casewright.runs.set_sources import SetSources, guarded
from casewright.runs.set_texts import GivenText

__all__ = ["SetReport", "report_on_set"]

Tell = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class SetReport:
    """What was measured on a set, and what could not be. It holds no text, of the set or of real notes.

    Attributes:
        texts: How many reports.
        codes: How many of each code; the empty string stands for reports that name none.
        languages: How many of each language.
        seed: Of whatever was drawn.
        diversity: Figures of the set, of each group of a code, and of real notes at the same length and number.
        copying: What the screen found; ``None`` without a corpus.
        identifiers: By type, planned and unplanned.
        rare: Reports that a combination of what they tell makes rare.
        not_assessed: What nothing was given for, in words.
    """

    texts: int
    codes: Mapping[str, int]
    languages: Mapping[str, int]
    seed: int
    diversity: SetDiversity
    copying: SetCopying | None
    identifiers: SetIdentifiers
    rare: RareCombinations
    not_assessed: tuple[str, ...]


def report_on_set(
    texts: Sequence[GivenText],
    sources: SetSources,
    *,
    seed: int = 0,
    tell: Tell = lambda part, done: None,
) -> SetReport:
    """Measures a set by every measure that its sources allow.

    Args:
        texts: The reports; ids stand once.
        sources: What they are held against.
        seed: Of whatever is drawn.
        tell: Hears which part is at work, and how many reports it has done.

    Raises:
        CasewrightError: a measure failed; the message carries no text.
    """
    languages: Counter[str] = Counter(one.language for one in texts)
    tell("diversity", 0)
    diversity = _diversity(texts, sources, seed)
    tell("identifiers", 0)
    identifiers = measure_identifiers(texts)
    with guarded("finding rare combinations"):
        rare = find_rare(texts, sources.notes, languages.most_common(1)[0][0])
    index = sources.index
    copying = None if index is None else measure_copying(index, texts, lambda done: tell("copying", done))
    return SetReport(
        len(texts),
        dict(sorted(Counter(one.code for one in texts).items())),
        dict(sorted(languages.items())),
        seed,
        diversity,
        copying,
        identifiers,
        rare,
        tuple(_not_assessed(sources)),
    )


def _diversity(texts: Sequence[GivenText], sources: SetSources, seed: int) -> SetDiversity:
    with guarded("measuring diversity"):
        vectors = _vectors([one.text for one in texts], sources)
        return measure_set(texts, reference=_told(sources.notes), vectors=vectors, seed=seed)


def _vectors(texts: Sequence[str], sources: SetSources) -> NDArray[np.float32] | None:
    return None if sources.embedder is None else sources.embedder.fitted(texts).embed(texts)


def _told(notes: ReferenceNotes | None) -> list[str] | None:
    return None if notes is None else [note.text for note in notes]


def _not_assessed(sources: SetSources) -> Iterator[str]:
    if sources.index is None:
        yield "without a corpus: copying was not assessable (--reference)"
    if sources.notes is None:
        yield "without the text of real notes: nothing stands beside the figures of diversity (--reference, --real)"
