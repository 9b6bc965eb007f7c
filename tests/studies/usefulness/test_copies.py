"""Reports that stand among the notes they are tested on."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from casewright.measures.diversity.novelty import NoveltyTable
from casewright.studies.usefulness.copies import find_copies, merge_groups

WORDS = [f"w{number}" for number in range(120)]


def test_a_report_with_a_notes_words_is_exact_and_one_with_a_few_changed_is_near() -> None:
    """Case and punctuation are gone before; only words are compared."""
    changed = [*WORDS[:60], "other", *WORDS[61:]]
    quoting = [*(f"own{number}" for number in range(60)), *WORDS[20:60]]
    own = [f"own{number}" for number in range(100)]
    found = find_copies([WORDS, changed, quoting, own, []], [WORDS, ["short", "note"], []])
    assert found.exact.tolist() == [True, False, False, False, False]
    assert found.near.tolist() == [False, True, True, False, False]


def test_an_arm_with_a_tenth_of_copies_is_used_and_with_more_refused() -> None:
    """Ten texts of which one copies, then two."""
    own = [[f"own{at}-{number}" for number in range(50)] for at in range(9)]
    assert not find_copies([WORDS, *own], [WORDS]).refused
    assert find_copies([WORDS, WORDS, *own[:8]], [WORDS]).refused
    assert not find_copies([], [WORDS]).refused
    assert not find_copies(own, []).refused


@given(st.lists(st.lists(st.sampled_from("abcd"), min_size=5, max_size=30), min_size=2, max_size=6))
def test_near_duplicates_are_those_of_the_gate(texts: list[list[str]]) -> None:
    """The 5-gram Jaccard is the one by which the gate refuses a report, and containment only adds to it."""
    table = NoveltyTable()
    for number, keys in enumerate(texts[1:]):
        table.add(str(number), " ".join(keys))
    found = find_copies(texts[:1], texts[1:])
    if table.near_duplicate(" ".join(texts[0])) is not None:
        assert bool(found.copied[0])


def test_near_duplicate_notes_of_two_patients_count_as_one_patients() -> None:
    """Otherwise a note that was copied forward would be learnt from and told."""
    other = [f"x{number}" for number in range(80)]
    groups, merged = merge_groups([WORDS, other, [*WORDS, "end"], other[:40]], ["a", "b", "c", "b"])
    assert groups[0] == groups[2] != groups[1] == groups[3]
    assert merged == 1


def test_groups_of_linked_patients_go_together_with_all_their_notes() -> None:
    """A patient with two notes, one of which another patient has too."""
    one, two, three = ([f"{name}{number}" for number in range(50)] for name in "xyz")
    groups, _ = merge_groups([one, two, two, three], ["a", "a", "b", "b"])
    assert len(np.unique(groups)) == 1
    assert merge_groups([], [])[0].tolist() == []
