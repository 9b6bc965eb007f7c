"""The part on populations: who is told of, how severely ill, with which symptoms, at what length"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import fmean

from casewright.runs.set_sources import guarded
from casewright.studies.diversity.equal import ENOUGH, REAL, equalise, languages_of, most_of, real_of, reports_of
from casewright.studies.material import Material
from casewright.studies.part import Part, Scores
from casewright.studies.populations.cases import cases_of
from casewright.studies.populations.claims import list_claims
from casewright.studies.populations.finding import ArmTelling, Found
from casewright.studies.populations.pictures import list_pictures
from casewright.studies.populations.planned import Planned, plans_of
from casewright.studies.populations.reading import ArmRead, read_arms, read_real
from casewright.studies.populations.severity import inflation
from casewright.studies.populations.symptoms import telling
from casewright.studies.populations.tables import list_tables
from casewright.studies.populations.templates import TemplateShare, template_shares
from casewright.studies.populations.texts import SideTexts, compare_texts
from casewright.studies.populations.told import Told

__all__ = ["VERSION", "measure"]

VERSION = 2
Plans = Mapping[str, Mapping[str, Planned]]
Real = Mapping[str, tuple[tuple[Told, ...], int]]


def measure(material: Material) -> Part:
    """Traits of cases against targets and what was asked, of texts against real notes, and of texts against cases."""
    read, real = read_arms(material), read_real(material)
    plans = {arm.name: plans_of(arm.reports) for arm in material.arms}
    shares, said = _templates(material)
    found = Found(
        tuple(cases_of(arm, plans[arm.name], material) for arm in material.arms),
        tuple(_texts(material, read, real)),
        tuple(_telling(material, read, plans)),
        shares,
        said,
    )
    return Part(
        "populations",
        "Populations",
        tuple(list_tables(found)),
        tuple(list_pictures(found)),
        tuple(list_claims(found)),
        tuple(_scores(read)),
        tuple(_not_assessed(material, found)),
    )


def _texts(material: Material, read: Sequence[ArmRead], real: Real) -> Iterator[SideTexts]:
    for language in languages_of(material):
        notes, there = real.get(language, ((), 0))
        for one in read:
            own = [told for report, told in one.texts if report.language == language]
            if own:
                of = sum(report.language == language for report in one.arm.delivered)
                traits = compare_texts(own, notes, language, material.seed)
                yield SideTexts(
                    one.arm.name, one.arm.parrot, real=False, language=language, read=len(own), of=of, traits=traits
                )
        if notes:
            traits = compare_texts(notes, (), language, material.seed)
            yield SideTexts(REAL, baseline=True, real=True, language=language, read=len(notes), of=there, traits=traits)


def _telling(material: Material, read: Sequence[ArmRead], plans: Plans) -> Iterator[ArmTelling]:
    for one in read:
        asked = plans[one.arm.name]
        pairs = [(asked[report.id], told) for report, told in one.texts if report.id in asked]
        if pairs:
            yield ArmTelling(
                one.arm.name,
                one.arm.parrot,
                len(pairs),
                one.of,
                inflation(pairs, material.seed),
                telling(pairs, list(asked.values()), material.seed),
            )


def _templates(material: Material) -> tuple[tuple[TemplateShare, ...], str]:
    found: list[TemplateShare] = []
    said: list[str] = []
    for language in languages_of(material):
        arms = [(arm.name, arm.parrot, reports_of(arm, language)) for arm in material.arms]
        with guarded("bringing texts to equal length"):
            equal = equalise(arms, real_of(material, language), most=most_of(material), seed=material.seed)
        found += template_shares(equal, language, material.seed)
        said.append(f"{language}: {'; '.join((f'{equal.n} texts a side, median {equal.words} tokens', *equal.said))}.")
    return tuple(found), " ".join(said)


def _scores(read: Sequence[ArmRead]) -> Iterator[Scores]:
    """Numbers of texts that arms on the same cases can be compared by."""
    yield Scores(
        "symptoms",
        "symptoms told",
        None,
        {one.arm.name: _by_pair(one, lambda told: len(told.symptoms)) for one in read},
    )
    yield Scores(
        "tokens", "length in tokens", None, {one.arm.name: _by_pair(one, lambda told: told.tokens) for one in read}
    )


def _not_assessed(material: Material, found: Found) -> Iterator[str]:
    for language in languages_of(material):
        if (n := len(real_of(material, language))) < ENOUGH:
            few = f"{n} of the {ENOUGH} real notes" if n else "real notes"
            yield f"without {few} in {language}: what its texts tell beside what real ones do (--real)"
    for arm in found.cases:
        if arm.without:
            yield f"{arm.arm}: {arm.without} reports have no case, so nothing tells what they were to be"


def _by_pair(one: ArmRead, value: Callable[[Told], int]) -> dict[str, float]:
    held: defaultdict[str, list[int]] = defaultdict(list)
    for report, told in one.texts:
        held[report.pair].append(value(told))
    return {pair: fmean(values) for pair, values in held.items()}
