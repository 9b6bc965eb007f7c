"""An order file says what is wanted; whatever is wrong with it is told with its line before anything is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casewright.errors import InputError, UsageError
from casewright.runs.limits import OrderLimits
from casewright.runs.order_file import OrderFile, read_order_file
from casewright.runs.orders import MAX_N, checked, order_id
from casewright.types import Order


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "orders.yaml"


def read(place: Path, text: str) -> OrderFile:
    place.write_text(text, encoding="utf-8")
    return read_order_file(place)


def refused(place: Path, text: str) -> str:
    with pytest.raises(InputError) as caught:
        read(place, text)
    return str(caught.value).replace(str(place), "o")


def test_an_entry_is_an_order_for_each_code_language_and_kind(place: Path) -> None:
    """In the order in which they stand, each with the n and the limits of the entry."""
    text = "orders: [{codes: [F32.1, f411], language: [en, es], kind: [intake, progress], n: 3, max_usd: 2.5}]"
    found = read(place, text)
    told = [(order.code, order.language, order.kind) for order in found.orders]
    assert told[:4] == [("F32.1", one, kind) for one in ("en", "es") for kind in ("intake", "progress")]
    assert [order.code for order in found.orders[4:]] == ["F41.1"] * 4
    assert {order.n for order in found.orders} == {3}
    assert set(found.limits.by_order) == {order_id(order) for order in found.orders}
    assert set(found.limits.by_order.values()) == {OrderLimits(max_usd=2.5)}


def test_defaults_lie_under_each_order(place: Path) -> None:
    """What an order says itself goes before, key by key; a key is taken as a whole."""
    text = """
    defaults: {n: 5, language: es, targets: {sex: {female: 1}}, max_samples: 40}
    orders:
      - code: F32.1
      - {code: F41.1, n: 2, targets: {age: {18-24: 1}}}
    """
    first, second = (found := read(place, text)).orders
    assert (first.n, first.language, first.targets) == (5, "es", {"sex": {"female": 1}})
    assert (second.n, second.language, second.targets) == (2, "es", {"age": {"18-24": 1}})
    assert {limits.max_samples for limits in found.limits.by_order.values()} == {40}


def test_budgets_are_those_of_the_whole_run(place: Path) -> None:
    """What happens when they are used up stands beside them; by default what is begun is finished."""
    text = "{budgets: {max_usd: 40, max_seconds: 3600, when_spent: pause}, orders: [{code: F32.1, n: 1}]}"
    found = read(place, text).limits
    assert found.total == OrderLimits(max_usd=40, max_seconds=3600, when_spent="pause")
    assert read(place, "orders: [{code: F32.1, n: 1}]").limits.total.when_spent == "finish"


def test_json_is_an_order_file_too(place: Path) -> None:
    """As programs write it."""
    found = read(place, json.dumps({"orders": [{"code": "F32.1", "n": 2, "comorbidities": ["F10.1"]}]}, indent=2))
    assert found.orders == (Order("F32.1", 2, comorbidities=("F10.1",)),)


def test_equal_orders_add_up_and_so_do_their_limits(place: Path) -> None:
    """It is said; a budget of one alone would not bound both, so then there is none."""
    text = """
    orders:
      - {code: F32.1, n: 2, max_usd: 1, max_calls: 9}
      - {codes: [f32.1, F41.1], n: 3, max_usd: 2}
    """
    found = read(place, text)
    assert [(order.code, order.n) for order in found.orders] == [("F32.1", 5), ("F41.1", 3)]
    name = order_id(found.orders[0])
    assert found.limits.by_order[name] == OrderLimits(max_usd=3)
    assert found.notes == (f"line 4: {name} was ordered before; 2 + 3 = 5 are wanted",)


WRONG = {
    "empty": ("", "o:1:1: the order file is empty; it needs 'orders'"),
    "only a comment": ("# later\n", "o:1:1: the order file is empty"),
    "a list": ("- {code: F32.1}", "o:1:1: an order file must be a mapping with 'orders'"),
    "no orders": ("{budgets: {max_usd: 1}}", "key 'orders' is missing"),
    "an empty list": ("orders: []", "o:1:9: key 'orders': Tuple should have at least 1 item"),
    "an unknown key": ("orders: [{code: F32.1, n: 1, langauge: es}]", "o:1:40: unknown key 'orders.0.langauge'; known"),
    "its nearest": ("orders: [{code: F32.1, n: 1, langauge: es}]", "nearest: language"),
    "a writer, which belongs to settings": ("{orders: [{code: F32.1, n: 1}], writer: parrot}", "unknown key 'writer'"),
    "an alias": ("orders: [&a {code: F32.1, n: 1}, *a]", "o:1:34: aliases are refused"),
    "a key twice": ("orders: [{code: F32.1, n: 1, n: 2}]", "o:1:30: duplicate key 'n'"),
    "n of zero": ("orders: [{code: F32.1, n: 0}]", "o:1:27: key 'orders.0.n' is 0: Input should be greater"),
    "n of a billion": ("orders: [{code: F32.1, n: 1000000000}]", "'orders.0.n' is 1000000000: Input should be less"),
    "n of yes": ("orders: [{code: F32.1, n: yes}]", "o:1:27: key 'orders.0.n'"),
    "no n": ("orders: [{code: F32.1}]", "o:1:10: 'n' is missing: say how many are wanted, here or under 'defaults'"),
    "no code": ("orders: [{n: 1}]", "o:1:10: an order needs either 'code' or 'codes'"),
    "code and codes": ("orders: [{code: F32.1, codes: [F32.2], n: 1}]", "either 'code' or 'codes'"),
    "a budget of zero": (
        "{budgets: {max_usd: 0}, orders: [{code: F32.1, n: 1}]}",
        "o:1:21: key 'budgets.max_usd' is",
    ),
    "a budget of an order": ("orders: [{code: F32.1, n: 1, max_calls: 0}]", "key 'orders.0.max_calls' is 0"),
    "what to do then": (
        "{budgets: {when_spent: stop}, orders: [{code: F32.1, n: 1}]}",
        "o:1:24: key 'budgets.when_spent' is 'stop': Input should be 'finish', 'pause' or 'cancel'",
    ),
    "fewer samples than reports": ("orders: [{code: F32.1, n: 3, max_samples: 2}]", "the order could never be filled"),
    "an unknown code": ("orders: [{codes: [F32.1, F32.19], n: 1}]", "o:1:26: unknown ICD-10 code 'F32.19'; children"),
    "no case source": ("orders: [{code: F50.0, n: 1}]", "o:1:17: no case source for 'F50.0'; there are for F03, "),
    "an unknown kind": ("orders: [{code: F32.1, n: 1, kind: letter}]", "o:1:36: unknown kind 'letter'; known: cons"),
    "an unknown system": ("orders: [{code: F32.1, n: 1, system: icd11}]", "o:1:38: unknown code system 'icd11'"),
    "an unknown language": ("orders: [{code: F32.1, n: 1, language: [en, fr]}]", "is 'fr': Input should be 'en' or"),
    "an unknown comorbidity": (
        "orders: [{code: F32.1, n: 1, comorbidities: [F99.99]}]",
        "unknown ICD-10 code 'F99.99'",
    ),
    "itself beside it": ("orders: [{code: F32.1, n: 1, comorbidities: f321}]", "with itself as comorbidity"),
    "an unknown trait": (
        "orders: [{code: F32.1, n: 1, targets: {sx: {female: 1}}}]",
        "o:1:44: unknown target 'sx'; known: age, comorbidity, course, setting, severity, sex, stressor; nearest: sex",
    ),
    "a severity that the code excludes": (
        "{defaults: {targets: {severity: {mild: 1}}}, orders: [{code: F32.1, n: 1}]}",
        "o:1:40: target 'severity' names 'mild', which cases of F32.1 don't have; they have moderate",
    ),
    "an age that nobody has": (
        "orders: [{code: F03, n: 1, targets: {age: {18-24: 1}}}]",
        "target 'age' wants '18-24'; cases of F03 are 65 to 95 years old",
    ),
    "an age that is no band": ("orders: [{code: F03, n: 1, targets: {age: {old: 1}}}]", "needs bands such as 18-29"),
    "a setting that the kind never has": (
        "orders: [{code: F32.1, n: 1, kind: emergency, targets: {setting: {primary-care: 1}}}]",
        "target 'setting' names 'primary-care', which kind 'emergency' never has; with it go emergency-department",
    ),
    "a negative share": ("orders: [{code: F32.1, n: 1, targets: {sex: {female: -1}}}]", "targets.sex.female' is -1"),
    "no share at all": (
        "orders: [{code: F32.1, n: 1, targets: {sex: {female: 0}}}]",
        "o:1:45: target 'sex' has no share above 0",
    ),
    "targets without shares": ("orders: [{code: F32.1, n: 1, targets: {sex: {}}}]", "target 'sex' needs shares"),
    "too many in all": (
        f"orders: [{{code: F32.1, n: {MAX_N}}}, {{code: F32.1, n: 1}}]",
        "is ordered twice, 1,000,001 in all; at most 1,000,000 can be",
    ),
    "two things to do when spent": (
        "orders: [{code: F32.1, n: 1}, {code: F32.1, n: 1, when_spent: pause}]",
        "is ordered twice, with different 'when_spent'",
    ),
}


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_its_place(place: Path, text: str, told: str) -> None:
    """Line and column from 1, the nearest match of a mistyped name, and what is allowed."""
    assert told in refused(place, text)


def test_everything_wrong_is_told_at_once(place: Path) -> None:
    """Nobody mends a file of forty orders one complaint at a time; past twenty they are counted."""
    text = "defaults: {n: 1}\norders:\n" + "".join(f"  - code: F32.1{n}9\n" for n in range(30))
    lines = refused(place, text).splitlines()
    assert len(lines) == 21
    assert lines[0].startswith("o:3:11: unknown ICD-10 code 'F32.109'")
    assert lines[-1] == "and 10 faults more"


def test_an_impossible_target_is_refused_of_an_order_in_python_too() -> None:
    """Before the run is there, not at its first case."""
    with pytest.raises(UsageError, match="cases of F03 are 65 to 95"):
        checked(Order("F03", targets={"age": {"18-24": 1}}))
