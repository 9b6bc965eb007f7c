"""Which reports come on a sheet: equally many of each arm and code, and no case told twice if it can be helped"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casewright.errors import InputError
from casewright.studies.material import Arm, RealNote
from casewright.studies.sheets.item import REAL, Item
from casewright.studies.sheets.plain import MASK, cut, plain_text
from casewright.types import Language

__all__ = ["Drawn", "draw"]

SHORTEST = 20
"""Characters below which there is nothing to judge."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn, in the order in which raters will see it, and what whoever sends the sheet must know."""

    items: tuple[Item, ...]
    said: tuple[str, ...] = ()

    def count(self) -> dict[str, int]:
        """By arm, how many."""
        return dict(Counter(item.arm for item in self.items))


def draw(
    arms: Sequence[Arm],
    n: int,
    *,
    real: Sequence[RealNote] = (),
    real_share: float = 0.5,
    language: Language | None = None,
    headings: bool = False,
    words: int | None = None,
    seed: int = 0,
) -> Drawn:
    """So many texts in shuffled order.

    Args:
        arms: Their delivered reports are drawn from.
        n: How many texts, real notes included.
        real: Real notes to mix in; only those of the reports' codes, where notes have codes.
        real_share: Which share of the sheet they are to be.
        language: Only texts of this language.
        headings: Whether headings stay.
        words: Texts are cut to so many.
        seed: Of draw and order.

    Raises:
        InputError: nothing is there to draw.
    """
    dice = random.Random(f"people {seed}")  # noqa: S311 - no secrets here
    pools = {arm.name: list(_items(arm, language, headings, words)) for arm in arms}
    notes = _fitting(real, {item.code[:3] for pool in pools.values() for item in pool if item.code}, language)
    shown = [_note(note, headings, words) for note in notes]
    pools = {name: pool for name, pool in pools.items() if pool}
    if not pools:
        raise InputError("there is nothing to put on a sheet: no arm has a delivered report of the language asked")
    wanted = min(len(shown), round(n * real_share)) if real else 0
    chosen = [*_balanced(pools, n - wanted, dice), *_balanced({REAL: shown}, wanted, dice)]
    dice.shuffle(chosen)
    return Drawn(tuple(chosen), tuple(_said(chosen, n, arms, real, wanted, words)))


def _items(arm: Arm, language: Language | None, headings: bool, words: int | None) -> Iterator[Item]:  # noqa: FBT001 - ours
    for report in arm.delivered:
        if MASK in report.text or (language and report.language != language):
            continue
        text = _shown(report.text, headings, words)
        if len(text) >= SHORTEST:
            yield Item(arm.name, report.id, report.pair, report.code, report.language, text, arm.parrot)


def _note(note: RealNote, headings: bool, words: int | None) -> Item:  # noqa: FBT001 - ours
    return Item(REAL, note.id, note.group or note.id, note.code, note.language, _shown(note.text, headings, words))


def _shown(text: str, headings: bool, words: int | None) -> str:  # noqa: FBT001 - ours
    plain = plain_text(text, headings=headings)
    return cut(plain, words) if words else plain


def _fitting(real: Sequence[RealNote], codes: set[str], language: Language | None) -> list[RealNote]:
    spoken = [note for note in real if language is None or note.language == language]
    coded = [note for note in spoken if any(code[:3] in codes for code in note.codes or (note.code,))]
    return coded if any(note.code for note in spoken) else spoken


def _balanced(pools: dict[str, list[Item]], n: int, dice: random.Random) -> list[Item]:
    """Arm by arm in turn; of each the code that it has least of so far, and a case that nobody tells yet."""
    left = {name: dice.sample(pool, len(pool)) for name, pool in pools.items()}
    codes: dict[str, Counter[str]] = defaultdict(Counter)
    told: set[str] = set()
    chosen: list[Item] = []
    while len(chosen) < n and any(left.values()):
        for name in dice.sample(sorted(left), len(left)):
            if left[name] and len(chosen) < n:
                item = min(left[name], key=lambda one: (one.pair in told, codes[one.arm][one.code]))
                left[name].remove(item)
                codes[name][item.code] += 1
                told.add(item.pair)
                chosen.append(item)
    return chosen


def _said(
    chosen: Sequence[Item], n: int, arms: Sequence[Arm], real: Sequence[RealNote], wanted: int, words: int | None
) -> Iterator[str]:
    if len(chosen) < n:
        yield f"{len(chosen)} texts instead of {n}: there are no more"
    counts = Counter(item.arm for item in chosen)
    missing = [arm.name for arm in arms if not counts[arm.name]]
    if missing:
        yield f"no report of {', '.join(missing)} is on the sheet"
    own = [counts[arm.name] for arm in arms if counts[arm.name]]
    if own and max(own) - min(own) > 1:
        yield f"arms are not equally many: {', '.join(f'{name} {count}' for name, count in sorted(counts.items()))}"
    twice = len(chosen) - len({item.pair for item in chosen})
    if twice:
        yield f"{twice} cases are told more than once, which raters may notice"
    if real and not wanted:
        yield "no real note has a code and a language of the reports, so none is on the sheet"
    if real and wanted and len({item.language for item in chosen}) > 1:
        yield "texts of both languages are on the sheet: whoever reads one only should get --language"
    short = sum(len(item.text.split()) < words * 0.8 for item in chosen) if words else 0
    if short:
        yield f"{short} of {len(chosen)} texts are shorter than the {words} words that they are cut to"
