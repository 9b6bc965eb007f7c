"""Study files: which cells they make, and every fault at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from casewright.errors import InputError, UnknownNameError
from casewright.runs.orders import order_id
from casewright.studies.plan import StudyPlan, chosen_cells, read_study

Read = Callable[[str], StudyPlan]
DOCS = Path(__file__).parents[3] / "docs" / "studies"
SHORT = """\
title: Two writers
writers: {small: embedded/qwen2.5-coder-0.5b, large: {model: house, critics: judge}}
orders:
  english: {codes: [F32.1, F41.1], kind: progress, n: 3}
  spanish: {code: F32.1, language: es, n: 2}
seeds: [0, 1]
"""


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(text: str) -> StudyPlan:
        path = tmp_path / "study.yaml"
        path.write_text(text, encoding="utf-8")
        return read_study(path)

    return reading


def test_without_arms_everything_meets_everything(read: Read) -> None:
    """Every writer on every group, with the loop and once, under each seed; the parrot once beside."""
    plan = read(SHORT)
    names = [cell.name for cell in plan.cells]
    assert names[:5] == [
        "parrot-english-once-s0",
        "parrot-spanish-once-s0",
        "small-english-loop-s0",
        "small-english-once-s0",
        "small-spanish-loop-s0",
    ]
    assert len(names) == len(set(names)) == 2 * (2 + 2 * 2 * 2)
    assert [cell.seed for cell in plan.cells] == [0] * 10 + [1] * 10
    assert plan.writers["large"].critics == ("judge",)


def test_each_order_gets_n_samples_in_one_round(read: Read) -> None:
    """However they end: so cells of one group and seed tell the same cases."""
    plan = read(SHORT)
    english = plan.groups["english"]
    assert (english.round_size, english.samples) == (3, 6)
    assert {english.limits[order_id(order)].max_samples for order in english.orders} == {3}
    assert {group.round_size for group in read(SHORT + "round_size: 20\n").groups.values()} == {20}


def test_arms_say_who_takes_what(read: Read) -> None:
    """A cell that two arms name is one cell, and the parrot takes part where anybody does."""
    arms = """\
arms:
  - {writers: small, orders: english, loop: on, seeds: 0}
  - {writers: [small], loop: [on, off], orders: [english], seeds: [0, 7]}
"""
    plan = read(SHORT + arms)
    assert [cell.name for cell in plan.cells] == [
        "parrot-english-once-s0",
        "small-english-loop-s0",
        "small-english-once-s0",
        "parrot-english-once-s7",
        "small-english-loop-s7",
        "small-english-once-s7",
    ]
    assert plan.notes == ("writer 'large' takes part in no arm", "group of orders 'spanish' takes part in no arm")


def test_cells_are_chosen_by_any_of_their_names(read: Read) -> None:
    """A cell, a writer, a group, an arm, or a pattern; a name that means nothing lists what there is."""
    cells = read(SHORT).cells

    def named(*names: str) -> int:
        return len(chosen_cells(cells, names))

    assert (named(), named("small"), named("spanish"), named("parrot", "large")) == (20, 8, 10, 12)
    assert (named("small-english-loop"), named("small-english-loop-s1"), named("*-s1")) == (2, 1, 10)
    with pytest.raises(UnknownNameError, match=r"unknown cell, writer, group or arm 'smal'.*nearest: small"):
        chosen_cells(cells, ["smal"])


def test_every_fault_is_told_at_once_with_its_place(read: Read) -> None:
    """Of the orders too, which are read as those of an order file are."""
    with pytest.raises(InputError) as caught:
        read("""\
title: t
writers: {small: embedded/a, Parrot: x/y}
round_size: 2
orders:
  one: {codes: [F32.1, F99.99], n: 5, max_samples: 9}
  two: {code: F32.1, n: 5}
  three: {code: F32.1, n: 2, kind: lettr}
arms: [{writers: [smal], orders: [one, four], loop: on}]
""")
    told = [line.partition("study.yaml:")[2] for line in str(caught.value).splitlines()]
    assert told == [
        "2:38: the parrot takes part in every study; it is not named",
        "5:24: unknown ICD-10 code 'F99.99'; F99 has no children",
        "5:52: max_samples has no place in a study: each order gets n samples, however they end",
        "3:13: round_size is 2, fewer than the 5 samples of an order of 'one': cases of a second round hang on what "
        "passed in the first, so cells would not tell the same cases",
        "3:13: round_size is 2, fewer than the 5 samples of an order of 'two': cases of a second round hang on what "
        "passed in the first, so cells would not tell the same cases",
        "7:36: unknown kind 'lettr'; known: consultation, discharge, emergency, intake, mental-status, progress",
        "8:19: unknown writer 'smal'; known: small, Parrot; nearest: small",
        "8:40: unknown group 'four'; known: one, two, three",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("- 1", "a study file must be a mapping with 'title', 'writers' and 'orders'", id="list"),
        pytest.param("title: t\nwriters: {a: b/c}", "key 'orders' is missing", id="no-orders"),
        pytest.param("titel: t", "unknown key 'titel'.*nearest: title", id="mistyped"),
        pytest.param(SHORT + "arms: []", "'arms' is empty", id="no-arm"),
        pytest.param(SHORT + "loop: maybe", "key 'loop.0' is 'maybe': Input should be a valid boolean", id="loop"),
        pytest.param(SHORT + "attempts: 1", "key 'attempts' is 1: .*greater than or equal to 2", id="one-attempt"),
        pytest.param(SHORT.replace("small:", "a/b:"), "'a/b' becomes part of a folder's name", id="name"),
        pytest.param(SHORT.replace("spanish", "ENGLISH"), "would share the folder", id="case"),
        pytest.param(
            SHORT.replace("code: F32.1, language: es", "code: F32.1, kind: progress"),
            "F32.1-en-progress-[0-9a-f]+ stands in 'english' and in 'spanish'; both would tell the same cases",
            id="same-order",
        ),
        pytest.param(SHORT.replace("n: 2", "n: 2000"), "n is 2,000; a study draws the cases of a cell in one", id="n"),
        pytest.param(SHORT.replace("F41.1", "F50.0"), "no case source for 'F50.0'", id="no-cases"),
        pytest.param(SHORT + "arms: [{writers: parrot}]", "the parrot takes part by itself", id="parrot"),
    ],
)
def test_a_study_that_cannot_be_worked_off(read: Read, text: str, told: str) -> None:
    """Refused before anything is paid."""
    with pytest.raises(InputError, match=told):
        read(text)


def test_our_own_studies_can_be_worked_off() -> None:
    """The small models as they were run, and the paper's models for those who have endpoints."""
    small = read_study(DOCS / "small-models.yaml")
    assert sum(small.samples(cell) for cell in small.cells) == 26 * 20
    assert {(cell.group, cell.seed) for cell in small.cells if cell.parrot} == {
        *(("english", seed) for seed in range(4)),
        *(("spanish", seed) for seed in range(2)),
    }
    paper = read_study(DOCS / "paper.yaml")
    assert list(paper.writers) == ["deepseek-r1", "qwen", "openbiollm"]
    assert paper.notes == small.notes == ()
