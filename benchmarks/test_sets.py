"""Sets of reports: how time grows with what was accepted, and how often the alarm for a collapsed mode is right."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from benchmarks.diversity.timing import cpu, exponent
from benchmarks.sets.collapsing import Collapse, collapsed, templated
from benchmarks.sets.groups import Group, groups, healthy

from casewright.measures.diversity import AcceptedTable
from casewright.measures.diversity.sets import CollapseAlarm, SetText, measure_set
from casewright.measures.diversity.sets.collapse import find_alarms
from casewright.measures.diversity.sets.jackknife import jackknife
from casewright.measures.diversity.sets.lines import RULES
from casewright.measures.diversity.sets.reading import Reading
from casewright.measures.rates import clustered_rate, rate

Say = Callable[[str], None]

SIZES = (250, 500, 1000, 2000, 4000, 8000)
GROWTH = 0.5
ASKED = 60
MOST = 16
COLLAPSES = [
    Collapse(templates, share, exchanged, frame)
    for exchanged, frame in ((0.1, False), (0.3, True), (0.6, True))
    for templates in (1, 4)
    for share in (0.25, 0.5, 0.75)
]


def test_a_look_up_hardly_grows_with_what_was_accepted(say: Say) -> None:
    """Template-like reports, 250 to 8,000 of them: the time of the exact nearest grows by a small power."""
    texts, table = templated(SIZES[-1] + ASKED), AcceptedTable()
    asked = texts[SIZES[-1] :]
    seconds = {}
    for size in SIZES:
        for place in range(len(table), size):
            table.add(str(place), texts[place])
        seconds[size] = cpu(lambda: [table.nearest(text) for text in asked]) / len(asked)
    told = ", ".join(f"{size}: {taken * 1000:.2f} ms" for size, taken in seconds.items())
    say(f"nearest accepted report, by how many were accepted: {told}; exponent {exponent(seconds):.2f}")
    assert exponent(seconds) < GROWTH


def test_measuring_a_set_grows_with_its_size(say: Say) -> None:
    """With intervals; linear in the number of reports."""
    texts = [SetText(str(place), f"F{place % 20:02}.0", "en", text) for place, text in enumerate(templated(2000))]
    measure_set(texts[:50])
    seconds = {size: cpu(lambda: measure_set(texts[:size]), 1) for size in (500, 1000, 2000)}  # noqa: B023 - run at once
    told = ", ".join(f"{size}: {taken:.1f} s" for size, taken in seconds.items())
    say(f"a set of 20 codes measured, overall and by code: {told}; exponent {exponent(seconds):.2f}")
    assert exponent(seconds) < 1.3


def alarms(group: Group) -> list[CollapseAlarm]:
    """As `measure_set` gives them, without the figures that no rule is about."""
    reading = Reading(group.notes)
    measured = jackknife(lambda kept: {rule: reading.figure(rule, kept) for rule in RULES}, reading.order)
    return find_alarms(group.name, [str(place) for place in range(len(reading))], reading, measured, None)


@pytest.mark.parametrize("half", [0, 1], ids=["half that set the lines", "other half"])
def test_false_alarms_on_real_notes(say: Say, half: int) -> None:
    """Groups overlap in their notes, so the groups are counted too, each wrong if any of its sets is."""
    found = [(group.name, bool(alarms(group))) for group in healthy(half)]
    sets = rate(sum(wrong for _, wrong in found), len(found))
    wrong = {name: any(one for other, one in found if other == name) for name, _ in found}
    names = rate(sum(wrong.values()), len(wrong))
    say(f"half {half}: false alarms {sets.hits} of {sets.n} sets; groups with one {names.hits} of {names.n}, "
        f"at most {names.high:.1%}")  # fmt: skip
    assert names.rate is not None
    assert names.rate <= 0.05


@pytest.mark.parametrize("size", [10, 20, 50])
def test_collapsed_modes_that_are_found(say: Say, size: int) -> None:
    """By templates, their share of the set and what was exchanged, of the half that didn't set the lines."""
    dice, lines = random.Random(3), []
    for how in COLLAPSES:
        made = (collapsed(name, notes, size, how, dice) for name, notes in groups(1).items())
        sets = [one for one in made if one is not None][:MOST]
        found = [alarms(one) for one in sets]
        rules = {rule: sum(any(alarm.rule == rule for alarm in one) for one in found) for rule in RULES}
        share = clustered_rate((int(bool(one)), 1) for one in found)
        lines.append(f"{how}: {share.hits} of {share.n} [{share.low:.2f}, {share.high:.2f}] {rules}")
    say(f"sets of {size} reports\n" + "\n".join(lines))
