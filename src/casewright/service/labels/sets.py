"""Label sets: what people answered to criteria, as it stands."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from casewright.exams.booth.rubrics import with_rubrics
from casewright.exams.labels import Label, agreement, standing, write_labels
from casewright.graphs.parts import Resolver
from casewright.service.auditing import note
from casewright.service.labels.contracts import LabelSet, SheetFormat
from casewright.service.labels.gathering import Answered, labels_of, read_answered
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.reviews.asking import resolver
from casewright.service.reviews.identity import is_id
from casewright.service.site import Site

__all__ = ["ALL", "label_file", "label_sets", "labels_in"]

ALL = "all"
"""The set of all answers of a project."""


async def label_sets(site: Site, caller: Principal) -> tuple[LabelSet, ...]:
    """The label sets of the caller's project: ``all`` first, then one for each run that people answered about."""
    answered = await site.database.read(lambda connection: read_answered(connection, caller.project))
    if not answered:
        return ()
    labels = await labels_of(await site.ledgers.of(caller.project), answered)
    resolve = resolver(site.profiles.overlays())
    return await asyncio.to_thread(_sets, answered, labels, resolve)


async def label_file(site: Site, caller: Principal, name: str, form: SheetFormat = "jsonl") -> bytes:
    """A label set as `casewright.exams.labels` reads it.

    Raises:
        Problem: not-found.
    """
    labels = await labels_in(site, caller.project, name)
    await note(site.database, caller, "labels.export", name, labels=len(labels))
    return await asyncio.to_thread(_file, labels, form)


async def labels_in(site: Site, project: str, name: str) -> tuple[Label, ...]:
    """The labels of a set.

    Raises:
        Problem: not-found.
    """
    if not is_id(name):
        raise Problem("not-found", "no such label set")
    run = None if name == ALL else name
    answered = await site.database.read(lambda connection: read_answered(connection, project, run))
    labels = await labels_of(await site.ledgers.of(project), answered)
    if not labels:
        raise Problem("not-found", "no such label set")
    return tuple(labels)


def _sets(answered: Sequence[Answered], labels: Sequence[Label], resolve: Resolver) -> tuple[LabelSet, ...]:
    seen = {(one.run, one.sample, one.who, one.criterion): one.blind for one in answered}
    runs = list(dict.fromkeys(one.run for one in answered))
    groups = [(ALL, list(labels)), *((run, [one for one in labels if _of_run(one, run)]) for run in runs)]
    return tuple(_set(name, own, seen, resolve) for name, own in groups if own)


def _of_run(label: Label, run: str) -> bool:
    return label.report.startswith(f"{run}/")


def _set(name: str, labels: list[Label], seen: dict[tuple[str, str, str, str], bool], resolve: Resolver) -> LabelSet:
    known = with_rubrics(labels, resolve)
    unused = len(labels) - len(known) + len(standing(known, resolve).unused)
    blind = [one for one in labels if seen[(*_place(one), one.rater, one.criterion)]]
    return LabelSet(
        id=name,
        reports=len({one.report for one in labels}),
        labels=len(labels),
        raters=len({one.rater for one in labels}),
        criteria=len({one.criterion for one in labels}),
        languages=tuple(sorted({one.language for one in labels})),
        unused=unused,
        agreement=agreement(blind),
    )


def _place(label: Label) -> tuple[str, str]:
    run, _, sample = label.report.partition("/")
    return run, sample


def _file(labels: Sequence[Label], form: SheetFormat) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"labels.{form}"
        write_labels(path, labels)
        return path.read_bytes()
