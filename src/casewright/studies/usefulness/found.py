"""What one language gave: its texts, the questions that could be asked, and the answers"""

from __future__ import annotations

from dataclasses import dataclass

from casewright.measures.privacy.confidential import Confidential
from casewright.studies.usefulness.corpus import Corpus
from casewright.studies.usefulness.problem import Posed, Problem
from casewright.studies.usefulness.trial import Trial

__all__ = ["Found"]


@dataclass(frozen=True, slots=True, repr=False)
class Found(Confidential):
    """One language.

    Attributes:
        corpus: Its texts, which stay here, with their counts.
        posed: The questions, by level.
        trials: The answers, by problem and form of the text; the first is what curves and claims are about.
        alike: Questions that are the same as a finer one, since each class holds one of that, with the finer one.
    """

    corpus: Corpus
    posed: tuple[Posed, ...]
    trials: tuple[Trial, ...]
    alike: tuple[tuple[Problem, Problem], ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All questions."""
        return tuple(problem for one in self.posed for problem in one.problems)

    @property
    def main(self) -> Trial | None:
        """The question with the most classes, on full texts, by words."""
        return self.trials[0] if self.trials else None
