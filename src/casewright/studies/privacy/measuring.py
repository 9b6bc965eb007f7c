"""The part on privacy: copies, distances, attacks, markers, identifiers, and combinations that are rare"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casewright.measures.figure import Figure
from casewright.measures.privacy.sets import exposure
from casewright.runs.set_sources import guarded
from casewright.studies.material import Material
from casewright.studies.part import Part, Scores
from casewright.studies.privacy.among import among_of_arms
from casewright.studies.privacy.claims import list_claims
from casewright.studies.privacy.corpus import Copying, copying_of_arms
from casewright.studies.privacy.drawing import ArmTexts, texts_of_arms
from casewright.studies.privacy.finding import Found
from casewright.studies.privacy.persons import persons_of_arms
from casewright.studies.privacy.pictures import list_pictures
from casewright.studies.privacy.tables import list_tables
from casewright.studies.privacy.vectors import distances_of_arms

__all__ = ["VERSION", "measure"]

VERSION = 2


def measure(material: Material) -> Part:
    """Every measure of the privacy room that the material allows; what it doesn't is said."""
    texts = texts_of_arms(material)
    if not texts:
        return Part("privacy", "Privacy", not_assessed=("nothing was delivered: privacy was not measured",))
    found = _found(material, texts)
    return Part(
        "privacy",
        "Privacy",
        tuple(list_tables(found)),
        tuple(list_pictures(found)),
        tuple(list_claims(found)),
        tuple(_scores(found.copying)),
        tuple(_not_assessed(material, found)),
    )


def _found(material: Material, texts: Sequence[ArmTexts]) -> Found:
    embedder = material.sources.embedder or material.embedder
    drawn = [f"{one.arm.name}: {len(one.reports)} of {one.of}" for one in texts if len(one.reports) < one.of]
    copying = tuple(copying_of_arms(material, texts))
    return Found(
        copying,
        tuple(among_of_arms(material, texts)),
        tuple(persons_of_arms(material, texts)),
        "no embedder" if embedder is None else embedder.name,
        () if embedder is None else tuple(distances_of_arms(material, texts, embedder)),
        _canaries(material, texts),
        f" Looked at: {'; '.join(drawn)} reports." if drawn else "",
        material.sources.index is not None,
    )


def _canaries(material: Material, texts: Sequence[ArmTexts]) -> Mapping[str, Mapping[str, Figure]]:
    """Every delivered report is looked through: one that shows a marker must not be missed."""
    markers = material.sources.canaries
    if markers is None:
        return {}
    with guarded("looking for the corpus's markers"):
        return {one.arm.name: exposure([report.text for report in one.arm.delivered], markers) for one in texts}


def _scores(copying: Sequence[Copying]) -> Iterator[Scores]:
    runs = {one.side: one.runs for one in copying if one.runs}
    near = {one.side: one.near for one in copying if one.near}
    if runs:
        yield Scores("longest_run", "longest verbatim run (words)", "low", runs)
    if near:
        yield Scores("nearest", "distance to the nearest note", None, near)


def _not_assessed(material: Material, found: Found) -> Iterator[str]:
    sources = material.sources
    if sources.index is None:
        known = ", but as the runs themselves measured it" if found.copying else ""
        yield f"without a corpus: copying was not assessable{known} (--reference)"
    if sources.notes is None:
        yield "without the text of real notes: distances to them, and rare combinations that one patient has (--real)"
    if sources.holdout is None:
        yield "without notes held out: whether reports are nearer to the corpus than to other real notes (--holdout)"
        if sources.nonmembers is None:
            yield "without notes that the writer wasn't shown: membership (--nonmembers, --holdout)"
    if sources.canaries is None:
        yield "without markers in the corpus: whether they come out (--canaries)"
    for arm in material.arms:
        if not arm.delivered:
            yield f"{arm.name}: nothing was delivered"
