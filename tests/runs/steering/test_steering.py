"""Runs with a scripted gate: what is accepted comes to its target, and the same ledger gives the same cases."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from typing import Any, ClassVar

from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.ledger.protocol import PlannedSample, SampleRow
from casewright.plans import choices
from casewright.runs.limits import OrderLimits, RunLimits
from casewright.runs.orders import order_rows
from casewright.runs.steering import Steering
from casewright.runs.steering.asking import Round, ask
from casewright.runs.steering.history import History
from casewright.runs.steering.seen import Seen
from casewright.testing import MemoryLedger
from casewright.testing.played_run import JUDGING, PASSED, RUN, World, refused
from casewright.types import Case, Decision, Order

HALF = Order("F41.1", 24, targets={"sex": {"male": 0.5, "female": 0.5}, "severity": {"mild": 0.5, "severe": 0.5}})


def lets_few_men_pass(case: Case, planned: PlannedSample) -> Decision:
    chance = random.Random(planned.id).random()
    return PASSED if chance < (0.4 if case.person.sex == "male" else 0.95) else refused("mania")


def never(case: Case, planned: PlannedSample) -> Decision:
    return refused("mania", case.person.sex)


def always(case: Case, planned: PlannedSample) -> Decision:
    return PASSED


async def planned(world: World) -> list[PlannedSample]:
    return [row.planned for row in await world.ledger.samples(RUN, JUDGING)]


async def test_what_the_gate_refuses_more_often_is_asked_for_more_often() -> None:
    """Twelve men and twelve women, half of them severe, are accepted; unsteered there are fewer men."""
    steered = await World([HALF], lets_few_men_pass).open()
    await steered.play()
    cases = await steered.cases()
    assert Counter(case.person.sex for case in cases) == {"male": 12, "female": 12}
    assert Counter(case.traits["severity"] for case in cases) == {"mild": 12, "severe": 12}
    plain = await World([HALF], lets_few_men_pass, steer=False).open()
    await plain.play()
    assert Counter(case.person.sex for case in await plain.cases())["male"] < 11
    assert not any("steer" in item.case for item in await planned(plain))


async def test_a_restart_at_every_round_gives_the_same_cases() -> None:
    """What a process remembers is only what it would read again."""
    one = await World([HALF, Order("F32.1", 8)], lets_few_men_pass).open()
    await one.play()
    other = await World([HALF, Order("F32.1", 8)], lets_few_men_pass).open()
    await other.play(restart=True)
    assert await planned(one) == await planned(other)


async def test_a_record_is_read_once_in_a_process() -> None:
    """However many rounds there are."""

    class Counting(MemoryLedger):
        reads: ClassVar[Counter[str]] = Counter()

        async def record(self, run: str, sample: str, judging: str | None = None) -> Any:
            self.reads[sample] += 1
            return await super().record(run, sample, judging)

    world = await World([HALF], lets_few_men_pass, round_size=4, ledger=Counting()).open()
    await world.play()
    assert set(Counting.reads.values()) == {1}


async def test_the_order_in_which_samples_ended_does_not_matter() -> None:
    """A ledger that lists them backwards gives the same outlook."""

    class Backwards(MemoryLedger):
        async def samples(self, *args: Any, **more: Any) -> Sequence[SampleRow]:
            return tuple(reversed(await super().samples(*args, **more)))

    one, other = await World([HALF], never).open(), await World([HALF], never, ledger=Backwards()).open()
    await one.play(2)
    await other.play(2)
    assert await one.steering().look() == await other.steering().look()


async def test_the_seal_changes_only_how_many_are_missing() -> None:
    """Two seals that refuse as many, but other reports, can't be told apart by what is asked next."""

    def sealed_by(sex: str) -> Any:
        def gate(case: Case, planned: PlannedSample) -> Decision:
            return refused("mania", by="seal") if case.person.sex == sex and planned.round == 1 else PASSED

        return gate

    worlds = [await World([HALF], sealed_by(sex)).open() for sex in ("male", "female")]
    for world in worlds:
        await world.play(1)
    first, second = [await world.steering().look() for world in worlds]
    assert first == second
    assert first.steers


async def test_other_orders_do_not_matter() -> None:
    """An order's cases are its own affair."""
    alone = await World([Order("F32.1", 12)], lets_few_men_pass).open()
    await alone.play()
    beside = await World([Order("F32.1", 12), HALF], lets_few_men_pass).open()
    await beside.play()
    own = {item.id: item.case for item in await planned(alone)}
    assert own == {item.id: item.case for item in await planned(beside) if item.id in own}


async def test_an_order_that_nothing_passes_is_given_up_and_noted() -> None:
    """After twenty samples and not a hundred and ten; the others go on. The event holds ids and counts only."""
    hopeless, good = Order("F32.1", 20), Order("F41.1", 20)
    lost, fine = (row.id for row in order_rows([hopeless, good]))
    world = await World([hopeless, good], lambda case, item: never(case, item) if item.order == lost else PASSED).open()
    await world.play()
    by_order = Counter(item.order for item in await planned(world))
    assert by_order == {lost: 20, fine: 20}
    stop = world.outlooks[-1].stopped[lost]
    assert (stop.rule, stop.blocked_by) == ("nothing_passes", ("contradiction:mania", *stop.blocked_by[1:]))
    notes = [event.payload for event in await world.ledger.events(RUN) if event.kind == "round"]
    assert [note["round"] for note in notes] == [1, 2]
    assert notes[-1]["stopped"][lost]["rule"] == "nothing_passes"
    assert notes[-1]["orders"][lost]["blocked_by"]["contradiction:mania"] == 20
    assert set(notes[0]["orders"][fine]["asked"]["sex"]) == {"female", "male"}
    patient = await World([hopeless], never, stop_early=False, limits=RunLimits(OrderLimits(30))).open()
    await patient.play()
    assert len(await planned(patient)) == 30


async def test_orders_of_ones_own_cases_are_not_steered() -> None:
    """Nor are those of a code without case source; they are given up as others are."""
    row = order_rows([Order("F32.1", 3)])[0]
    ledger = MemoryLedger()
    world = await World([Order("F32.1", 3)], always, ledger=ledger).open()
    steering = Steering(ledger, RUN, world.rows, JUDGING, 10, cases={row.id: [{"any": "case"}]})
    assert (await steering.look()).steers == {}


@given(
    code=st.sampled_from(["F32.1", "F41.1", "F20.0", "F43.1", "F90.1"]),
    kind=st.sampled_from(["intake", "emergency", "mental-status", "discharge"]),
    places=st.integers(1, 12),
    first=st.integers(0, 300),
    data=st.data(),
)
@settings(max_examples=60)
def test_nothing_impossible_is_asked(code: str, kind: str, places: int, first: int, data: st.DataObject) -> None:
    """Whatever came before, every place has one value a trait, of those that the kind and the population have."""
    found = choices(Order(code, kind=kind))
    assert found is not None
    past = History(tuple(found.shares["age"]))
    for _ in range(data.draw(st.integers(0, 12))):
        traits = {name: data.draw(st.sampled_from(sorted(own))) for name, own in found.shares.items() if name != "age"}
        passed = data.draw(st.booleans())
        words = "the same words again and again in every report that there is of this order here " * 3
        past.add(Seen(passed, True, data.draw(st.integers(0, 99)), traits, {}, ("guilt",), frozenset("x"), words))
    missing = places + data.draw(st.integers(0, 40))
    round_ = Round("o", 3, first, places, missing, missing + data.draw(st.integers(0, 100)))
    steers, told = ask(round_, found, past)
    assert len(steers) == places
    allowed = {**found.shares, "presenting": found.presenting, "register": found.registers}
    for steer in steers:
        assert all(steer["asks"][name] in own for name, own in allowed.items() if len(own) > 1)
        informant = steer["asks"].get("informant", "none")
        if informant != "none":
            low, high = map(int, steer["asks"]["age"].split("-"))
            first_age, last_age = found.informants[informant]
            assert first_age <= low <= high <= last_age
        assert not set(steer.get("prefer", ())) & set(steer.get("avoid", ()))
    assert all(sum(own.values()) == places for own in told["asked"].values())


async def test_an_order_that_collapsed_is_told_otherwise() -> None:
    """Symptoms that few reports told are preferred, those that most told are avoided; and only where it collapsed."""
    said = " ".join(f"word{n % 37}" for n in range(150))
    world = await World([Order("F32.1", 60)], always, write=lambda case: said).open()
    await world.play(1)
    (before,) = (await world.steering().look()).steers.values()
    assert not any({"prefer", "avoid"} & set(steer) for steer in before)
    await world.play(2)
    (steers,) = (await world.steering().look()).steers.values()
    told = Counter(fact.concept for case in await world.cases() for fact in case.facts if fact.told)
    assert min(told[name] for name in steers[0]["avoid"]) > max(told[name] for name in steers[0]["prefer"])
    assert len({tuple(steer["prefer"]) for steer in steers}) > 1
    notes = [event.payload for event in await world.ledger.events(RUN) if event.kind == "round"]
    assert next(iter(notes[-1]["orders"].values()))["collapsed"] == ["self_bleu_4", "retold"]
