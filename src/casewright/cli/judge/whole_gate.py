"""``casewright judge exam --judge gate``: the gate that settings make up sits as a whole, in both of its settings."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from casewright.agents.bench import build_critic
from casewright.agents.protocol import Critic
from casewright.agents.rules_critic import RulesCritic
from casewright.certificates import Certificate, GateSetting
from casewright.cli.judge.forecast import stepping
from casewright.cli.judge.material import Material
from casewright.exams.examining import behind_ledger, exam_ledger, examine_gate
from casewright.models.protocol import Model
from casewright.runs.cast import limits_of
from casewright.runs.model_bench import ModelBench
from casewright.settings import Settings

__all__ = ["sit_gate"]

SETTINGS: tuple[GateSetting, ...] = ("generate", "evaluate")
Report = Callable[[str, float], None]


async def sit_gate(
    settings: Settings,
    material: Material,
    known: Sequence[Certificate],
    folder: Path,
    *,
    seed: int,
    issued: str,
    report: Report,
    quiet: bool,
) -> list[Certificate]:
    """A certificate for each language and setting: rules and the critics of settings, as certificates let them decide.

    Args:
        settings: Their roles name the critics, their thresholds the lines.
        material: Base texts. People's labels say nothing about a whole report, so they don't count here.
        known: Certificates of its parts, ours and one's own.
        folder: Keeps paid calls.
        seed: Of the paper.
        issued: Date, ISO 8601.
        report: Told what is fetched, and how far it is.
        quiet: Whether progress stays unshown.

    Raises:
        PausedError: a critic's model can't be reached; what was answered is kept.
    """
    found = []
    async with _critics(settings, known, folder, report) as critics:
        for language in material.languages:
            for setting in SETTINGS:
                with stepping(f"gate/{setting} in {language}", quiet=quiet) as progress:
                    sitting = examine_gate(
                        setting,
                        critics,
                        known,
                        language=language,
                        bases=material.bases,
                        limits=limits_of(settings),
                        judging=settings.judging,
                        seed=seed,
                        progress=progress,
                        issued=issued,
                        resolve=material.resolve,
                    )
                    found.append(await sitting)
    return found


@asynccontextmanager
async def _critics(
    settings: Settings, known: Sequence[Certificate], folder: Path, report: Report
) -> AsyncIterator[tuple[Critic, ...]]:
    bench = ModelBench(settings, report)
    named = [name for name in settings.roles.critics if name != "rules"]
    async with exam_ledger(folder if named else None) as ledger:

        def load(name: str) -> Model:
            return behind_ledger(bench.model(name), ledger)

        try:
            others = (build_critic(name, judging=settings.judging, certificates=known, load=load) for name in named)
            yield (RulesCritic(), *others)
        finally:
            for model in bench.loaded.values():
                await model.close()
