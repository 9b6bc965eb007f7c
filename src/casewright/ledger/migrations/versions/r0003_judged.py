"""What a later judging found of a sample, beside the record that was kept first: figures never mix judgings."""

from __future__ import annotations

from casewright.ledger.migrations.wording import execute

__all__ = ["upgrade"]

revision = "0003"
down_revision = "0002"

TABLES = """
CREATE TABLE judged (
    project {name} NOT NULL DEFAULT 'default',
    run {name} NOT NULL,
    sample {name} NOT NULL,
    judging {name} NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (project, run, sample, judging)
){strict};
"""


def upgrade() -> None:
    execute(TABLES)
