-- Narrow rows that are searched stand apart from payloads that are only fetched.

CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    project TEXT NOT NULL DEFAULT 'default',
    id TEXT NOT NULL,
    decides TEXT NOT NULL,
    how TEXT NOT NULL,
    opened_at REAL NOT NULL,
    UNIQUE (project, id)
) STRICT;

CREATE TABLE orders (
    project TEXT NOT NULL DEFAULT 'default',
    run TEXT NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    n INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (project, run, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE samples (
    project TEXT NOT NULL DEFAULT 'default',
    run TEXT NOT NULL,
    id TEXT NOT NULL,
    order_id TEXT NOT NULL,
    round INTEGER NOT NULL,
    position INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'leased', 'passed', 'decided')),
    fence INTEGER NOT NULL DEFAULT 0,
    worker TEXT,
    leased_until REAL,
    PRIMARY KEY (project, run, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX samples_by_state ON samples (project, run, state, round, position, idx, id);

CREATE TABLE cases (
    project TEXT NOT NULL DEFAULT 'default',
    run TEXT NOT NULL,
    sample TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (project, run, sample)
) STRICT;

CREATE TABLE records (
    project TEXT NOT NULL DEFAULT 'default',
    run TEXT NOT NULL,
    sample TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (project, run, sample)
) STRICT;

-- Bytes, not TEXT: a reply may hold a lone surrogate, which UTF-8 has no place for.
CREATE TABLE texts (
    project TEXT NOT NULL DEFAULT 'default',
    hash TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (project, hash)
) STRICT;

CREATE TABLE calls (
    number INTEGER PRIMARY KEY,
    project TEXT NOT NULL DEFAULT 'default',
    key TEXT NOT NULL,
    run TEXT NOT NULL,
    sample TEXT NOT NULL,
    purpose TEXT NOT NULL,
    model TEXT NOT NULL,
    reply TEXT,
    screen TEXT,
    failure TEXT,
    at REAL NOT NULL,
    UNIQUE (project, key)
) STRICT;

CREATE INDEX calls_by_sample ON calls (project, run, sample, number);

CREATE TABLE events (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    project TEXT NOT NULL DEFAULT 'default',
    run TEXT NOT NULL,
    sample TEXT,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    at REAL NOT NULL
) STRICT;

CREATE INDEX events_by_run ON events (project, run, sequence);

CREATE TABLE decisions (
    sequence INTEGER PRIMARY KEY REFERENCES events (sequence),
    project TEXT NOT NULL DEFAULT 'default',
    run TEXT NOT NULL,
    sample TEXT NOT NULL,
    judging TEXT NOT NULL,
    rank INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    by TEXT NOT NULL,
    who TEXT,
    reasons TEXT NOT NULL
) STRICT;

CREATE INDEX decisions_by_sample ON decisions (project, run, sample, judging, rank, sequence);
CREATE INDEX decisions_by_run ON decisions (project, run, sequence);
