"""Attacks are made of good reports that are judged as what they are not, in both languages."""

from __future__ import annotations

from collections import Counter

import pytest

from casewright.exams.attacks import ATTACKS, attack_items, defective, detection
from casewright.exams.attacks.items import control_item, sample_items
from casewright.exams.bases import Base
from casewright.exams.goldens import golden
from casewright.exams.paper import Item

BASES = (golden("en-01-f321-intake"), golden("es-14-f431-progress"))
REPLACED = {"constant", "opening-alone"}
ITEMS = attack_items(BASES)


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.id)
def test_the_base_of_an_attack_is_unmet(base: Base) -> None:
    """It is judged as another category, whose core it does not tell."""
    victim = defective(base, BASES)
    assert victim.code[:3] != base.case.code[:3]
    assert len(victim.questions) >= 2
    assert set(victim.questions) <= {one.asks[base.case.language] for one in victim.unmet}


def test_every_attack_is_made_of_every_base() -> None:
    """With its name, and the facts that its text still tells."""
    assert [(item.base.id, item.name) for item in ITEMS] == [(base.id, name) for base in BASES for name in ATTACKS]
    for item in ITEMS:
        assert item.sort == "attack"
        assert item.facts == (() if item.name in REPLACED else item.base.case.facts)
        assert item.report.text != item.base.report.text
        assert item.description


def test_the_same_seed_gives_the_same_text() -> None:
    """And another seed other words or places."""
    assert attack_items(BASES) == ITEMS
    other = attack_items(BASES, 5)
    assert sum(one.report.text != item.report.text for one, item in zip(other, ITEMS, strict=True)) > len(ITEMS) / 2


def test_the_report_itself_stays() -> None:
    """An attack that puts words in takes none out."""
    for item in ITEMS:
        if item.name not in REPLACED:
            left = Counter(item.base.report.text.replace(".", " ").split())
            left.subtract(item.report.text.replace(".", " ").split())
            assert max(left.values()) <= 0, item.id


def test_the_control_is_the_report_without_the_attack() -> None:
    """Under the code of the attack."""
    control = control_item(ITEMS[0])
    assert (control.report, control.code, control.facts) == (BASES[0].report, ITEMS[0].code, BASES[0].case.facts)


def test_a_sample_is_even_over_the_attacks() -> None:
    """No attack is asked twice before all were asked once."""
    sample = sample_items(ITEMS, len(ATTACKS) + 3)
    assert len({item.name for item in sample}) == len(ATTACKS)
    assert len({item.id for item in sample}) == len(ATTACKS) + 3
    assert sample_items(ITEMS, 10_000) != []


def test_what_the_detector_sees() -> None:
    """Open attacks are all flagged; it is no secret which ones are not."""
    flagged: dict[str, float | None] = {name: rate.rate for name, rate in detection(ITEMS).items()}
    for name in ("comment", "base64", "boundary", "turn", "role", "verdict", "quotation", "repeated"):
        assert flagged[name] == 1.0, name
    assert flagged["opening"] == 0.0


def _named(name: str) -> Item:
    return next(item for item in ITEMS if item.name == name)


def test_disguises_hide_the_words() -> None:
    """None of them can be found by searching for an instruction in plain letters."""
    for name in ("base64", "zero-width", "bidirectional", "look-alikes", "full-width"):
        said = _named(name).description.split(": ", 1)[1].strip("'\"")
        assert said not in _named(name).report.text
