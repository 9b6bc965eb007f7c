"""The term syntax and the automaton that runs it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.errors import InputError
from casewright.rubrics.matching import automaton as engine
from casewright.rubrics.matching.automaton import Automaton
from casewright.rubrics.matching.concept_terms import concept_terms
from casewright.rubrics.matching.terms import Choice, Gap, Prefix, Sequence, Word, parse_term
from casewright.rubrics.matching.tokens import tokenise

T = TypeVar("T")
THREADS = 6


def at_once(function: Callable[[], T]) -> list[T]:
    """What so many threads get that begin together."""
    begin = Barrier(THREADS)

    def go(_: int) -> T:
        begin.wait()
        return function()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(go, range(THREADS)))


def _found(term: str, text: str) -> list[str]:
    words = tokenise(text).words
    return [" ".join(words[a:b]) for _, a, b in Automaton([(parse_term(term), 0)]).scan(words, 0, len(words))]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("low mood", "very low mood today", ["low mood"]),
        ("low mood", "low, mood", []),
        ("feel* low", "feels low, feeling low", ["feels low", "feeling low"]),
        ("feel* (low|very sad)", "feels very sad", ["feels very sad"]),
        ("mood [is|has been] low", "mood low, mood is low, mood has been low", 3),
        ("sleeps _ hours", "sleeps four hours, sleeps hours", ["sleeps four hours"]),
        ("mood ... low", "mood low", ["mood low"]),
        ("mood ... low", "mood is really very low", ["mood is really very low"]),
        ("mood ... low", "mood is for now really very low", []),
        ("self-esteem", "self esteem and Self-Esteem", 2),
        ("ánimo bajo", "ANIMO BAJO", ["animo bajo"]),
        ("a [b [c]] d", "a d a b d a b c d", 3),
        ("(low|lowered) [mood]", "low mood", ["low mood"]),
    ],
)
def test_a_term_finds_what_its_syntax_says(term: str, text: str, expected: list[str] | int) -> None:
    """Words, prefixes, alternatives, options and gaps; of one beginning the longest."""
    found = _found(term, text)
    assert found == expected if isinstance(expected, list) else len(found) == expected


@pytest.mark.parametrize("term", ["", "  ", "(a|b", "a)", "[a]", "... a", "a ...", "(a||b)", "(a|[b])", "()", "*"])
def test_a_term_that_is_no_term_is_refused(term: str) -> None:
    """Unmatched brackets, empty alternatives, and terms that could match nothing."""
    with pytest.raises(InputError):
        parse_term(term)


WORDS = st.sampled_from(["a", "b", "ab", "abc", "c"])
LEAF = st.one_of(st.builds(Word, WORDS), st.builds(Prefix, WORDS), st.just(Gap()))
ITEM = st.one_of(
    LEAF,
    st.builds(
        Choice,
        st.lists(st.lists(LEAF, min_size=1, max_size=2).map(tuple), min_size=1, max_size=2).map(tuple),
        st.booleans(),
    ),
)
TERM = st.lists(ITEM, min_size=1, max_size=3).map(tuple)


def _ends(sequence: Sequence, words: tuple[str, ...], at: int) -> set[int]:
    """Where a sequence may end: the syntax, read slowly."""
    if not sequence:
        return {at}
    head, rest = sequence[0], sequence[1:]
    if isinstance(head, Choice):
        after = {end for option in head.options for end in _ends(option, words, at)} | (
            {at} if head.optional else set()
        )
    elif isinstance(head, Gap):
        after = {end for end in range(at, at + 4) if end <= len(words)}
    elif at < len(words) and isinstance(head, Word | Prefix):
        fits = words[at] == head.text if isinstance(head, Word) else words[at].startswith(head.text)
        after = {at + 1} if fits else set()
    else:
        after = set()
    return {end for start in after for end in _ends(rest, words, start)}


@given(st.lists(TERM, min_size=1, max_size=4), st.lists(WORDS, max_size=10))
def test_the_automaton_agrees_with_the_syntax_read_slowly(terms: list[Sequence], words: list[str]) -> None:
    """Many terms at once find what each of them would find alone: the longest from each beginning."""
    text = tuple(words)
    expected = {
        (label, at, max(ends))
        for label, term in enumerate(terms)
        for at in range(len(text))
        if (ends := {end for end in _ends(term, text, at) if end > at})
    }
    assert set(Automaton([(term, label) for label, term in enumerate(terms)]).scan(text, 0, len(text))) == expected


def test_dropping_known_states_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound on memory costs time, never a match."""
    monkeypatch.setattr(engine, "MAX_MOVES", 2)
    machine = Automaton([(parse_term("low mood"), 0), (parse_term("mood* low"), 1)])
    words = tokenise("low mood, moods low, low mood").words
    assert len(list(machine.scan(words, 0, len(words)))) == 3


@pytest.fixture
def hurried() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hurried")
def test_threads_find_what_one_alone_finds() -> None:
    """Also while they work out the same steps at once; nothing half worked out stays behind."""
    terms = [(term.pattern, label) for label, term in enumerate(concept_terms()) if term.language == "en"]
    words = tokenise("He describes low mood on most days, is tired, sleeps badly, denies any self-harm.").words
    alone = list(Automaton(terms).scan(words, 0, len(words)))
    for _ in range(4):
        machine = Automaton(terms)

        def look(machine: Automaton = machine) -> list[tuple[int, int, int]]:
            return list(machine.scan(words, 0, len(words)))

        assert at_once(look) == [alone] * THREADS
        assert look() == alone
