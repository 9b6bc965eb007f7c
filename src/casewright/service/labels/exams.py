"""Exams on people's labels: started with one click, sat in a process of their own, their results kept."""

from __future__ import annotations

import asyncio
from pathlib import Path
from uuid import uuid4

from casewright.errors import StorageError
from casewright.exams.booth import Task
from casewright.exams.labels import Label
from casewright.exams.store import CertificateStore
from casewright.hashing import content_hash
from casewright.ledger.opening import ledger_file
from casewright.service.auditing import note
from casewright.service.labels.contracts import Exam, ExamRequest
from casewright.service.labels.exam_process import hold_exam
from casewright.service.labels.exam_rows import add_exam, keep_certificates_of, read_exam, read_exams
from casewright.service.labels.sets import labels_in
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.reviews.identity import is_id
from casewright.service.site import Site
from casewright.settings import Settings

__all__ = ["critics_of", "exam_of", "exams_of", "keep_exam", "start_exam"]

RULES = "rules"


def critics_of(settings: Settings) -> tuple[str, ...]:
    """Who may sit under these settings: the rules, the critics of the loop, and the sealed judge."""
    roles = settings.roles
    return tuple(dict.fromkeys((RULES, *roles.critics, *([roles.seal] if roles.seal else ()))))


async def start_exam(site: Site, caller: Principal, asked: ExamRequest) -> Exam:
    """Begins an exam; it goes on without the request.

    Raises:
        Problem: not-found, for a label set; unknown-name, for a critic or a profile; conflict, while one is going on.
    """
    task = await _task(site, caller.project, asked)
    name = f"exam-{uuid4().hex[:16]}"
    if not await site.database.run(lambda connection: add_exam(connection, caller, name, asked)):
        raise Problem("conflict", "an exam of this project is going on; one sits at a time")
    await note(site.database, caller, "exam.start", name, critic=asked.critic, labels=len(task.labels))
    site.background.begin(name, lambda: hold_exam(site.database, name, task))
    return await exam_of(site, caller, name)


async def exams_of(site: Site, caller: Principal) -> tuple[Exam, ...]:
    """The exams of the caller's project, newest first."""
    return await site.database.read(lambda connection: read_exams(connection, caller.project))


async def exam_of(site: Site, caller: Principal, name: str) -> Exam:
    """One exam, with how far it is.

    Raises:
        Problem: not-found.
    """
    known = is_id(name)
    found = await site.database.read(lambda connection: read_exam(connection, caller.project, name)) if known else None
    if found is None:
        raise Problem("not-found", "no such exam")
    return found


async def keep_exam(site: Site, caller: Principal, name: str) -> Exam:
    """Puts the certificates of an exam among those that the gate goes by: for casts that are made from now on.

    Raises:
        Problem: not-found; unusable, where it has none, or the settings name no folder for them.
    """
    found = await exam_of(site, caller, name)
    folder = site.place.certificates or site.settings.certificates
    if folder is None:
        raise Problem("unusable", "the settings name no folder of certificates (certificates)")
    if not found.certificates:
        raise Problem("unusable", "the exam has no certificates")
    kept = await asyncio.to_thread(_put, CertificateStore(folder), found)
    await site.database.run(lambda connection: keep_certificates_of(connection, name, kept))
    await note(site.database, caller, "exam.keep", name, certificates=len(kept))
    return await exam_of(site, caller, name)


def _put(store: CertificateStore, found: Exam) -> list[str]:
    from casewright.certificates import Certificate
    from casewright.wire import from_json

    certificates = [from_json(Certificate, one) for one in found.certificates]
    try:
        for one in certificates:
            store.put(one)
    except StorageError:
        raise Problem("storage-unavailable", "the folder of certificates can't be written") from None
    return [one.id for one in certificates]


async def _task(site: Site, project: str, asked: ExamRequest) -> Task:
    settings = site.profiles.settings_of(asked.profile)
    critics = critics_of(settings)
    if asked.critic not in critics:
        raise Problem("unknown-name", f"critics of this profile are {', '.join(critics)}")
    labels: tuple[Label, ...] = await labels_in(site, project, asked.labels)
    return Task(
        config=site.place.config,
        profile=asked.profile if asked.profile in site.settings.profiles else None,
        overlays=site.profiles.overlays(),
        critic=asked.critic,
        bases=asked.bases,
        calls=asked.calls,
        folder=_folder(site, project, asked),
        labels=labels,
    )


def _folder(site: Site, project: str, asked: ExamRequest) -> Path:
    """Where the answers of paid calls are kept: named by a hash, so that a name from a request is in no path."""
    file = ledger_file(site.place.ledger)
    base = Path("runs") if file is None else file.parent
    return (base / "exams" / content_hash([project, asked.critic, asked.profile], 16)).absolute()
