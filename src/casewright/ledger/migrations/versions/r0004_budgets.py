"""Cancelled runs, calls in flight at a crash, what an order used, and which decision stands under a judging."""

from __future__ import annotations

from casewright.ledger.migrations.wording import execute

__all__ = ["upgrade"]

revision = "0004"
down_revision = "0003"

TABLES = """
ALTER TABLE runs ADD COLUMN state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'cancelled'));
ALTER TABLE samples ADD COLUMN claimed_at {real};

-- A row until the call is completed, then the call's own row tells; the others stay.
CREATE TABLE beginnings (
    number {counter},
    project {name} NOT NULL DEFAULT 'default',
    run {name} NOT NULL,
    sample {name} NOT NULL,
    key {name} NOT NULL,
    worker TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'again', 'failed')),
    at {real} NOT NULL
){strict};

CREATE INDEX beginnings_by_run ON beginnings (project, run, state);

-- A row an order and writer: two that write at once never wait for one another's row.
CREATE TABLE spending (
    project {name} NOT NULL DEFAULT 'default',
    run {name} NOT NULL,
    order_id {name} NOT NULL,
    writer {name} NOT NULL,
    calls {integer} NOT NULL DEFAULT 0,
    tokens {integer} NOT NULL DEFAULT 0,
    usd {real} NOT NULL DEFAULT 0,
    seconds {real} NOT NULL DEFAULT 0,
    unpriced {integer} NOT NULL DEFAULT 0,
    PRIMARY KEY (project, run, order_id, writer)
){by_key};

ALTER TABLE decisions ADD COLUMN position {integer} NOT NULL DEFAULT 0;
ALTER TABLE decisions ADD COLUMN stands {integer} NOT NULL DEFAULT 0;

-- Which version brought the ledger to which schema, so that an older one can say who reads it.
CREATE TABLE versions (
    schema {integer} PRIMARY KEY,
    casewright TEXT NOT NULL,
    at {real} NOT NULL
){strict};
"""

INDEXES = {
    "sqlite": """
DROP INDEX decisions_by_sample;
CREATE UNIQUE INDEX decisions_that_stand ON decisions (project, run, judging, sample) WHERE stands = 1;
CREATE INDEX decisions_to_tally ON decisions (project, run, judging, position, outcome) WHERE stands = 1;
""",
    # Until a table is analysed the planner can't tell a key from another index that begins with the same columns.
    "postgresql": """
DROP INDEX decisions_by_sample;
CREATE UNIQUE INDEX decisions_that_stand ON decisions (project, run, judging, sample)
    INCLUDE (position, outcome) WHERE stands = 1;
DROP INDEX samples_by_state;
CREATE INDEX samples_by_state ON samples (state, project, run, round, position, idx, id);
""",
}

USED = """
INSERT INTO spending (project, run, order_id, writer, calls, tokens, usd, unpriced)
SELECT c.project, c.run, s.order_id, '',
    count(*),
    coalesce(sum(
        coalesce(json_extract(c.reply, '$.usage.prompt_tokens'), 0)
        + coalesce(json_extract(c.reply, '$.usage.completion_tokens'), 0)
    ), 0),
    coalesce(sum(json_extract(c.reply, '$.usd')), 0.0),
    sum(json_extract(c.reply, '$.usd') IS NULL)
FROM calls c
JOIN samples s ON s.project = c.project AND s.run = c.run AND s.id = c.sample
GROUP BY c.project, c.run, s.order_id;

INSERT INTO spending (project, run, order_id, writer, seconds)
SELECT e.project, e.run, s.order_id, '', sum(max(0.0, e.ended - e.at))
FROM (
    SELECT project, run, sample, kind, at,
        lead(at) OVER each_sample AS ended, lead(kind) OVER each_sample AS how
    FROM events WHERE sample IS NOT NULL
    WINDOW each_sample AS (PARTITION BY project, run, sample ORDER BY sequence)
) e
JOIN samples s ON s.project = e.project AND s.run = e.run AND s.id = e.sample
WHERE e.kind = 'claimed' AND e.how IN ('passed', 'decided', 'released')
GROUP BY e.project, e.run, s.order_id
ON CONFLICT (project, run, order_id, writer) DO UPDATE SET seconds = excluded.seconds;

UPDATE decisions SET
    position = (
        SELECT s.position FROM samples s
        WHERE s.project = decisions.project AND s.run = decisions.run AND s.id = decisions.sample
    ),
    stands = NOT EXISTS (
        SELECT 1 FROM decisions x
        WHERE x.project = decisions.project AND x.run = decisions.run
            AND x.sample = decisions.sample AND x.judging = decisions.judging
            AND (x.rank, x.sequence) > (decisions.rank, decisions.sequence)
    );
"""


def upgrade() -> None:
    execute(TABLES)
    execute(USED, only="sqlite")  # no other database holds a ledger that is older than this
    for dialect, indexes in INDEXES.items():
        execute(indexes, only=dialect)
