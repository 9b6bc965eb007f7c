-- Cancelled runs, calls in flight at a crash, what an order used, and which decision stands under a judging.

ALTER TABLE runs ADD COLUMN state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'cancelled'));
ALTER TABLE samples ADD COLUMN claimed_at REAL;

-- A row until the call is completed, then the call's own row tells; the others stay.
CREATE TABLE beginnings (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    project TEXT NOT NULL DEFAULT 'default',
    run TEXT NOT NULL,
    sample TEXT NOT NULL,
    key TEXT NOT NULL,
    worker TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'again', 'failed')),
    at REAL NOT NULL
) STRICT;

CREATE INDEX beginnings_by_run ON beginnings (project, run, state);

-- A row an order and writer: two that write at once never wait for one another's row.
CREATE TABLE spending (
    project TEXT NOT NULL DEFAULT 'default',
    run TEXT NOT NULL,
    order_id TEXT NOT NULL,
    writer TEXT NOT NULL,
    calls INTEGER NOT NULL DEFAULT 0,
    tokens INTEGER NOT NULL DEFAULT 0,
    usd REAL NOT NULL DEFAULT 0,
    seconds REAL NOT NULL DEFAULT 0,
    unpriced INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (project, run, order_id, writer)
) STRICT, WITHOUT ROWID;

ALTER TABLE decisions ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE decisions ADD COLUMN stands INTEGER NOT NULL DEFAULT 0;

-- Which version brought the ledger to which schema, so that an older one can say who reads it.
CREATE TABLE versions (
    schema INTEGER PRIMARY KEY,
    casewright TEXT NOT NULL,
    at REAL NOT NULL
) STRICT;

DROP INDEX decisions_by_sample;
CREATE UNIQUE INDEX decisions_that_stand ON decisions (project, run, judging, sample) WHERE stands = 1;
CREATE INDEX decisions_to_tally ON decisions (project, run, judging, position, outcome) WHERE stands = 1;
