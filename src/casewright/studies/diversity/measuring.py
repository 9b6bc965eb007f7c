"""The part on diversity: every measure of the diversity room, at equal number and length"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casewright.runs.set_sources import guarded
from casewright.studies.diversity.claims import list_claims
from casewright.studies.diversity.equal import Equal, equalise, languages_of, most_of, real_of, reports_of
from casewright.studies.diversity.finding import LanguageDiversity
from casewright.studies.diversity.lexical import full_length, lexical_figures, likeness
from casewright.studies.diversity.pictures import list_pictures
from casewright.studies.diversity.sets import SetFigures, measure_codes, measure_sides
from casewright.studies.diversity.tables import list_tables
from casewright.studies.material import Material
from casewright.studies.part import Part, Scores
from casewright.types import Language

__all__ = ["VERSION", "measure"]

VERSION = 3


def measure(material: Material) -> Part:
    """Sets at equal number and length by language and code, words of single reports, and scores by case."""
    found = [_language(material, language) for language in languages_of(material)]
    return Part(
        "diversity",
        "Diversity",
        tuple(list_tables(found)) if found else (),
        tuple(list_pictures(found)),
        tuple(list_claims(found)),
        tuple(_scores(material, found)),
        tuple(_not_assessed(material, found)),
    )


def _language(material: Material, language: Language) -> LanguageDiversity:
    arms = [(arm.name, arm.parrot, reports_of(arm, language)) for arm in material.arms]
    with guarded("bringing texts to equal length"):
        equal = equalise(arms, real_of(material, language), most=most_of(material), seed=material.seed)
    return LanguageDiversity(
        language,
        equal.n,
        equal.words,
        equal.said,
        tuple(_told(material, equal, language)),
        {side.name: lexical_figures(side, language, material.seed) for side in equal.sides},
        tuple(measure_codes(material, language)),
        {side.name: likeness(side.texts) for side in equal.sides if not side.real},
    )


def _told(material: Material, equal: Equal, language: Language) -> Iterator[SetFigures]:
    sides = measure_sides(equal, language, material.embedder, material.seed)
    for done, side in enumerate(sides, start=1):
        material.tell(f"diversity ({language})", done, len(equal.sides))
        yield side


def _scores(material: Material, found: Sequence[LanguageDiversity]) -> Iterator[Scores]:
    lexical = {arm.name: full_length(arm) for arm in material.arms}
    for name, title in (("mattr", "MATTR"), ("mtld", "MTLD")):
        yield Scores(name, f"{title}, uncut", "high", {arm: own[name] for arm, own in lexical.items()})
    near: dict[str, dict[str, float]] = {arm.name: {} for arm in material.arms}
    for one in found:
        for side, values in one.likeness.items():
            near[side].update(values)
    yield Scores("likeness", "5-gram Jaccard to the likest other report of the arm", "low", near)


def _not_assessed(material: Material, found: Sequence[LanguageDiversity]) -> Iterator[str]:
    if not found:
        yield "nothing was delivered: diversity was not measured"
    for one in found:
        if one.n and one.real is None:
            yield f"without real notes in {one.language}: diversity beside theirs (--real)"
    if found and material.embedder is None:
        yield "without an embedder: dispersion and Vendi score of meanings (--embedder)"
