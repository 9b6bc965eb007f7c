"""Spanish agreement: adjectives and participles said of the patient have the patient's gender.

Only where the subject can be nobody else: at the start of a sentence, right behind "paciente", or behind a verb of
being whose clause names no other subject. "Ánimo deprimido" and "su madre, preocupada" are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from casewright.facts.cues import Terms, read_yaml, terms, word_set
from casewright.facts.reading import Passage
from casewright.facts.sentences import Word, fold
from casewright.types import AddedContent, Person

__all__ = ["agreement_problems"]


@cache
def _forms() -> Mapping[str, str]:
    """Folded adjective to the pronoun it agrees with."""
    found: dict[str, str] = {}
    for line in read_yaml("gender.yaml")["agreement"]:
        base = fold(line.split()[-1])
        endings = ("", "a") if base.endswith("dor") else ("o", "a")
        found[base + endings[0]], found[base + endings[1]] = "he", "she"
    return found


@cache
def _copulas() -> Terms:
    return Terms.build(read_yaml("gender.yaml")["copulas"])


def agreement_problems(passages: Sequence[Passage], person: Person) -> Iterator[AddedContent]:
    """Adjectives of the wrong gender; a nonbinary person's may have either."""
    if person.pronouns == "they" or person.gender == "nonbinary":
        return
    for passage in passages:
        words = passage.sentence.words
        for i in _said_of_patient(passage):
            if _forms()[words[i].fold] != person.pronouns:
                message = f"sex: agreement does not fit the patient ({person.pronouns})"
                yield AddedContent("sex", None, words[i].start, words[i].end, message)


def _said_of_patient(passage: Passage) -> Iterator[int]:
    words = passage.sentence.words
    held = False
    for i, word in enumerate(words):
        if word.fold not in _forms():
            held = held and (word.fold in word_set("links"))
            continue
        held = (
            _opens(words, i)
            or _behind_patient(words, i)
            or (_behind_copula(passage, i))
            or (held and not _noun_before(words, i))
        )
        if held and not _qualifies_next(words, i):
            yield i


def _opens(words: Sequence[Word], i: int) -> bool:
    """First in its sentence, but not before a noun with its article ("cuidada la casa")."""
    return i == 0 or (i == 1 and words[0].fold in ("muy", "bien", "algo", "parcialmente", "globalmente"))


def _behind_patient(words: Sequence[Word], i: int) -> bool:
    return i > 0 and words[i - 1].fold == "paciente" and words[i].gap in ("", ",")


def _behind_copula(passage: Passage, i: int) -> bool:
    folds = passage.sentence.folds
    for first, last in _copulas().spans(folds):
        if last == i and passage.context.clause[first] == passage.context.clause[i]:
            return _no_other_subject(passage, first)
    return False


def _no_other_subject(passage: Passage, first: int) -> bool:
    """Whether nothing stands before the verb in its clause but the patient, an adverb, or another verb of report."""
    folds, clause = passage.sentence.folds, passage.context.clause
    start = next(k for k in range(first + 1) if clause[k] == clause[first])
    says = {k for begin, end in terms("says", "es").spans(folds) for k in range(begin, end)}
    return all(folds[k] in word_set("fillers") or k in says for k in range(start, first))


def _noun_before(words: Sequence[Word], i: int) -> bool:
    return words[i - 1].fold not in word_set("links") and words[i].gap != ","


def _qualifies_next(words: Sequence[Word], i: int) -> bool:
    """``tratada la herida``, ``dado que``: the word belongs to what follows."""
    behind = words[i + 1].fold if i + 1 < len(words) else ""
    return behind in ("que", "el", "los", "las") or (behind == "la" and words[i].fold != "orientada")
