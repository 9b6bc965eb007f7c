"""An evaluation run for a worker: who judges, rebuilt from its recipe, and the hands that do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from casewright.errors import UsageError
from casewright.ledger.protocol import Ledger, OrderRow, RunRow
from casewright.overlays import overlaid
from casewright.rubrics import ResolvedRubric
from casewright.runs.assembly import Cast, judged_by, judging_of, parts_of
from casewright.runs.assessing.opening import resolved_for
from casewright.runs.assessing.reports import Reports
from casewright.runs.assessing.steward import EvaluationSteward
from casewright.runs.assignment import Assignment
from casewright.runs.purse import Purse
from casewright.runs.recipe import differences, limits_of_run
from casewright.runs.sample import SampleRunner
from casewright.runs.worker import Worker

__all__ = ["EvaluationSession"]


@dataclass
class EvaluationSession:
    """Takes part in an evaluation run.

    Args:
        cast: Who judges.
        row: The run.
        orders: What its reports are judged as.

    Raises:
        UsageError: what is at hand here would judge otherwise; says what differs.
    """

    cast: Cast
    row: RunRow
    orders: Sequence[OrderRow]
    judging: str = field(init=False)

    def __post_init__(self) -> None:
        with overlaid(self.cast.overlays):
            rubrics = resolved_for(self.cast, [order.order for order in self.orders])
            self.judging = judging_of(self.cast, rubrics)
            if self.judging != self.row.decides["judging"]:
                raise UsageError(self._difference(rubrics))

    @property
    def run(self) -> str:
        """The run's id."""
        return self.row.id

    def worker(self, ledger: Ledger) -> Worker:
        """A worker of this process on the run."""
        how, limits = self.cast.settings.how, limits_of_run(self.row)
        job = Assignment(ledger, self.run, self.judging, seed=0, round_size=1, floor=0.0, limits=limits)
        self.cast.bench.budget.watch_prices_only()
        parts = parts_of(self.cast, self.judging, ledger, self.run)
        return Worker(
            job,
            SampleRunner(parts, self.run, how.deadline_seconds),
            EvaluationSteward(job, Purse(ledger, self.run, limits)),
            concurrency=how.concurrency,
            lease_seconds=how.lease_seconds,
            outage_seconds=how.outage_seconds or how.deadline_seconds,
            grace_seconds=how.grace_seconds,
            sort=Reports(),
        )

    async def conclude(self, ledger: Ledger, worker: Worker) -> None:
        """Nothing is left to say of reports that were only evaluated: their records say it."""

    def _difference(self, rubrics: Sequence[ResolvedRubric]) -> str:
        here = {**self.row.decides, "judging": self.judging}
        what = ", ".join(differences(self.row, here, judged_by(self.cast, rubrics)))
        return f"run {self.run!r} can't be worked on from here: {what} differ from those that it began with"
