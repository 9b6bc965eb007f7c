"""What ratings let one say, and the numbers by which arms are compared"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from casewright.studies.part import Claim, Scores
from casewright.studies.sheets.arms import By
from casewright.studies.sheets.item import REAL
from casewright.studies.sheets.marking import ANY, errors_per_hundred
from casewright.studies.sheets.reading import Rating
from casewright.studies.sheets.telling import balanced_accuracy
from casewright.studies.statistics import told

__all__ = ["claims_of", "scores_of"]


def claims_of(arms: By) -> Iterator[Claim]:
    """For each arm but the parrot: whether it can be told from real notes, and how many errors were marked."""
    real = arms.get(REAL, ())
    for name, own in arms.items():
        if own[0].of.real or own[0].of.parrot:
            continue
        found = balanced_accuracy(own, real)
        if found.value is None or found.low is None:
            says = f"Whether people can tell reports of {name} from real notes."
            yield Claim(says, "open", found.note, name)
        elif found.low > 0.5:
            says = f"People can't tell reports of {name} from real notes."
            yield Claim(says, "cannot", f"They did: balanced accuracy {told(found, 'readings')}.", name)
        else:
            says = f"Whether people can tell reports of {name} from real notes."
            because = f"Balanced accuracy {told(found, 'readings')}: guessing is within it, and so is more."
            yield Claim(says, "open", because, name)
        errors = errors_per_hundred(own, ANY)
        says = f"People marked {told(errors, 'readings')} errors for each hundred readings of {name}."
        yield Claim(says, "can", "The ratings of the sheet.", name)


def scores_of(arms: By) -> Iterator[Scores]:
    """By case, how many took it for real and how many marked an error."""
    written = {name: own for name, own in arms.items() if not own[0].of.real}
    yield Scores(
        "people-real", "taken for real by people", "high",
        {name: _by_pair(own, lambda item: item.verdict == "real") for name, own in written.items()},
    )  # fmt: skip
    yield Scores(
        "people-error", "readings with an error marked", "low",
        {name: _by_pair(own, lambda item: bool(item.errors)) for name, own in written.items()},
    )  # fmt: skip


def _by_pair(own: Sequence[Rating], hit: Callable[[Rating], bool]) -> dict[str, float]:
    found: dict[str, list[bool]] = defaultdict(list)
    for item in own:
        found[item.of.pair].append(hit(item))
    return {pair: sum(hits) / len(hits) for pair, hits in found.items()}
