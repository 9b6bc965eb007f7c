"""Comparisons for one page."""

from __future__ import annotations

from casewright.studies.comparisons.summarising import summarised
from casewright.studies.part import Claim, Part
from casewright.studies.table import Row, Table


def part(*claims: Claim) -> Part:
    rows = (Row(("Accepted", "one, loop", "one", "high"), {}),)
    labels = ("measure", "first", "second", "better")
    return Part("comparisons", "C", (Table("comparisons-loop", "L", labels, (), rows),), claims=claims)


def test_what_matters_is_named_and_the_rest_is_counted() -> None:
    """In the order of weight, with its numbers."""
    says = "a differs from b: MTLD higher by 9 (8 pairs; none), p 0.01; Accepted higher by 0.3 (8 pairs), p 0.02."
    (found,) = summarised(part(Claim(says, "can", "p", "a")))
    assert (
        found.says
        == "a differs from b: acceptance higher by 0.3 (8 pairs), p 0.02; and 1 more difference in the table."
    )


def test_acceptance_with_the_loop_is_left_to_acceptance() -> None:
    """It stands on the page already; pairs without a measure that matters are counted."""
    says = "one, loop differs from one: Accepted higher by 0.3 (8 pairs), p 0.02."
    other = "a differs from b: MTLD higher by 9 (8 pairs), p 0.01."
    (found,) = summarised(part(Claim(other, "can", "p", "a")))
    assert found.says == "1 more pair differs by other measures."
    assert summarised(part(Claim(says, "can", "p", "one, loop"))) == ()


def test_what_is_open_is_counted() -> None:
    """Measure by measure."""
    says = "Whether a and b differ: x, difference 0 (8 pairs; no interval), could have shown 1; y, difference 1, so."
    (found,) = summarised(part(Claim(says, "open", "few", "a")))
    assert (found.says, found.holds) == ("Whether arms differ in the other 2 comparisons.", "open")
