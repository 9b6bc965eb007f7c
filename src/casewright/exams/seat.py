"""From a name to a critic that sits: a model behind the exam's ledger, a jury, or code."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from casewright.agents.bench import build_critic
from casewright.agents.protocol import Critic
from casewright.certificates import Certificate, read_certificates
from casewright.exams.attacks import UndefendedModel
from casewright.exams.examining import behind_ledger, exam_ledger
from casewright.hashing import content_hash
from casewright.models.protocol import Model
from casewright.runs.model_bench import ModelBench
from casewright.settings import Settings

__all__ = ["Seat"]


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a judge of this name sits. ``report`` is told what is fetched, and how far it is."""

    judge: str
    settings: Settings
    folder: Path
    report: Callable[[str, float], None]

    @classmethod
    def of(cls, judge: str, settings: Settings, folder: Path | None, report: Callable[[str, float], None]) -> Seat:
        """Calls are kept in the folder, by default ``runs/exam-…``: the same exam goes on there."""
        return cls(judge, settings, folder or Path("runs") / f"exam-{content_hash(judge, 8)}", report)

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[tuple[Critic, Critic]]:
        """The critic, and the same without defences, to be attacked. Calls are recorded; models closed at the end.

        Raises:
            UnknownNameError: nothing has this name.
        """
        bench = ModelBench(self.settings, self.report)
        async with exam_ledger(None if self.judge == "rules" else self.folder) as ledger:

            def load(name: str) -> Model:
                return behind_ledger(bench.model(name), ledger)

            def bare(name: str) -> Model:
                return UndefendedModel(load(name))

            judging, known = self.settings.judging, self._members()
            try:
                critic, undefended = (
                    build_critic(self.judge, judging=judging, certificates=known, load=how) for how in (load, bare)
                )
                yield critic, undefended
            finally:
                for model in bench.loaded.values():
                    await model.close()

    def _members(self) -> tuple[Certificate, ...]:
        """What thresholds and weights a jury's members bring; a single judge is examined without any."""
        judging, own = self.settings.judging, self.settings.certificates
        if self.judge not in judging.juries and self.judge not in judging.cascades:
            return ()
        return read_certificates([own] if own is not None and own.is_dir() else [])
