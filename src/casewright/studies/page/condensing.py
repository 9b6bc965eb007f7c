"""Claims that say the same of several arms, told once: what they begin with alike, and the rest for each arm"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casewright.studies.page.sentences import spoken
from casewright.studies.part import Claim

__all__ = ["Condensed", "condense"]

NUMBER = re.compile(
    r"(?<![\w.])[+−-]?\d(?:[\d.,]*\d)?(?:\s?%)?(?:\s?(?:\[[^\]]*\]|\([^()]*\d[^()]*\)))?(?![\w])|(?<![\w.])\d(?![\w.])"
    r"|\b[A-Z]\d\d(?:\.\d+)?\b"
)
"""A number with the interval behind it, or a code."""

TONGUE = re.compile(r",? in (English|Spanish)\b")
AFTER = re.compile(r"\b(?:of|by|from|with) $")
"""Words after which several arms stand as they are; elsewhere each is the subject of a verb."""

TAIL = re.compile(r",? (?:of|by|from|with) these arms\s*$")
LOOSE = re.compile(r"[\s,:;(]+$")
SMALL = re.compile(r"(?:,? \b(?:from|in|at|among|the|to|by|of))+ $")
"""Words that belong to the number behind them."""

DIFFERS = re.compile(r" differs from ([^:]+): ")


@dataclass(frozen=True, slots=True)
class Condensed:
    """One sentence of one arm or more.

    Attributes:
        says: The sentence; of several arms without their names, up to where it differs.
        because: What shows it, where that is the same for all.
        arms: Whom it is said of, with the rest of their sentence; none where it is of one or of all.
    """

    says: str
    because: str
    arms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim with its arm taken out."""

    claim: Claim
    name: str
    language: str
    bare: str
    head: int | None = None

    @property
    def key(self) -> str:
        """Alike for sentences that differ by numbers alone, or behind a head of their own."""
        return self.bare[: self.head] if self.head is not None else NUMBER.sub("…", self.bare)


def condense(claims: Iterable[Claim], arms: Sequence[str]) -> tuple[Condensed, ...]:
    """One for each sentence that differs by more than arms' names, languages and numbers, in the order of the first."""
    names = re.compile("|".join(re.escape(name) for name in sorted(arms, key=len, reverse=True)) or "(?!)")
    groups: dict[str, list[_Said]] = {}
    for claim in claims:
        said = _read(claim, names)
        groups.setdefault(said.key, []).append(said)
    return tuple(_one(own) for own in groups.values())


def _read(claim: Claim, names: re.Pattern[str]) -> _Said:
    """Whom a sentence is said of, and the sentence without."""
    says = spoken(claim.says).rstrip(".")
    named = list(dict.fromkeys(names.findall(says)))
    against = DIFFERS.search(says)
    if against and named and says.startswith(named[0]):
        head = f"These arms differ from {against[1]}"
        return _Said(claim, named[0], "", f"{head}: {says[against.end() :]}", len(head))
    if len(named) > 1:
        return _Said(claim, "", "", says)
    name = named[0] if named else claim.about
    tongue = TONGUE.search(says)
    bare = names.sub(lambda found: _stand_in(says[: found.start()], says[found.end() :]), TONGUE.sub("", says))
    return _Said(claim, name, tongue[1] if tongue else "", bare.removeprefix("\0").lstrip(": "))


def _stand_in(before: str, after: str) -> str:
    if not before and re.match(r"(?:,? in (?:English|Spanish))?:", after):
        return "\0"
    return "these arms" if AFTER.search(before) else "each of these arms"


def _one(own: Sequence[_Said]) -> Condensed:
    first = own[0]
    if len(own) == 1:
        says, about = spoken(first.claim.says), first.claim.about
        named = not first.name or first.name in says or about in says
        return Condensed(says if named else f"{about}: {says}", first.claim.because)
    because = {one.claim.because for one in own}
    at = first.head if first.head is not None else _parting([one.bare for one in own])
    head = TAIL.sub("", LOOSE.sub("", first.bare[:at]))
    mixed = len({one.language for one in own}) > 1
    same = "" if mixed or not first.language else f" in {first.language}"
    told = _gathered((_named(one, mixed=mixed), _rest(one.bare[at:])) for one in own)
    return Condensed(f"{head}{same}", because.pop() if len(because) == 1 else "", told)


def _parting(bare: Sequence[str]) -> int:
    """Where sentences begin to differ: before the first number that isn't the same in all."""
    numbers = [list(NUMBER.finditer(one)) for one in bare]
    for at, found in enumerate(numbers[0]):
        if any(own[at][0] != found[0] for own in numbers):
            small = SMALL.search(bare[0], 0, found.start())
            return small.start() if small else found.start()
    return len(bare[0])


def _named(one: _Said, *, mixed: bool) -> str:
    if not mixed or not one.language:
        return one.name
    return f"{one.name} ({one.language})" if one.name else one.language


def _rest(text: str) -> str:
    """What stands whole in brackets needs none behind an arm's name."""
    told = text.strip(" ,:;.")
    return told[:-1] if told.endswith(")") and told.count(")") > told.count("(") else told


def _gathered(told: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Arms of which the same is said, together; then what is said of the same arms."""
    by_rest: dict[str, list[str]] = {}
    for name, rest in told:
        by_rest.setdefault(rest, []).append(name)
    by_names: dict[str, list[str]] = {}
    for rest, names in by_rest.items():
        by_names.setdefault("; ".join(_languages(dict.fromkeys(names))), []).append(rest)
    return tuple((names, "; ".join(filter(None, rests))) for names, rests in by_names.items())


def _languages(names: Iterable[str]) -> Iterator[str]:
    """``one (English, Spanish)`` for two of the same arm."""
    found: dict[str, list[str]] = {}
    for name in names:
        arm, bracket, language = name.rpartition(" (")
        known = bool(bracket) and language.rstrip(")") in ("English", "Spanish")
        found.setdefault(arm if known else name, []).extend([language.rstrip(")")] if known else [])
    yield from (f"{arm} ({', '.join(own)})" if own else arm for arm, own in found.items())
