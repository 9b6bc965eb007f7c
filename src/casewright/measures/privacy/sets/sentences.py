"""What the figures of a set say, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casewright.measures.figure import Figure
from casewright.measures.privacy.sets.exposure import BLIND_EXPOSURE

__all__ = ["read_figures"]

LABELS = {
    "longest_run": "the longest verbatim run",
    "containment_8": "8-gram containment",
    "containment_13": "13-gram containment",
    "fuzzy_containment": "passages copied with small changes",
    "nearest_bleu": "BLEU to the nearest passage",
    "nearest_rouge_l": "ROUGE-L to the nearest note",
    "nearest": "distance to the nearest note",
    "nearest_ratio": "the ratio of the nearest to the second nearest patient's note",
}
COPIES = {
    "verbatim_copies": "copy twelve words or more in a row",
    "memorised": "copy fifty words or more in a row",
    "approximate_copies": "hold an approximate copy",
}


ATTACKS = {
    "maximum": "the nearest report",
    "top_3": "the three nearest reports",
    "mean": "all reports together",
}
FOUND = {"found": "are found word for word", "completed": "are completed from their first half"}


def read_figures(figures: Mapping[str, Figure]) -> tuple[str, ...]:
    """One sentence a figure that allows one, whichever of the figures of a set are given.

    By measure: more like the corpus than other real notes are, less, or not told apart; copies, held-out notes,
    membership and canaries with their bounds.
    """
    return (*_comparisons(figures), *_copies(figures), *_holdout(figures), *_attacks(figures), *_canaries(figures))


def _comparisons(figures: Mapping[str, Figure]) -> Iterator[str]:
    for name, label in LABELS.items():
        found = figures.get(f"{name}.auc")
        if found is None:
            continue
        if found.value is None or found.low is None or found.high is None:
            yield f"By {label}: can't be told, {found.note}."
            continue
        told = f"(AUC {found.value:.2f} [{found.low:.2f}, {found.high:.2f}]; 0.5 is no difference)"
        yield f"By {label}, the reports are {_relation(found.low, found.high)} {told}."


def _relation(low: float, high: float) -> str:
    if low > 0.5:
        return "more like the corpus than other real notes are"
    if high < 0.5:
        return "less like the corpus than other real notes are"
    return "not told apart from other real notes"


def _copies(figures: Mapping[str, Figure]) -> Iterator[str]:
    for name, what in COPIES.items():
        found = figures.get(name)
        if found is not None and found.value is not None and found.high is not None:
            hits = round(found.value * found.n)
            bound = "" if hits else f"; at 95 % that leaves at most {found.high:.1%}"
            yield f"{hits} of {found.n} reports {what}{bound}."


def _holdout(figures: Mapping[str, Figure]) -> Iterator[str]:
    found = figures.get("holdout_share")
    if found is None or found.value is None or found.low is None or found.high is None:
        return
    said = (
        "nearer to the corpus than to held-out notes" if found.low > 0.5 else "no nearer to the corpus than by chance"
    )
    yield f"The reports are {said} ({found.value:.0%} [{found.low:.0%}, {found.high:.0%}]; half is expected)."


def _attacks(figures: Mapping[str, Figure]) -> Iterator[str]:
    for name, what in ATTACKS.items():
        found = figures.get(f"{name}.auc")
        if found is None or found.value is None or found.low is None or found.high is None:
            continue
        said = "tells" if found.low > 0.5 else "does not tell"
        told = f"(AUC {found.value:.2f} [{found.low:.2f}, {found.high:.2f}])"
        yield f"An attack by {what} {said} notes that the writer was shown from others {told}."


def _canaries(figures: Mapping[str, Figure]) -> Iterator[str]:
    for name, what in FOUND.items():
        found = figures.get(name)
        if found is not None and found.value is not None and found.high is not None:
            hits = round(found.value * found.n)
            bound = "" if hits else f"; at 95 % that leaves at most {found.high:.1%}"
            yield f"{hits} of {found.n} canaries {what}{bound}."
    bits = figures.get("exposure.mean")
    if bits is not None and bits.value is not None and bits.low is not None:
        said = "above" if bits.low > BLIND_EXPOSURE else "not told from"
        blind = f"the {BLIND_EXPOSURE:.2f} of canaries that nobody copied"
        yield f"Their exposure is {bits.value:.2f} bits, {said} {blind}."
