"""Runs that are over, pages of samples by outcome, the decisions of one sample and of a project."""

from __future__ import annotations

from casewright.ledger.migrations.wording import execute

__all__ = ["upgrade"]

revision = "0005"
down_revision = "0004"

TABLES = """
-- A run is over until it is opened again; its starts are counted, so that nobody ends one that was just opened.
ALTER TABLE runs ADD COLUMN starts {integer} NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN over {integer} NOT NULL DEFAULT 0;
CREATE INDEX runs_in_order ON runs (project, number);
CREATE INDEX runs_that_are_due ON runs (project, number) WHERE over = 0 AND state = 'open';

CREATE INDEX events_of_runs ON events (project, run, kind, sequence) WHERE sample IS NULL;

ALTER TABLE decisions ADD COLUMN round {integer} NOT NULL DEFAULT 0;
ALTER TABLE decisions ADD COLUMN idx {integer} NOT NULL DEFAULT 0;
CREATE INDEX decisions_by_sample ON decisions (project, run, sample, sequence);
CREATE INDEX decisions_by_project ON decisions (project, sequence);
"""

INDEXES = {
    "sqlite": """
CREATE INDEX decisions_in_order ON decisions (project, run, judging, outcome, round, position, idx, sample)
    WHERE stands = 1;
""",
    # The outcome first: until a table is analysed the planner can't tell this one from the key.
    "postgresql": """
CREATE INDEX decisions_in_order ON decisions (outcome, project, run, judging, round, position, idx, sample)
    WHERE stands = 1;
""",
}

PLACES = """
UPDATE decisions SET
    round = (
        SELECT s.round FROM samples s
        WHERE s.project = decisions.project AND s.run = decisions.run AND s.id = decisions.sample
    ),
    idx = (
        SELECT s.idx FROM samples s
        WHERE s.project = decisions.project AND s.run = decisions.run AND s.id = decisions.sample
    );
"""


def upgrade() -> None:
    execute(TABLES)
    execute(PLACES)
    for dialect, indexes in INDEXES.items():
        execute(indexes, only=dialect)
