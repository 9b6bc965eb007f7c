"""Arms from places: studies, runs, exports and files made elsewhere, each refused where figures would mislead"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from casewright.errors import InputError
from casewright.runs.distribution.targets import target_shares
from casewright.runs.set_texts import TextFields
from casewright.studies.loading.files import read_file
from casewright.studies.loading.judging import judged_differently, require_one_judging
from casewright.studies.loading.portion import Place, Portion
from casewright.studies.loading.runs import read_run
from casewright.studies.loading.slimming import Slimmer
from casewright.studies.loading.study_folder import arm_name, study_places
from casewright.studies.material import Arm, StudyReport, Tell

__all__ = ["Loaded", "form_arms", "read_places"]

PARROT = "parrot"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What places hold.

    Attributes:
        arms: In the order in which they were named, the parrot last.
        said: What a reader must know of them, in sentences.
        targets: Shares that the orders want, by trait and value.
        levels: The level of support by order.
        models: Who wrote, by arm.
    """

    arms: tuple[Arm, ...]
    said: tuple[str, ...] = ()
    targets: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)


def read_places(
    places: Sequence[Place],
    *,
    fields: TextFields | None = None,
    partial: bool = False,
    tell: Tell = lambda what, done, of: None,
) -> tuple[list[Portion], list[str]]:
    """What lies at each place, and what is to be said of places as a whole.

    Args:
        places: Where to read.
        fields: Names of the fields of files made elsewhere.
        partial: Whether runs that aren't finished are read as far as they have come.
        tell: Hears how many runs and files are read.

    Raises:
        InputError: a place twice, one that can't be read, or (without ``partial``) a run that isn't finished or a
            study's cell without one.
    """
    said: list[str] = []
    listed = [one for place in places for one in _spread(place, said, partial=partial)]
    _refuse_twice(listed)
    slimmer, found = Slimmer(), list[Portion]()
    for done, place in enumerate(listed):
        tell("reading reports", done, len(listed))
        found.append(
            read_file(place, slimmer, fields or TextFields())
            if place.kind == "file"
            else read_run(place, slimmer, partial=partial)
        )
    tell("reading reports", len(listed), len(listed))
    _refuse_one_run_twice(found)
    return found, said


def form_arms(portions: Sequence[Portion], said: Sequence[str] = ()) -> Loaded:
    """The arms that portions make.

    Runs of a study are one arm for each writer, with and without the loop; other runs are an arm each, unless they
    were given one name.

    Raises:
        InputError: arms were judged differently; or one name stands for several writers, or for runs with and without
            the loop.
    """
    require_one_judging(portions)
    groups: dict[str, list[Portion]] = {}
    for name, portion in zip(_names(portions), portions, strict=True):
        groups.setdefault(name, []).append(portion)
    arms = sorted((_arm(name, own) for name, own in groups.items()), key=lambda arm: arm.parrot)
    orders = {row.id: row for portion in portions for row in portion.orders}
    told = (*said, *(line for one in portions for line in one.said), *judged_differently(portions))
    return Loaded(
        arms=tuple(arms),
        said=(*told, *_mismatched(arms)),
        targets=target_shares(list(orders.values())),
        levels={row.id: str(row.order["level"]) for row in orders.values()},
        models={name: own[0].writer for name, own in groups.items() if own[0].writer},
    )


def _spread(place: Place, said: list[str], *, partial: bool) -> Iterator[Place]:
    """The place itself, or the runs of a study."""
    if place.kind != "study":
        yield place
        return
    found, missing = study_places(place)
    if missing and not partial:
        hint = "go on with `casewright study run`, or read what is there with --partial"
        raise InputError(f"study {place.told!r} is not finished: {_some(missing)} not come to an end; {hint}")
    if missing:
        said.append(f"{place.told}: {_some(missing)} not come to an end: read as far as it has come")
    yield from found


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{', '.join(names[:3])}{more} {'has' if len(names) == 1 else 'have'}"


def _refuse_twice(places: Sequence[Place]) -> None:
    seen: dict[tuple[str, str, str], str] = {}
    for place in places:
        path = str(place.path.resolve()) if place.path else place.ledger
        key = (path, place.project, place.run)
        if key in seen:
            raise InputError(f"{place.told!r} is given twice: as {seen[key]!r} already")
        seen[key] = place.told


def _refuse_one_run_twice(portions: Sequence[Portion]) -> None:
    """One run in two places, such as a folder and its copy."""
    seen: dict[str, str] = {}
    for portion in portions:
        if portion.run and portion.run in seen:
            raise InputError(f"run {portion.run!r} is given twice: in {seen[portion.run]} and in {portion.place}")
        seen[portion.run] = portion.place


def _names(portions: Sequence[Portion]) -> list[str]:
    """Of each portion's arm: as somebody said, else its writer's name, with its place where several have that."""
    short = [one.arm or arm_name(_short(one.writer), loop=bool(one.loop)) for one in portions]
    counts = Counter(name for name, one in zip(short, portions, strict=True) if not one.arm)
    return [
        f"{name} ({Path(one.place).name})"
        if not one.arm and (counts[name] > 1 or _taken(name, one, portions))
        else name
        for name, one in zip(short, portions, strict=True)
    ]


def _taken(name: str, own: Portion, portions: Sequence[Portion]) -> bool:
    return any(one.arm == name for one in portions if one is not own)


def _short(writer: str) -> str:
    return writer.rstrip("/").rpartition("/")[2] or writer or "unnamed writer"


def _arm(name: str, portions: Sequence[Portion]) -> Arm:
    writers, loops = {one.writer for one in portions}, {one.loop for one in portions}
    parrot = writers == {PARROT}
    if len(writers) > 1 or (len(loops) > 1 and not parrot):
        places = ", ".join(one.place for one in portions)
        raise InputError(f"arm {name!r} mixes writers, or runs with and without the loop: {places}")
    several = len(portions) > 1
    reports = [report for one in portions for report in (_apart(one) if several else one.reports)]
    return Arm(name, tuple(reports), portions[0].writer, None if parrot else portions[0].loop, parrot)


def _apart(portion: Portion) -> Iterator[StudyReport]:
    """Ids of samples stand once in a run, not in several."""
    before = portion.run[:8] or Path(portion.place).name
    return (replace(report, id=f"{before}/{report.id}") for report in portion.reports)


def _mismatched(arms: Sequence[Arm]) -> Iterator[str]:
    own = [arm for arm in arms if not arm.parrot]
    kinds = all(one.kind for arm in own for one in arm.reports)
    asked = {arm.name: {(one.code, one.language, one.kind * kinds) for one in arm.reports} for arm in own}
    every = set().union(*asked.values())
    lacking = {name: sorted(every - has) for name, has in asked.items() if every - has}
    if lacking:
        listed = "; ".join(
            f"{name} lacks {', '.join(' '.join(filter(None, one)) or 'no code' for one in missing[:5])}"
            + (f" and {len(missing) - 5} more" if len(missing) > 5 else "")
            for name, missing in lacking.items()
        )
        yield f"arms hold different orders ({listed}): compare them by code, or over cases that both tell"
