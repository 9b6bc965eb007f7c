"""Where the case's own wording stands word for word as sentences of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from casewright.facts.sentences import Sentence, cut, read_words
from casewright.facts.wording import FactWording

__all__ = ["find_verbatim"]

Key = tuple[str, ...]


def find_verbatim(wordings: Sequence[FactWording], sentences: Sequence[Sentence]) -> Mapping[str, tuple[int, ...]]:
    """By fact id the indexes of the sentences that are its wording, whole and in order; case and marks don't count."""
    index: dict[Key, list[int]] = defaultdict(list)
    for sentence in sentences:
        index[sentence.folds].append(sentence.index)
    found = {wording.fact.id: _places(wording, index, sentences) for wording in wordings}
    return {name: places for name, places in found.items() if places}


def _places(wording: FactWording, index: Mapping[Key, Sequence[int]], sentences: Sequence[Sentence]) -> tuple[int, ...]:
    places: list[int] = []
    for phrasing in wording.phrasings:
        keys = _keys(phrasing.text)
        for start in index.get(keys[0], ()):
            run = range(start, start + len(keys))
            if run.stop <= len(sentences) and all(sentences[i].folds == key for i, key in zip(run, keys, strict=True)):
                places.extend(run)
    return tuple(dict.fromkeys(places))


@lru_cache(maxsize=8192)
def _keys(text: str) -> tuple[Key, ...]:
    pieces = (read_words(text[low:high]) for low, high in cut(text, 0, len(text)))
    return tuple(tuple(word.fold for word in words) for words in pieces if words) or ((),)
