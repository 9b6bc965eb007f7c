"""The same numbers from statsmodels and scipy, where these have them: digits and time"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from casewright.studies.statistics import benjamini_hochberg, holm, paired_difference, share, unpaired_difference

__all__ = ["compared"]


def compared() -> Iterator[tuple[str, float, float, float]]:
    """What is compared, the largest difference, and the milliseconds of CPU of either, ours first."""
    from scipy.stats import permutation_test
    from statsmodels.stats.contingency_tables import mcnemar  # type: ignore[import-not-found,unused-ignore]  # a peer's
    from statsmodels.stats.multitest import multipletests  # type: ignore[import-not-found,unused-ignore]  # a peer's
    from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint  # type: ignore[import-not-found,unused-ignore]  # a peer's

    dice = np.random.default_rng(7)
    p = list(dice.random(200) ** 2)
    yield _pair("Holm, 200 tests", lambda: holm(p), lambda: multipletests(p, method="holm")[1])
    yield _pair(
        "Benjamini-Hochberg, 200 tests", lambda: benjamini_hochberg(p), lambda: multipletests(p, method="fdr_bh")[1]
    )
    yield _pair("Wilson, 7 of 60", lambda: _ends(share(7, 60)), lambda: proportion_confint(7, 60, method="wilson"))
    a, b = [1.0] * 56 + [0.0] * 14, [1.0] * 48 + [0.0] * 32
    yield _pair(
        "Newcombe, 56 of 70 and 48 of 80",
        lambda: _ends(unpaired_difference(a, b).figure),
        lambda: confint_proportions_2indep(56, 70, 48, 80, method="newcomb"),
    )
    yield _pair("McNemar, exact", lambda: [_mcnemar().p], lambda: [mcnemar([[30, 12], [3, 15]], exact=True).pvalue])
    x, y = dice.normal(0.3, 1, 60), dice.normal(0, 1, 60)
    yield _pair(
        "sign flips, 60 pairs, 9,999 drawn",
        lambda: [paired_difference(_named(x), _named(y)).p],
        lambda: [permutation_test((x - y,), np.mean, permutation_type="samples", n_resamples=9_999, rng=dice).pvalue],
    )


def _pair(what: str, ours: Callable[[], Any], theirs: Callable[[], Any]) -> tuple[str, float, float, float]:
    timed = []
    for run in (ours, theirs):
        run()
        started = time.process_time()
        found = np.asarray(run(), float)
        timed.append((found, 1000 * (time.process_time() - started)))
    (one, own), (other, peers) = timed
    return what, float(np.max(np.abs(one - other))), own, peers


def _ends(figure: Any) -> tuple[float, float]:
    return figure.low, figure.high


def _named(values: Any) -> dict[str, float]:
    return {str(at): float(value) for at, value in enumerate(values)}


def _mcnemar() -> Any:
    change = [1] * 12 + [-1] * 3 + [0] * 45
    return paired_difference(_named([max(0, one) for one in change]), _named([max(0, -one) for one in change]))
