"""All that can be measured on a set of reports: its diversity, and what it gives away of real notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casewright.measures.diversity.sets import SetDiversity, measure_set
from casewright.measures.figure import Figure
from casewright.measures.privacy import ReferenceNotes
from casewright.measures.privacy.quasi import RareCombinations
from casewright.measures.privacy.sets import exposure, read_figures
from casewright.runs.set_among import SetAmong, copies_of_examples, copying_among
from casewright.runs.set_copying import SetCopying, measure_copying
from casewright.runs.set_distances import SetDistances, embed_set, measure_distances
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
        among: What the reports have of each other, measured as copying from a corpus is.
        examples: Share of reports that copy an example of our own prompts.
        distances: Under the embedder, and attacks on membership; ``None`` without one.
        canaries: What is seen of markers in the corpus; empty where none are known.
        said: What distances, attacks on membership and canaries say, in sentences.
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
    among: SetAmong
    examples: Figure
    distances: SetDistances | None
    canaries: Mapping[str, Figure]
    said: tuple[str, ...]
    identifiers: SetIdentifiers
    rare: RareCombinations
    not_assessed: tuple[str, ...]


def report_on_set(
    texts: Sequence[GivenText],
    sources: SetSources,
    *,
    seed: int = 0,
    presidio: bool = False,
    tell: Tell = lambda part, done: None,
) -> SetReport:
    """Measures a set by every measure that its sources allow.

    Args:
        texts: The reports; ids stand once.
        sources: What they are held against.
        seed: Of whatever is drawn.
        presidio: Whether presidio looks for identifiers too; it takes a tenth of a second a report.
        tell: Hears which part is at work, and how many reports it has done.

    Raises:
        CasewrightError: a measure failed; the message carries no text.
    """
    languages = Counter[str](one.language for one in texts)
    told = [one.text for one in texts]
    tell("diversity", 0)
    diversity = _diversity(texts, sources, seed)
    tell("distances", 0)
    with guarded("measuring distances"):
        distances = measure_distances(told, sources, seed)
    canaries = {} if sources.canaries is None else exposure(told, sources.canaries)
    tell("identifiers", 0)
    identifiers = measure_identifiers(texts, presidio=presidio)
    with guarded("finding rare combinations"):
        rare = find_rare(texts, sources.notes, languages.most_common(1)[0][0])
    index = sources.index
    with guarded("holding reports against each other"):
        among = copying_among(texts, sources.notes, seed)
    return SetReport(
        texts=len(texts),
        codes=dict(sorted(Counter(one.code for one in texts).items())),
        languages=dict(sorted(languages.items())),
        seed=seed,
        diversity=diversity,
        copying=None if index is None else measure_copying(index, texts, lambda done: tell("copying", done)),
        among=among,
        examples=copies_of_examples(texts),
        distances=distances,
        canaries=canaries,
        said=_said(distances, canaries),
        identifiers=identifiers,
        rare=rare,
        not_assessed=tuple(_not_assessed(sources)),
    )


def _said(distances: SetDistances | None, canaries: Mapping[str, Figure]) -> tuple[str, ...]:
    near = {} if distances is None else {**distances.reports, **distances.membership}
    return (*read_figures(near), *read_figures(canaries))


def _diversity(texts: Sequence[GivenText], sources: SetSources, seed: int) -> SetDiversity:
    with guarded("measuring diversity"):
        made = sources.embedder
        vectors = None if made is None else embed_set(made, [one.text for one in texts])
        return measure_set(texts, reference=_told(sources.notes), vectors=vectors, seed=seed)


def _told(notes: ReferenceNotes | None) -> list[str] | None:
    return None if notes is None else [note.text for note in notes]


def _not_assessed(sources: SetSources) -> Iterator[str]:
    lacking = {
        "without a corpus: copying was not assessable (--reference)": sources.index is None,
        "without the text of real notes: diversity beside theirs, and distances to them (--reference FILE, --real)": (
            sources.notes is None
        ),
        "without notes held out: whether reports are nearer to the corpus than to other real notes (--holdout)": (
            sources.holdout is None
        ),
        "without notes that the writer wasn't shown: membership (--nonmembers, --holdout)": (
            sources.nonmembers is None and sources.holdout is None
        ),
        "without markers in the corpus: whether they come out (--canaries)": sources.canaries is None,
    }
    yield from (what for what, holds in lacking.items() if holds)
