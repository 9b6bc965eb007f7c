"""A steer says what a run asks of a case between its rounds."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.errors import UsageError
from casewright.hashing import content_hash
from casewright.plans import CaseRequest, case_problems, case_sources, choices, draw_case
from casewright.types import Case, Language, Need, Order
from casewright.vocabulary.kinds import KINDS
from casewright.wire import to_json

AS_EVER = [
    ("F32.1", "intake", "en", "de9e611bce0984e1"),
    ("F41.1", "progress", "es", "b749955431db7c92"),
    ("F20.0", "emergency", "en", "0f30f7cb43c8e082"),
    ("F10.2", "discharge", "en", "74e04f4b17c7a147"),
    ("F43.1", "consultation", "es", "d8c16645d0ed0d22"),
    ("F90.1", "mental-status", "en", "99d69f7ef6712d1c"),
    ("F03", "intake", "es", "4d067a6dcfc3b565"),
]


@pytest.mark.parametrize(("code", "kind", "language", "hashed"), AS_EVER)
def test_without_a_steer_cases_are_drawn_as_ever(code: str, kind: str, language: Language, hashed: str) -> None:
    """Runs begun before there were steers go on, and exams keep their cases: these hashes were taken then."""
    order = Order(code, kind=kind, language=language)
    found = [to_json(draw_case(CaseRequest("held", order, index, 5 + index))) for index in range(6)]
    assert content_hash(found) == hashed


def steered(index: int = 0, /, *, code: str = "F32.1", kind: str = "intake", **steer: Any) -> Case:
    return draw_case(CaseRequest("o", Order(code, kind=kind), index, 3 * index, (), steer))


def test_what_is_asked_is_drawn() -> None:
    """Person, circumstances, who speaks, what the patient comes with and how it is told; the rest stays as it was."""
    asks = {"sex": "male", "age": "65-79", "stressor": "separation", "register": "telegraphic"}
    asks |= {"course": "no-response", "setting": "primary-care", "informant": "child", "presenting": "hopelessness"}
    for index in range(8):
        case = steered(index, asks=asks)
        assert case.person.sex == "male"
        assert 65 <= case.person.age <= 79
        assert {name: case.traits[name] for name in asks if name in case.traits} == {
            name: value for name, value in asks.items() if name not in ("sex", "age")
        }
        assert case_problems(case) == ()
    assert steered(4, asks={"sex": steered(4).person.sex}) == steered(4)


def test_preferred_concepts_are_told_more_often_and_avoided_ones_less() -> None:
    """As far as the groups of the population have them."""

    def told(concept: str, **steer: Any) -> int:
        cases = [steered(index, **steer) for index in range(24)]
        return sum(any(f.told and f.concept == concept and f.status == "present" for f in c.facts) for c in cases)

    assert told("guilt", prefer=["guilt"]) == 24
    assert told("irritability", prefer=["irritability"]) > told("irritability") > 0
    assert told("insomnia", avoid=["insomnia"]) < told("insomnia")


def test_what_no_case_can_have_is_left_to_chance() -> None:
    """Values of another kind or code, and people who can't be at hand: the case is drawn all the same."""
    asks = {"sex": "other", "age": "0-4", "setting": "psychiatric-ward", "presenting": "mania", "informant": "record"}
    assert steered(2, asks=asks) == steered(2)
    young = steered(2, asks={"age": "18-29", "informant": "child"})
    assert young.traits["informant"] != "child"
    with pytest.raises(UsageError, match=r"steered by 'shoe_size'; known: asks"):
        steered(2, shoe_size=43)


def test_a_steer_that_a_rubric_does_not_allow_falls_back_step_by_step() -> None:
    """First what is told of whom is let go of, then circumstances: here the needs forbid hopelessness to be told."""
    finds = {"concept": "hopelessness"}
    needs = (Need("no-hopelessness", "contradicts", "not_present", 1, finds),)
    order = Order("F32.1", level="named")
    asks = {"sex": "male", "stressor": "separation", "presenting": "hopelessness", "register": "telegraphic"}
    told = [draw_case(CaseRequest("o", order, index, index, needs, {"asks": asks})) for index in range(8)]
    assert {case.person.sex for case in told} == {"male"}
    assert {case.traits["stressor"] for case in told} == {"separation"}
    hidden = [not any(f.told for f in case.facts if f.concept == "hopelessness") for case in told]
    assert all(hidden)


def test_a_series_spreads_over_cases_of_different_seeds() -> None:
    """Samples of a run have seeds of their own; a series makes any two neighbours of different sex again, and so on."""
    alone = [steered(index).person.sex for index in range(16)]
    together = [steered(index, series=1).person.sex for index in range(16)]
    changes = [sum(one != other for one, other in pairwise(sexes)) for sexes in (alone, together)]
    assert changes[0] < 12 <= changes[1]
    assert steered(1, series=1) != steered(1, series=2)


@given(
    code=st.sampled_from(case_sources()),
    kind=st.sampled_from(KINDS),
    index=st.integers(0, 50),
    data=st.data(),
)
@settings(max_examples=60, deadline=None)
def test_whatever_can_be_asked_gives_a_possible_case(code: str, kind: str, index: int, data: st.DataObject) -> None:
    """Person and circumstances are met always, as they are drawn from shares; and no case is impossible."""
    order = Order(code, kind=kind)
    found = choices(order)
    assert found is not None
    asks = {trait: data.draw(st.sampled_from(sorted(shares))) for trait, shares in found.shares.items()}
    asks["presenting"] = data.draw(st.sampled_from(found.presenting))
    asks["register"] = data.draw(st.sampled_from(found.registers))
    asks["informant"] = data.draw(st.sampled_from(["none", *found.informants]))
    prefer = data.draw(st.lists(st.sampled_from(found.symptoms or ("guilt",)), max_size=4, unique=True))
    request = CaseRequest("o", order, index, index, (), {"series": 7, "asks": asks, "prefer": prefer})
    case = draw_case(request)
    low, high = map(int, asks["age"].split("-"))
    assert case_problems(case) == ()
    assert (case.person.sex, low <= case.person.age <= high) == (asks["sex"], True)
    assert {trait: case.traits[trait] for trait in found.shares if trait not in ("age", "sex")} == {
        trait: asks[trait] for trait in found.shares if trait not in ("age", "sex")
    }
    assert draw_case(request) == case


def test_only_what_kind_and_target_allow_can_be_asked() -> None:
    """Values of no share and of other kinds are left out; a code without source has no choices."""
    found = choices(Order("F32.1", kind="discharge", targets={"sex": {"male": 1, "female": 0}}))
    assert found is not None
    assert found.shares["sex"] == {"male": 1}
    assert set(found.shares["setting"]) == {"psychiatric-ward"}
    silent = choices(Order("F32.1", kind="mental-status"))
    assert silent is not None
    assert (silent.informed, dict(silent.informants)) == (0.0, {})
    assert choices(Order("F50.0")) is None
