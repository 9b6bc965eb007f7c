"""One language from its texts to the answers: every question, on full and masked texts, by words and by vectors"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from casewright.icd10 import table
from casewright.measures.embedding import Embedder
from casewright.measures.words import token_keys
from casewright.studies.giveaways import title_words
from casewright.studies.masking import mask
from casewright.studies.material import Material, Tell
from casewright.studies.usefulness.bench import Bench
from casewright.studies.usefulness.corpus import Corpus, gather
from casewright.studies.usefulness.features import Features, Vectors, Words
from casewright.studies.usefulness.found import Found
from casewright.studies.usefulness.levels import LEVELS, codes_below
from casewright.studies.usefulness.problem import Posed, Problem, pose
from casewright.studies.usefulness.trial import Form, Place, Trial, try_all, try_sizes
from casewright.types import Language

__all__ = ["ENGLISH", "MOST_EMBEDDED", "MOST_NOTES", "MOST_REPORTS", "answer"]

MOST_NOTES = 1_000
MOST_REPORTS = 1_200
"""Of all arms together; beyond it, they are drawn."""
MOST_EMBEDDED = 500
"""Notes, and reports of all arms together, that an embedder reads: each takes it a third of a second or more."""
BATCH = 25
ENGLISH = frozenset({"minilm"})
"""Embedders that read no other language."""
FORMS: tuple[Form, ...] = ("full", "masked")
FINE = list(LEVELS)


def answer(material: Material, language: Language) -> Found:
    """Asks of a language's notes whatever can be asked."""
    corpus = gather(material, language, MOST_NOTES, MOST_REPORTS)
    found = _tried(material, corpus, None)
    reader = material.embedder
    if reader is None or reader.name == "tfidf" or (reader.name in ENGLISH and language != "en") or not found.problems:
        return found
    small = gather(material, language, MOST_EMBEDDED, MOST_EMBEDDED)
    return Found(corpus, found.posed, (*found.trials, *_tried(material, small, reader).trials))


def _tried(material: Material, corpus: Corpus, reader: Embedder | None) -> Found:
    posed = tuple(pose(corpus, level) for level in LEVELS)
    alike = tuple(_alike(posed))
    again = [id(coarse) for coarse, _ in alike]
    every = [problem for one in posed for problem in one.problems if id(problem) not in again]
    problems = sorted(every, key=_weight, reverse=True)
    trials = list[Trial]()
    for form in FORMS if problems else ():
        texts = _texts(corpus, form, material.tell)
        features: Features = Vectors(_rows(reader, texts, material.tell)) if reader else Words(list(_keys(texts)))
        for problem in problems:
            place = Place(corpus.language, problem.level, problem.task, form, reader.name if reader else "words")
            curves = problem is problems[0] and form == "full" and not reader
            material.tell(f"usefulness: {_said(place)}", len(trials), len(FORMS) * len(problems))
            trials.append(_trial(Bench(problem, features, corpus.groups, material.seed), corpus, place, curves=curves))
    return Found(corpus, posed, tuple(trials), alike)


def _alike(posed: Sequence[Posed]) -> Iterator[tuple[Problem, Problem]]:
    """Questions with the finest one that asks the same of the same notes."""
    finest_first = [problem for one in reversed(posed) for problem in one.problems]
    for place, problem in reversed(list(enumerate(finest_first))):
        finer = next((one for one in finest_first[:place] if problem.same_as(one)), None)
        if finer is not None:
            yield problem, finer


def _weight(problem: Problem) -> tuple[bool, int, int]:
    """The likelier to be what a reader asks for, the higher: which of many classes, finely."""
    return problem.task == "one", len(problem.classes), FINE.index(problem.level)


def _trial(bench: Bench, corpus: Corpus, place: Place, *, curves: bool) -> Trial:
    results = try_all(bench, corpus.lessons, _title_keys(bench.problem, corpus.language))
    sizes = try_sizes(bench, corpus.lessons) if curves else ()
    return Trial(place, bench.problem.classes, len(bench.problem.notes), results, sizes)


def _title_keys(problem: Problem, language: Language) -> tuple[str, ...]:
    codes = {code for name in problem.classes for code in codes_below(name)}
    words = {word for code in codes for word in title_words(table().title(code, language).text, language)}
    return tuple(sorted({key for word in words for key in token_keys(word)}))


def _texts(corpus: Corpus, form: Form, tell: Tell) -> Sequence[str]:
    if form == "full":
        return corpus.texts
    masked = list[str]()
    for place, text in enumerate(corpus.texts):
        if place % (4 * BATCH) == 0:
            tell(f"usefulness: masking, {corpus.language}", place, len(corpus.texts))
        masked.append(mask(text, corpus.language).text)
    return masked


def _keys(texts: Iterable[str]) -> Iterator[Sequence[str]]:
    return (token_keys(text) for text in texts)


def _rows(reader: Embedder, texts: Sequence[str], tell: Tell) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    ready, rows = reader.fitted(texts), list[np.ndarray[tuple[int, int], np.dtype[np.float32]]]()
    for start in range(0, len(texts), BATCH):
        tell(f"usefulness: vectors by {reader.name}", start, len(texts))
        rows.append(ready.embed(texts[start : start + BATCH]))
    return np.concatenate(rows)


def _said(place: Place) -> str:
    return f"{place.language}, {LEVELS[place.level]}, {place.form} text, {place.features}"
