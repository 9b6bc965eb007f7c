"""Rating scales in a text: the score beside a name, the range, and the band word that reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from casewright.facts.cues import Terms, read_yaml, word_set
from casewright.facts.numerals import read_number
from casewright.facts.sentences import Sentence, Word, read_words
from casewright.types import AddedContent, Language
from casewright.vocabulary.scales import Scale, scale_table

__all__ = ["Score", "band_problems", "find_scores"]

NEAR = 8
BAND_REACH = 7


@dataclass(frozen=True, slots=True)
class Score:
    """A scale named in a sentence, with its score if one stands beside it; word indexes are half open."""

    scale: Scale
    first: int
    last: int
    value: float | None
    end: int


@cache
def _names() -> Mapping[tuple[str, ...], str]:
    table = read_yaml("scales.yaml")
    return {tuple(word.fold for word in read_words(text)): name for name, texts in table.items() for text in texts}


@cache
def _by_first() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for term in _names():
        found.setdefault(term[0], []).append(term)
    return {first: tuple(sorted(terms, key=len, reverse=True)) for first, terms in found.items()}


def find_scores(sentence: Sentence, language: Language) -> tuple[Score, ...]:
    """Scales that a sentence names, with the score that follows, or else stands before, each."""
    folds = sentence.folds
    names: list[tuple[int, int, str]] = []
    i = 0
    while i < len(folds):
        term = next((term for term in _by_first().get(folds[i], ()) if folds[i : i + len(term)] == term), None)
        if term is not None:
            names.append((i, i + len(term), _names()[term]))
        i += len(term) if term else 1
    names = [entry for entry in names if _is_name(sentence.words, *entry)]
    ends = [*(first for first, _, _ in names[1:]), len(folds)][: len(names)]
    return tuple(
        _score(sentence, first, last, name, end, language) for (first, last, name), end in zip(names, ends, strict=True)
    )


def _is_name(words: Sequence[Word], first: int, last: int, name: str) -> bool:
    """An "audit" of records is no AUDIT."""
    return name != "audit" or last - first > 1 or words[first].raw.isupper()


def _score(sentence: Sentence, first: int, last: int, name: str, stop: int, language: Language) -> Score:
    scale, words = scale_table()[name], sentence.words
    for i in range(last, min(last + NEAR, stop)):
        value = read_number(words, i, language)
        if (
            value is not None
            and not _is_measure(words, value[1])
            and words[i].fold not in ("un", "una", "half", "media")
        ):
            return Score(scale, first, last, value[0], value[1])
    for i in range(first - 1, max(-1, first - 5), -1):
        value = read_number(words, i, language) if words[i].fold not in ("un", "una") else None
        if value is not None and value[1] <= first and not _is_measure(words, value[1]):
            return Score(scale, i, last, value[0], last)
    return Score(scale, first, last, None, last)


def _is_measure(words: Sequence[Word], i: int) -> bool:
    return i < len(words) and words[i].fold in word_set("measures")


@cache
def _bands(language: Language) -> tuple[tuple[str, Terms], ...]:
    table = read_yaml("bands.yaml")
    return tuple((name, Terms.build(table[name][language])) for name in table if name not in ("joins", "nouns"))


@cache
def _allowed(name: str, language: Language) -> frozenset[str]:
    return frozenset(word.fold for text in read_yaml("bands.yaml")[name][language] for word in read_words(text))


def band_problems(sentence: Sentence, scores: Sequence[Score], language: Language) -> list[AddedContent]:
    """Scores outside their scale and band words that no published reading allows."""
    found: list[AddedContent] = []
    for score in scores:
        if score.value is None:
            continue
        start, end = sentence.words[score.first].start, sentence.words[score.end - 1].end
        scale, value = score.scale, score.value
        if not scale.low <= value <= scale.high:
            message = f"{scale.id} {value:g} is outside its range {scale.low:g} to {scale.high:g}"
            found.append(AddedContent("scale_band", scale.id, start, end, message))
            continue
        for word in _band_words(sentence.words, score, language):
            if not scale.fits(value, word):
                usual = scale.usual(value) or "another band"
                message = f"{scale.id} {value:g} is {usual.replace('-', ' ')}, not {word.replace('-', ' ')}"
                found.append(AddedContent("scale_band", scale.id, start, end, message))
    return found


def _band_words(words: Sequence[Word], score: Score, language: Language) -> list[str]:
    """The band word after a score, across joining words, or the one that qualifies its noun before the name."""
    found = [word for word in (_after(words, score.end, language), _before(words, score.first, language)) if word]
    return found[:1]


def _after(words: Sequence[Word], i: int, language: Language) -> str | None:
    folds = tuple(word.fold for word in words)
    joins = _allowed("joins", language) | (_allowed("nouns", language) if language == "es" else frozenset())
    for place in range(i, min(i + BAND_REACH, len(words))):
        word, end = _longest(folds, place, language)
        if word is not None:
            last = end >= len(words) or words[end].gap != ""
            joined = words[place].gap == "(" or any(folds[k] in joins for k in range(i, place))
            noun = not last and folds[end] in _allowed("nouns", language)
            return word if noun or ((last or folds[end] in joins) and (joined or place == i)) else None
        if (folds[place] not in joins and not folds[place][0].isdigit()) or ";" in words[place].gap:
            return None
    return None


def _before(words: Sequence[Word], first: int, language: Language) -> str | None:
    """``moderately severe depression (PHQ-9 16)``; Spanish has the word behind its noun."""
    if first == 0 or words[first].gap not in ("(", ",", ""):
        return None
    folds = tuple(word.fold for word in words)
    low = max(0, first - 6)
    for place in range(low, first):
        word, end = _longest(folds, place, language)
        between = folds[end:first]
        noun = (folds[place - 1] if language == "es" and place else "") in _allowed("nouns", language)
        noun = noun or (bool(between) and between[0] in _allowed("nouns", language))
        rest = _allowed("joins", language) | _allowed("nouns", language) | {"score", "by", "with", "a", "the"}
        if word is not None and end <= first and noun and all(item in rest for item in between):
            return word
    return None


def _longest(folds: Sequence[str], i: int, language: Language) -> tuple[str | None, int]:
    best: tuple[str | None, int] = (None, i)
    for name, terms in _bands(language):
        end = terms.at(folds, i)
        if end > best[1]:
            best = (name, end)
    return best
