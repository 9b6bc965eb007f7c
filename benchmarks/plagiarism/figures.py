"""The screen's figures by name, the larger the more like a copy; and which limits a text breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from casewright.certificates import Rate
from casewright.measures.privacy import overlap_reasons
from casewright.measures.rates import rate
from casewright.types import Privacy

__all__ = ["FIGURES", "broken", "failed", "targets"]

FIGURES: Mapping[str, Callable[[Privacy], float | None]] = {
    "longest run": lambda found: found.longest_run,
    "8-gram containment": lambda found: found.containment_8,
    "13-gram containment": lambda found: found.containment_13,
    "fuzzy containment": lambda found: found.fuzzy_containment,
    "BLEU to the nearest": lambda found: found.nearest_bleu,
    "ROUGE-L to the nearest": lambda found: found.nearest_rouge_l,
    "nearest distance": lambda found: None if found.nearest is None else -found.nearest,
    "nearest ratio": lambda found: None if found.nearest_ratio is None else -found.nearest_ratio,
}


def targets(found: Privacy) -> tuple[str, ...]:
    """The limits that a text breaks."""
    return tuple(reason.target or reason.kind for reason in overlap_reasons(found))


def failed(found: Iterable[Privacy]) -> Rate:
    """How many texts fail the screen."""
    verdicts = [bool(targets(one)) for one in found]
    return rate(sum(verdicts), len(verdicts))


def broken(found: Sequence[Privacy]) -> str:
    """How many texts break each limit, in words."""
    counts = Counter(target for one in found for target in targets(one))
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "none"
