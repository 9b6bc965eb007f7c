"""Copies of what let critics decide, so that an old run can be explained whatever became of the files."""

from __future__ import annotations

from casewright.ledger.migrations.wording import execute

__all__ = ["upgrade"]

revision = "0002"
down_revision = "0001"

TABLES = """
CREATE TABLE certificates (
    project {name} NOT NULL DEFAULT 'default',
    run {name} NOT NULL,
    id {name} NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (project, run, id)
){strict};
"""


def upgrade() -> None:
    execute(TABLES)
