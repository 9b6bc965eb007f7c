"""The part *recoverability*: whether a text's code can be told from it, named or shown, and told from its siblings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext

from casewright.plans.cases import case_sources
from casewright.runs.set_sources import guarded
from casewright.studies.material import Material
from casewright.studies.part import Part, Scores
from casewright.studies.recoverability.cases import MOST, MOST_REAL, REAL, NamedCase, cases_of
from casewright.studies.recoverability.classifiers import (
    Background,
    Classifier,
    NearestTitles,
    RubricEvidence,
    RubricSupport,
    TitleWords,
)
from casewright.studies.recoverability.contrast import contrast_table, contrasts_of
from casewright.studies.recoverability.hidden import masked_table
from casewright.studies.recoverability.levels import candidates_of
from casewright.studies.recoverability.naming import Makers, Named, Way, name_all
from casewright.studies.recoverability.pictures import codes_picture, contrast_picture, recovered_picture
from casewright.studies.recoverability.recovered import recovered_table
from casewright.studies.recoverability.saying import claims_of

__all__ = ["VERSION", "measure"]

VERSION = 2
TITLES, RUBRICS = "title words", "rubrics, evidence"
NO_REAL = "codes recovered from real notes: give notes with codes of chapter V (--real)"
NO_EMBEDDER = "nearest titles: name an embedder"
FEWEST = 2
"""Candidates of a system below which nothing can be told apart."""


def measure(material: Material, more: Sequence[Classifier] = ()) -> Part:
    """Codes named from whole and masked texts, and the contrast test.

    Args:
        material: The arms and real notes.
        more: Further classifiers, such as a model that is asked for the code.
    """
    cases, said = cases_of(material)
    candidates = _candidates(cases)
    missing = [*said, *_missing(material, cases, candidates)]
    cases = [case for case in cases if case.system in candidates]
    if not any(case.who != REAL for case in cases):
        return Part("recoverability", "Code recoverability", not_assessed=tuple(missing))
    with guarded("naming codes") if material.real else nullcontext():
        named = list(name_all(cases, candidates, _makers(material, more), material.tell))
        contrasts = list(contrasts_of(cases, material.tell))
    contrasted = contrast_table(contrasts, len(cases))
    seed = material.seed
    sampled = _sampled(material)
    tables = [recovered_table(named, candidates, scope, sampled, seed) for scope in ("delivered", "written")]
    pictures = (
        recovered_picture(named, candidates, TITLES, RUBRICS, seed),
        contrast_picture(contrasts),
        codes_picture(named, RUBRICS, seed),
    )
    return Part(
        "recoverability",
        "Code recoverability",
        tables=(*tables, *([contrasted] if contrasted.rows else []), masked_table(cases, seed)),
        pictures=pictures if contrasted.rows else (pictures[0], pictures[2]),
        claims=claims_of(named, contrasts, candidates, TITLES, RUBRICS, seed),
        scores=(_scores(named, "whole"), _scores(named, "masked")),
        not_assessed=tuple(missing),
    )


def _makers(material: Material, more: Sequence[Classifier]) -> Makers:
    near = () if material.embedder is None else (NearestTitles(material.embedder),)

    def made(background: Background) -> Sequence[Classifier]:
        return (TitleWords(TITLES), *near, RubricSupport(), RubricEvidence(background, RUBRICS), *more)

    return made


def _candidates(cases: Sequence[NamedCase]) -> Mapping[str, Sequence[str]]:
    """By system, those that cases can be drawn for and those of the arms; real notes add none."""
    arms = [case for case in cases if case.who != REAL]
    systems = dict.fromkeys(case.system for case in arms)
    found = {
        system: candidates_of(system, [case.code for case in arms if case.system == system], case_sources)
        for system in systems
    }
    return {system: codes for system, codes in found.items() if len(codes) >= FEWEST}


def _missing(material: Material, cases: Sequence[NamedCase], candidates: Mapping[str, Sequence[str]]) -> list[str]:
    told = [
        f"codes of {system}: only one code is at hand, and nothing to tell it from"
        for system in sorted({case.system for case in cases if case.who != REAL} - candidates.keys())
    ]
    if not any(case.who == REAL for case in cases):
        told.append(NO_REAL)
    if material.embedder is None:
        told.append(NO_EMBEDDER)
    return told


def _sampled(material: Material) -> str:
    """What was drawn, where not all was looked at."""
    large = [arm.name for arm in material.arms if len(arm.written) > MOST]
    told = [f"Of arms with more than {MOST} reports {MOST} were drawn, the same cases of each."] if large else []
    if len(material.real) > MOST_REAL:
        told.append(f"At most {MOST_REAL} real notes with a code were drawn.")
    return " ".join(told)


def _scores(named: Sequence[Named], way: Way) -> Scores:
    """By case, whether the rules critic's evidence puts the code first, at four characters or else three."""
    found: dict[str, dict[str, float]] = {}
    for one in named:
        if one.classifier == RUBRICS and one.way == way and one.case.written and one.case.who != REAL:
            earned = one.earned.get(("four", 1), one.earned.get(("three", 1)))
            if earned is not None:
                found.setdefault(one.case.who, {})[one.case.pair] = earned
    return Scores(f"recovered-{way}", f"code recovered, {way} text", "high", found)
