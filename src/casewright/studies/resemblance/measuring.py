"""The part: every arm against the real notes of its language in three ways, beside real notes against real notes"""

from __future__ import annotations

from collections.abc import Sequence

from casewright.measures.embedding import embedder
from casewright.runs.set_sources import guarded
from casewright.studies.material import Material, Tell
from casewright.studies.part import Part
from casewright.studies.resemblance.claims import list_claims
from casewright.studies.resemblance.findings import ArmFound, Findings, Points, Refused
from casewright.studies.resemblance.map import in_cells, two_directions
from casewright.studies.resemblance.pairs import PAIRED, pair_up
from casewright.studies.resemblance.pictures import list_pictures
from casewright.studies.resemblance.samples import Sample, Samples, languages_of, read_samples
from casewright.studies.resemblance.sets import LEAST_REAL, LEAST_REPORTS, compare_sets, halve_sets, tell_apart
from casewright.studies.resemblance.tables import list_scores, list_tables
from casewright.studies.resemblance.unassessed import list_unassessed
from casewright.studies.resemblance.vectors import Vectors
from casewright.types import Language

__all__ = ["VERSION", "measure"]

VERSION = 1


def measure(material: Material) -> Part:
    """Resemblance of every arm, language by language; languages are never mixed.

    Raises:
        CasewrightError: a measure failed; the message carries no text.
    """
    languages = languages_of(material)
    found: list[Findings] = []
    too_few: dict[Language, int] = {}
    with guarded("resemblance"):
        for language in languages:
            samples = read_samples(material, language)
            if len(samples.real) < LEAST_REAL:
                too_few[language] = len(samples.real)
            else:
                found.append(_found(samples, material))
    return Part(
        "resemblance",
        "Resemblance to real notes",
        list_tables(found),
        list_pictures(found),
        list_claims(found),
        list_scores(found),
        list_unassessed(material, found, too_few),
    )


def _found(samples: Samples, material: Material) -> Findings:
    tell = _telling(material.tell, samples.language)
    vectors = Vectors(material.embedder or embedder(), _texts(samples), _texts(samples, PAIRED), tell)
    usable = [arm for arm in samples.arms if len(arm) >= LEAST_REPORTS]
    places = _map(samples, usable, vectors)
    arms = {arm.name: _refused(arm) or _arm(samples, arm, vectors, material.seed, tell, places) for arm in samples.arms}
    real = samples.real
    return Findings(
        language=samples.language,
        arms=arms,
        parrots=frozenset(arm.name for arm in samples.arms if arm.parrot),
        whole=halve_sets(samples, vectors, material.seed, cut=False),
        equal=halve_sets(samples, vectors, material.seed, cut=True),
        told=tell_apart(samples, None, material.seed),
        paired=pair_up(samples, real, vectors, material.seed, tell),
        places=places[""],
        real=len(real),
        held=real.held,
        words=real.words,
        embedder=vectors.name,
        contextual=vectors.contextual,
    )


def _telling(tell: Tell, language: Language) -> Tell:
    return lambda what, done, of: tell(f"resemblance, {language}: {what}", done, of)


def _texts(samples: Samples, most: int | None = None) -> list[str]:
    """Of every arm so many, and all of the real notes."""
    return [*(text for arm in samples.arms for text in arm.texts[:most]), *samples.real.texts]


def _refused(arm: Sample) -> Refused | None:
    if len(arm) >= LEAST_REPORTS:
        return None
    there = f"{len(arm)} reports" if len(arm) != 1 else "1 report"
    return Refused(f"not estimable: {there} delivered, {LEAST_REPORTS} are needed")


def _arm(samples: Samples, arm: Sample, vectors: Vectors, seed: int, tell: Tell, places: dict[str, Points]) -> ArmFound:
    tell(f"sets, {arm.name}", 0, 0)
    return ArmFound(
        whole=compare_sets(samples, arm, vectors, seed, cut=False),
        equal=compare_sets(samples, arm, vectors, seed, cut=True),
        told=tell_apart(samples, arm, seed),
        paired=pair_up(samples, arm, vectors, seed, tell),
        places=places[arm.name],
        drawn=min(samples.equal, len(arm)),
        held=arm.held,
        words=arm.words,
    )


def _map(samples: Samples, arms: Sequence[Sample], vectors: Vectors) -> dict[str, Points]:
    """Dots by name of the arm; those of real notes under no name."""
    rows = [vectors.rows(one.cuts, one.name) for one in (*arms, samples.real)]
    *placed, real = two_directions(rows)
    dots = {arm.name: own[:PAIRED] for arm, own in zip(arms, placed, strict=True)}
    dots[""] = in_cells(real)
    return {name: tuple((float(x), float(y)) for x, y in own) for name, own in dots.items()}
