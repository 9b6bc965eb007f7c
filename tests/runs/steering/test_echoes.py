"""An order that says the same again and again is noticed on the way."""

from __future__ import annotations

import random

from casewright.runs.steering.echoes import BLOCK, Echoes

WORDS = [f"{stem}{end}" for stem in ("kal", "mor", "tin", "ves", "lub", "dor") for end in "abcdefghijklmnopqrst"]


def text(seed: int, same: float = 0.0) -> str:
    """120 words, of which the first part is one and the same."""
    dice, fixed = random.Random(seed), random.Random(0)
    kept = int(120 * same)
    return " ".join([*fixed.choices(WORDS, k=kept), *dice.choices(WORDS, k=120 - kept)])


def echoes(texts: list[str]) -> Echoes:
    found = Echoes()
    for place, one in enumerate(texts):
        found.add(one, {"presenting": "low-energy" if place % 4 else "insomnia"})
    return found


def test_reports_that_repeat_one_another_collapse() -> None:
    """By BLEU and by retold reports; the traits of those alike are counted apart."""
    found = echoes([text(n, 0.8) for n in range(30)])
    assert found.collapsed == ("self_bleu_4", "retold")
    assert found.alike["presenting"]["low-energy"] > found.alike["presenting"]["insomnia"] > 0
    assert not found.others


def test_reports_that_differ_do_not() -> None:
    """Nor do a few that are alike: fewer than eight comparisons tell nothing."""
    assert echoes([text(n) for n in range(40)]).collapsed == ()
    assert echoes([text(n, 0.8) for n in range(15)]).collapsed == ()


def test_an_order_is_looked_at_in_blocks() -> None:
    """Once it varies again it has recovered; and what is kept of a long order doesn't grow."""
    texts = [text(n, 0.8) for n in range(BLOCK)]
    assert echoes(texts).collapsed
    assert echoes([*texts, *(text(n) for n in range(BLOCK))]).collapsed == ()
