"""Scale out of band: a rating scale's score beyond its range, or read as a band that it doesn't lie in."""

from __future__ import annotations

import re
from dataclasses import replace

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.operators.defect import Defect
from casewright.exams.operators.intrusions.placing import find_section, put_in
from casewright.exams.operators.intrusions.scales import Rating, band_word, ratings, suited
from casewright.exams.operators.intrusions.tellings import known, new_fact, told_with
from casewright.exams.passages import with_text
from casewright.exams.swaps import mentions_any
from casewright.exams.word_bank import bank
from casewright.types import Fact, Quantity

__all__ = ["misread_scale"]

NAME = "scale-out-of-band"
PLACES = ("scales", "mental-state", "physical-findings", "present-illness")


def misread_scale(base: Base, seed: int = 0) -> Defect:
    """Spoils a score that the text has, or puts in a scale with a spoilt one where it has none."""
    key = (NAME, base.id, seed)
    there = {one: match for one in ratings() if (match := ratings()[one].find(base.report.text)) is not None}
    if not there:
        return _put_in(base, pick(_free(base), *key), *key)
    name = pick(sorted(there), *key)
    return _spoil(base, ratings()[name], there[name], *key)


def _free(base: Base) -> list[Rating]:
    """Scales that suit the code and that nothing is said of yet, or any such scale."""
    told = {fact.concept for fact in base.case.facts}
    options = [one for one in ratings().values() if one.concept not in told and one.name not in base.report.text]
    fitting = suited(base.case.code)
    return [one for one in options if one in fitting] or options or fitting


def _beyond(rating: Rating, *key: object) -> bool:
    """Whether the range is broken rather than a band; always where no source gives bands."""
    return not rating.bands or pick((True, False), "range", *key)


def _spoil(base: Base, rating: Rating, match: re.Match[str], *key: object) -> Defect:
    text, score, reading = base.report.text, int(match["score"]), ""
    if _beyond(rating, *key) or (band := rating.band_of(score)) is None:
        score = rating.beyond(*key)
    elif _is_read(base, match):
        score = rating.middle(rating.far(band))
    else:
        word = band_word(rating.far(band), base.case.language)
        reading = bank("rating_scales")["reading"][base.case.language].format(word=word)
    end = _after_points(base, match)
    changed = text[: match.start("score")] + str(score) + text[match.end("score") : end] + reading + text[end:]
    said = f"{text[match.start() : end]!r} became {text[match.start() : match.start('score')]}{score}{reading}"
    return Defect(NAME, base.id, with_text(base.report, changed), "facts", said, _changed(base, rating, match, score))


def _after_points(base: Base, match: re.Match[str]) -> int:
    unit = f" {bank('rating_scales')['points'][base.case.language]}"
    return match.end() + len(unit) if base.report.text.startswith(unit, match.end()) else match.end()


def _is_read(base: Base, match: re.Match[str]) -> bool:
    """Whether a band is named behind the score, in the same sentence."""
    rest = re.split(r"[.\n]", base.report.text[match.end() :], maxsplit=1)[0]
    return mentions_any(rest, bank("rating_scales")["words"][base.case.language].values())


def _changed(base: Base, rating: Rating, match: re.Match[str], score: int) -> tuple[Fact, ...] | None:
    told = known(base)
    if told is None:
        return None
    was, points = Quantity(float(match["score"]), "points"), Quantity(float(score), "points")
    held = next((fact for fact in told if (fact.concept, fact.quantity) == (rating.concept, was)), None)
    return tuple(replace(fact, quantity=points) if fact is held else fact for fact in told)


def _put_in(base: Base, rating: Rating, *key: object) -> Defect:
    language, sentences = base.case.language, bank("rating_scales")["sentences"][base.case.language]
    if _beyond(rating, *key):
        score = rating.beyond(*key)
        sentence = sentences["range"].format(name=rating.name, score=score)
    else:
        band = pick(sorted(rating.bands), "band", *key)
        score, word = rating.middle(band), band_word(rating.far(band), language)
        sentence = sentences["band"].format(name=rating.name, score=score, word=word)
    section, points = find_section(base.report, PLACES), Quantity(float(score), "points")
    facts = told_with(base, new_fact(NAME, rating.concept, section.id, quantity=points, source="test"))
    said = f"{sentence!r} stands in {section.id}"
    return Defect(NAME, base.id, put_in(base.report, section, sentence), "facts", said, facts)
