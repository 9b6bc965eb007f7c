"""All figures of a set of reports, overall and within each code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from casewright.errors import CasewrightError, InputError
from casewright.measures.diversity.sets.comparison import Compared, compare
from casewright.measures.diversity.sets.findings import SetDiversity
from casewright.measures.diversity.sets.matching import RealNotes
from casewright.measures.diversity.sets.texts import SetText

__all__ = ["measure_set"]

Vectors = NDArray[np.float32]


def measure_set(
    texts: Sequence[SetText],
    *,
    reference: Sequence[str] | None = None,
    vectors: Vectors | None = None,
    seed: int = 0,
) -> SetDiversity:
    """Measures a set of reports.

    Args:
        texts: The reports.
        reference: Real notes to hold the set against; both sides are brought to equal lengths and numbers.
        vectors: One unit row a report, for dispersion and the Vendi score of meanings.
        seed: Of whatever is drawn: jackknife groups, compressed blocks, real notes.

    Raises:
        InputError: an id stands twice, or vectors aren't one row a report.
    """
    _check(texts, vectors)
    if not reference:
        return _measure(texts, None, vectors, seed)
    found: list[SetDiversity] = []
    failure = _guarded(lambda: found.append(_measure(texts, reference, vectors, seed)))
    if failure:
        raise failure
    return found[0]


def _check(texts: Sequence[SetText], vectors: Vectors | None) -> None:
    seen: set[str] = set()
    for text in texts:
        if text.id in seen:
            raise InputError(f"report {text.id!r} stands twice in the set; every id may stand once")
        seen.add(text.id)
    if vectors is not None and (vectors.ndim != 2 or len(vectors) != len(texts)):
        raise InputError(f"vectors of shape {vectors.shape!r} for {len(texts)} reports; allowed is a row a report")


def _guarded(work: Callable[[], None]) -> CasewrightError | None:
    """What went wrong, without the original error: its frames hold real notes."""
    try:
        work()
    except CasewrightError as error:
        return error.with_traceback(None)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not carry text out of here
        return CasewrightError(f"measuring the set failed: {type(error).__name__}")
    return None


def _measure(
    texts: Sequence[SetText], reference: Sequence[str] | None, vectors: Vectors | None, seed: int
) -> SetDiversity:
    real = RealNotes(reference, seed) if reference else None
    overall = _part(texts, range(len(texts)), real, vectors, seed)
    groups = {name: _part(texts, places, real, vectors, seed) for name, places in _group(texts).items()}
    alarms = [alarm for name, found in groups.items() for alarm in found.alarms(name)]
    compared = {"": overall, **groups}
    return SetDiversity(
        overall.figures,
        {name: found.figures for name, found in groups.items()},
        overall.real or {},
        tuple(alarms),
        {name: found.real for name, found in groups.items() if found.real is not None},
        {name: found.less_diverse for name, found in compared.items() if found.real is not None},
    )


def _part(
    texts: Sequence[SetText], places: Sequence[int], real: RealNotes | None, vectors: Vectors | None, seed: int
) -> Compared:
    own = [texts[place] for place in places]
    return compare(own, real, None if vectors is None else vectors[list(places)], seed)


def _group(texts: Sequence[SetText]) -> Mapping[str, list[int]]:
    """Places of the reports of each code; by language too where a code has reports in two."""
    languages: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        languages[text.code].add(text.language)
    found: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        found[text.code if len(languages[text.code]) == 1 else f"{text.code} ({text.language})"].append(place)
    return dict(sorted(found.items()))
