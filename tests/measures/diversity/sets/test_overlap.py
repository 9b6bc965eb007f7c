"""Self-BLEU and repeated phrases of a set, against their plain definitions."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.measures.diversity.bleu import bleu_scores
from casewright.measures.diversity.self_bleu import SelfBleuTable
from casewright.measures.diversity.sets.grams import Grams
from casewright.measures.diversity.sets.overlap import phrase_figures, self_bleu_figures, self_bleus

REPORTS = st.lists(st.lists(st.sampled_from("abc"), max_size=14), min_size=2, max_size=6)


@given(REPORTS, st.data())
def test_self_bleu_is_the_bleu_of_each_against_the_others(reports: list[list[str]], data: st.DataObject) -> None:
    """Exactly, also where only some reports are kept."""
    flags = data.draw(st.lists(st.booleans(), min_size=len(reports), max_size=len(reports)))
    if sum(flags) < 2:
        flags = [True] * len(reports)
    own = [report for report, flag in zip(reports, flags, strict=True) if flag]
    found = self_bleus(Grams(reports), np.array(flags))
    expected = [bleu_scores(one, own[:i] + own[i + 1 :]) for i, one in enumerate(own)]
    assert found == pytest.approx(np.array(expected))


@given(REPORTS)
def test_self_bleu_is_that_of_the_table_that_grows(reports: list[list[str]]) -> None:
    """One at a time, or the whole set at once: the same mean."""
    table = SelfBleuTable()
    for place, report in enumerate(reports):
        table.add(str(place), report)
    found = self_bleu_figures(Grams(reports), np.ones(len(reports), dtype=bool))
    assert tuple(found.values()) == pytest.approx(table.mean())


def test_equal_reports_have_a_self_bleu_of_one_and_strangers_of_none() -> None:
    """The ends of the scale."""
    same = Grams([list("abcdefgh")] * 3)
    assert list(self_bleu_figures(same, np.ones(3, dtype=bool)).values()) == pytest.approx([1.0] * 4)
    apart = Grams([list("abcdefgh"), list("ijklmnop")])
    assert list(self_bleu_figures(apart, np.ones(2, dtype=bool)).values()) == [0.0] * 4


@given(REPORTS)
def test_repeated_phrases_are_those_that_stand_in_another_report(reports: list[list[str]]) -> None:
    """8-grams, each as often as it is said; and the published score of 4-grams."""
    found = phrase_figures(Grams(reports), np.ones(len(reports), dtype=bool))

    def grams(words: list[str], n: int) -> list[tuple[str, ...]]:
        return [tuple(words[i : i + n]) for i in range(len(words) - n + 1)]

    def holders(gram: tuple[str, ...]) -> int:
        return sum(gram in grams(other, len(gram)) for other in reports)

    said = [holders(gram) > 1 for report in reports for gram in grams(report, 8)]
    assert found["phrases_repeated"] == (pytest.approx(sum(said) / len(said)) if said else None)
    sums = [sum(holders(gram) - 1 for gram in set(grams(report, 4))) for report in reports]
    assert found["self_repetition_score"] == pytest.approx(sum(log(1 + one) for one in sums) / len(sums))


@pytest.mark.parametrize("reports", [[], [["a"]], [[]]], ids=["none", "one", "empty"])
def test_a_single_report_repeats_no_other(reports: list[list[str]]) -> None:
    """Nothing can be told of fewer than two."""
    kept = np.ones(len(reports), dtype=bool)
    assert set(self_bleu_figures(Grams(reports), kept).values()) == {None}
    assert set(phrase_figures(Grams(reports), kept).values()) == {None}
