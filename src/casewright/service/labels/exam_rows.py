"""Exams as they are kept."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.engine import Row

from casewright.service.labels.contracts import Exam, ExamRequest
from casewright.service.principal import Principal
from casewright.service.store import tables
from casewright.service.store.turns import alone

__all__ = ["LOST", "add_exam", "beat_exam", "end_exam", "keep_certificates_of", "read_exam", "read_exams"]

EXAMS = tables.exams
GOING = ("waiting", "sitting")
SILENT_SECONDS = 60.0
"""After which an exam that tells nothing has lost its process."""
LOST = "its process ended; begun again it goes on, and no answer is paid twice"
MOST = 200


def add_exam(connection: Connection, caller: Principal, name: str, asked: ExamRequest) -> bool:
    """Adds an exam; not where one of the project is going on."""
    alone(connection, "exams", caller.project)
    if any(one.state in GOING for one in read_exams(connection, caller.project)):
        return False
    now = time.time()
    connection.execute(
        insert(EXAMS).values(
            id=name, project=caller.project, key=caller.key, body=json.dumps({**asdict(asked), "by": caller.name}),
            state="waiting", done=0, total=0, result=None, at=now, beat=now,
        )
    )  # fmt: skip
    return True


def beat_exam(connection: Connection, name: str, done: int, total: int) -> None:
    """A sign of life, with how far it is."""
    values = {"state": "sitting", "done": done, "total": total, "beat": time.time()}
    connection.execute(update(EXAMS).where(EXAMS.c.id == name).values(**values))


def end_exam(connection: Connection, name: str, result: Mapping[str, Any]) -> None:
    """Keeps what came of it."""
    state = "done" if result.get("certificates") else "failed"
    values: dict[str, Any] = {"state": state, "result": json.dumps(result), "beat": time.time()}
    if state == "done":
        values["done"] = EXAMS.c.total
    connection.execute(update(EXAMS).where(EXAMS.c.id == name).values(**values))


def keep_certificates_of(connection: Connection, name: str, kept: list[str]) -> None:
    """Notes which certificates of an exam were put among those that the gate goes by."""
    result = connection.execute(select(EXAMS.c.result).where(EXAMS.c.id == name)).scalar_one()
    values = {"result": json.dumps({**json.loads(result or "{}"), "kept": kept})}
    connection.execute(update(EXAMS).where(EXAMS.c.id == name).values(**values))


def read_exams(connection: Connection, project: str) -> tuple[Exam, ...]:
    """A project's exams, newest first."""
    wanted = select(EXAMS).where(EXAMS.c.project == project).order_by(EXAMS.c.at.desc(), EXAMS.c.id).limit(MOST)
    return tuple(_exam(row) for row in connection.execute(wanted))


def read_exam(connection: Connection, project: str, name: str) -> Exam | None:
    """One of them."""
    row = connection.execute(select(EXAMS).where(EXAMS.c.project == project, EXAMS.c.id == name)).one_or_none()
    return None if row is None else _exam(row)


def _exam(row: Row[Any]) -> Exam:
    body, result = json.loads(row.body), json.loads(row.result or "{}")
    by = body.pop("by")
    lost = row.state in GOING and row.beat < time.time() - SILENT_SECONDS
    return Exam(
        id=row.id,
        request=ExamRequest(**body),
        by=by,
        state="failed" if lost else row.state,
        done=row.done,
        total=row.total,
        certificates=tuple(result.get("certificates", ())),
        why=LOST if lost else result.get("why", ""),
        at=row.at,
        kept=tuple(result.get("kept", ())),
    )
