"""How many reports of each arm stand beside one another."""

from __future__ import annotations

import pytest

from casewright.studies.privacy.drawing import equal_number


@pytest.mark.parametrize(
    ("sizes", "n"),
    [
        ([(40, False), (40, False), (9, False)], 40),
        ([(40, False), (9, False)], 9),
        ([(9, False), (3, False)], 9),
        ([(3, False), (2, False)], 2),
        ([(40, True), (3, False)], 3),
        ([(1, False)], 0),
    ],
    ids=["plenty", "half-has-plenty", "tiny-beside", "all-tiny", "only-the-baseline", "one"],
)
def test_a_small_arm_brings_the_others_down_only_where_few_are_larger(sizes: list[tuple[int, bool]], n: int) -> None:
    """Nine reports don't reduce two arms of forty; where all are small, the smallest decides."""
    assert equal_number(sizes) == n
