"""Copying from a corpus: every report through the screen, beside real notes that nobody copied"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

import numpy as np
from numpy.typing import NDArray

from casewright.measures.figure import Figure
from casewright.measures.privacy import ReferenceIndex, overlap_reasons
from casewright.measures.privacy.sets import MEASURES, measure_set_privacy
from casewright.measures.privacy.sets.shares import mean, share
from casewright.measures.words import list_tokens, token_keys
from casewright.runs.set_sources import guarded
from casewright.studies.diversity.bounds import bounded
from casewright.studies.material import Material, StudyReport
from casewright.studies.privacy.drawing import EXAMPLE, ArmTexts, recorded
from casewright.studies.privacy.tongues import languages_of_notes, some_notes
from casewright.types import Language, Privacy

__all__ = ["Copying", "copying_of_arms"]

HELD_OUT = "held-out real notes"
AMONG = "real notes, each against other patients'"
COPIED, MEMORISED, APPROXIMATE = 12, 50, 0.75
ZEROS = tuple(f"{name}.mean" for name in ("containment_8", "containment_13", "fuzzy_containment", "nearest_bleu"))
Usual = Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Copying:
    """What was found of one arm, or of real notes.

    Attributes:
        side: Whose.
        baseline: Whether others are held against it.
        reference: What it was compared with, by name and number of notes.
        n: Texts compared.
        figures: As of `casewright.measures.privacy.sets.measure_set_privacy`, with ``failing`` and quantiles.
        runs: By case, the longest verbatim run.
        near: By case, the distance to the nearest note.
        said: What is to be known of it, in words.
    """

    side: str
    baseline: bool
    reference: str
    n: int
    figures: Mapping[str, Figure]
    runs: Mapping[str, float]
    near: Mapping[str, float]
    said: tuple[str, ...] = ()


def copying_of_arms(material: Material, texts: Sequence[ArmTexts]) -> list[Copying]:
    """Of every arm, then of real notes; without a corpus, what the runs themselves measured."""
    index = material.sources.index
    if index is None:
        return [told for one in texts if (told := _as_recorded(one)) is not None]
    languages = languages_of_notes(material.sources.notes)
    words = _usual_length(texts)
    usual = index.baseline_of_length(words)
    found: list[Copying] = []
    done, total = 0, sum(len(one.reports) for one in texts)
    for one in texts:
        found.append(_screened(index, one, usual or index.baseline, languages))
        done += len(one.reports)
        material.tell("privacy: copying", done, total)
    return [*found, *_real(material, index, usual, words)]


def _usual_length(texts: Iterable[ArmTexts]) -> int:
    sizes = [len(token_keys(report.text)) for one in texts for report in one.reports]
    return int(median(sizes)) if sizes else 0


def _screened(index: ReferenceIndex, texts: ArmTexts, usual: Usual, languages: frozenset[Language]) -> Copying:
    reports = [one for one in texts.reports if not languages or one.language in languages]
    name = f"{index.name} ({len(index)} notes)"
    held = [_before_masking(one, name) for one in reports]
    found = [index.screen(one.text) if own is None else own for one, own in zip(reports, held, strict=True)]
    return _copying(texts, reports, found, name, usual, tuple(_said(texts, reports, held)))


def _before_masking(report: StudyReport, name: str) -> Privacy | None:
    """What a masked report had of the same corpus before it was masked: the text that is left shows nothing of it."""
    found = recorded(report) if report.record.get("masked") else None
    return found if found is not None and found.reference == name else None


def _said(texts: ArmTexts, reports: Sequence[StudyReport], held: Sequence[Privacy | None]) -> Iterable[str]:
    if len(reports) < len(texts.reports):
        left = len(texts.reports) - len(reports)
        yield f"{texts.arm.name}: {left} reports in another language than the corpus were not compared"
    masked = sum(bool(one.record.get("masked")) for one in reports)
    known = sum(one is not None for one in held)
    if masked:
        what = "as they were before" if known == masked else f"{known} of them as they were before, the rest as is left"
        yield f"{texts.arm.name}: {masked} masked reports are measured {what}"


def _copying(
    texts: ArmTexts,
    reports: Sequence[StudyReport],
    found: Sequence[Privacy],
    name: str,
    usual: Usual | None,
    said: tuple[str, ...],
) -> Copying:
    figures = _figures(found, usual)
    runs = _by_pair(reports, found, lambda one: one.longest_run)
    near = _by_pair(reports, found, lambda one: one.nearest)
    return Copying(texts.arm.name, texts.arm.parrot, name, len(found), figures, runs, near, said)


def _figures(found: Sequence[Privacy], usual: Usual | None) -> dict[str, Figure]:
    """A report that copies an example of our prompts alone doesn't fail by the corpus."""
    failing = sum(any(reason.target != EXAMPLE for reason in overlap_reasons(one)) for one in found)
    measured = measure_set_privacy(found, usual)
    return {
        "failing": share(failing, len(found), "fails the screen"),
        **{name: bounded(figure) if name in ZEROS else figure for name, figure in measured.items()},
        **_quantiles([float(one.longest_run or 0) for one in found]),
    }


def _by_pair(
    reports: Sequence[StudyReport], found: Sequence[Privacy], value: Callable[[Privacy], float | None]
) -> dict[str, float]:
    held: defaultdict[str, list[float]] = defaultdict(list)
    for report, one in zip(reports, found, strict=True):
        number = value(one)
        if number is not None:
            held[report.pair].append(float(number))
    return {pair: fmean(values) for pair, values in held.items()}


def _quantiles(runs: Sequence[float]) -> dict[str, Figure]:
    """Median and 95th percentile of the longest run, with intervals that take no distribution for granted."""
    return {"longest_run.median": _quantile(runs, 0.5), "longest_run.p95": _quantile(runs, 0.95)}


def _quantile(values: Sequence[float], level: float) -> Figure:
    n = len(values)
    if not n:
        return Figure(None, 0, note="nothing was compared")
    from scipy.stats import quantile_test

    middle = float(np.quantile(values, level, method="inverted_cdf"))
    found = quantile_test(values, q=middle, p=level).confidence_interval(0.95)
    low, high = float(found.low), float(found.high)
    if np.isnan(low) or np.isnan(high):
        return Figure(middle, n, note=f"no interval: {n} are too few for the {level:.0%} quantile")
    return Figure(middle, n, low, high, "interval by order statistics")


def _as_recorded(texts: ArmTexts) -> Copying | None:
    """Where no corpus is given, what the arm's runs measured against theirs, if that was one corpus."""
    told = [(report, found) for report in texts.reports if (found := recorded(report)) is not None]
    named = {found.reference for _, found in told if found.reference is not None}
    if len(named) != 1:
        return None
    kept = [(report, found) for report, found in told if found.reference is not None]
    said = (f"{texts.arm.name}: as its runs measured it",)
    return _copying(texts, [one for one, _ in kept], [found for _, found in kept], named.pop(), None, said)


def _real(material: Material, index: ReferenceIndex, usual: Usual, words: int) -> Iterable[Copying]:
    """Real notes that nobody copied: those held out, and the corpus's own against other patients'."""
    name = f"{index.name} ({len(index)} notes)"
    holdout = material.sources.holdout
    if holdout:
        with guarded("screening held-out notes"):
            chosen = some_notes(holdout, material.seed)
            found = [index.screen(_cut(text, words)) for text in chosen]
            figures = _figures(found, usual or index.baseline)
            yield Copying(HELD_OUT, True, name, len(found), figures, {}, {}, (f"{HELD_OUT}: cut to {words} tokens",))
    values = usual or index.baseline
    n = max((len(values[one]) for one in values), default=0)
    if n:
        how = f"cut to {words} tokens" if usual else "uncut, as too few are as long as the reports"
        yield Copying(AMONG, True, name, n, _of_values(values), {}, {}, (f"{AMONG}: {how}",))


def _of_values(values: Usual) -> dict[str, Figure]:
    runs, bleu = values.get("longest_run", np.zeros(0)), values.get("nearest_bleu", np.zeros(0))
    return {
        **{f"{name}.mean": mean(values[name]) for name in MEASURES if len(values.get(name, ()))},
        **_quantiles([float(run) for run in runs]),
        "verbatim_copies": share(int((runs >= COPIED).sum()), len(runs), f"a run of {COPIED} words"),
        "memorised": share(int((runs >= MEMORISED).sum()), len(runs), f"a run of {MEMORISED} words"),
        "approximate_copies": share(int((bleu > APPROXIMATE).sum()), len(bleu), f"BLEU above {APPROXIMATE}"),
    }


def _cut(text: str, words: int) -> str:
    tokens = list_tokens(text)
    return text if len(tokens) <= words or not words else text[: tokens[words - 1].end]
