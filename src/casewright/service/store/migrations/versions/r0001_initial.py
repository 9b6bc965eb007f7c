"""Keys, sessions, audit, jobs, reviews, label sheets, exams and sketches."""

from __future__ import annotations

from casewright.ledger.migrations.wording import execute
from casewright.service.store.migrations.keeping import append_only

__all__ = ["upgrade"]

revision = "0001"
down_revision = None

TABLES = """
CREATE TABLE service_audit (
    sequence {counter} NOT NULL,
    at FLOAT NOT NULL,
    project VARCHAR(64) NOT NULL,
    key VARCHAR(32) NOT NULL,
    who VARCHAR(200) NOT NULL,
    did VARCHAR(64) NOT NULL,
    what VARCHAR(200) NOT NULL,
    detail TEXT NOT NULL
);

CREATE INDEX service_audit_by_project ON service_audit (project, sequence);

CREATE TABLE service_cursors (
    project VARCHAR(64) NOT NULL,
    run VARCHAR(64) NOT NULL,
    sequence BIGINT NOT NULL,
    PRIMARY KEY (project, run)
);

CREATE TABLE service_exams (
    id VARCHAR(32) NOT NULL,
    project VARCHAR(64) NOT NULL,
    key VARCHAR(32) NOT NULL,
    body TEXT NOT NULL,
    state VARCHAR(16) NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    result TEXT,
    at FLOAT NOT NULL,
    beat FLOAT NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX service_exams_by_project ON service_exams (project, at);

CREATE TABLE service_items (
    project VARCHAR(64) NOT NULL,
    run VARCHAR(64) NOT NULL,
    sample VARCHAR(64) NOT NULL,
    code VARCHAR(16) NOT NULL,
    language VARCHAR(2) NOT NULL,
    kind VARCHAR(64) NOT NULL,
    outcome VARCHAR(16) NOT NULL,
    disagreement FLOAT NOT NULL,
    nearness FLOAT NOT NULL,
    priority FLOAT NOT NULL,
    state VARCHAR(16) NOT NULL,
    at FLOAT NOT NULL,
    PRIMARY KEY (project, run, sample)
);

CREATE INDEX service_items_queue ON service_items (project, state, priority, run, sample);

CREATE TABLE service_jobs (
    id VARCHAR(32) NOT NULL,
    sequence BIGINT NOT NULL,
    project VARCHAR(64) NOT NULL,
    key VARCHAR(32) NOT NULL,
    idempotency VARCHAR(200),
    request VARCHAR(64) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    profile VARCHAR(64) NOT NULL,
    body TEXT NOT NULL,
    run VARCHAR(64),
    state VARCHAR(16) NOT NULL,
    created FLOAT NOT NULL,
    caps TEXT,
    used_calls BIGINT,
    used_tokens BIGINT,
    used_usd FLOAT,
    PRIMARY KEY (id),
    CONSTRAINT service_jobs_once UNIQUE (project, key, idempotency)
);

CREATE INDEX service_jobs_by_key ON service_jobs (project, key, used_calls);

CREATE INDEX service_jobs_by_project ON service_jobs (project, state, created);

CREATE INDEX service_jobs_by_run ON service_jobs (project, run);

CREATE TABLE service_keys (
    id VARCHAR(32) NOT NULL,
    name VARCHAR(200) NOT NULL,
    project VARCHAR(64) NOT NULL,
    roles TEXT NOT NULL,
    limits TEXT NOT NULL,
    mac VARCHAR(64) NOT NULL,
    created FLOAT NOT NULL,
    expires FLOAT,
    revoked FLOAT,
    replaces VARCHAR(32),
    line VARCHAR(32) NOT NULL,
    site VARCHAR(16) NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX service_keys_by_project ON service_keys (project, created);

CREATE TABLE service_locks (
    project VARCHAR(64) NOT NULL,
    run VARCHAR(64) NOT NULL,
    sample VARCHAR(64) NOT NULL,
    seat INTEGER NOT NULL,
    key VARCHAR(32) NOT NULL,
    until FLOAT NOT NULL,
    PRIMARY KEY (project, run, sample, seat)
);

CREATE TABLE service_rubrics (
    hash VARCHAR(64) NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (hash)
);

CREATE TABLE service_sessions (
    mac VARCHAR(64) NOT NULL,
    key VARCHAR(32) NOT NULL,
    created FLOAT NOT NULL,
    expires FLOAT NOT NULL,
    PRIMARY KEY (mac)
);

CREATE TABLE service_sheets (
    id VARCHAR(32) NOT NULL,
    project VARCHAR(64) NOT NULL,
    key VARCHAR(32) NOT NULL,
    body TEXT NOT NULL,
    at FLOAT NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE service_sketch_bands (
    project VARCHAR(64) NOT NULL,
    band VARCHAR(20) NOT NULL,
    sketch BIGINT NOT NULL,
    PRIMARY KEY (project, band, sketch)
);

CREATE INDEX service_sketch_bands_by_sketch ON service_sketch_bands (sketch);

CREATE TABLE service_sketches (
    sequence {counter} NOT NULL,
    project VARCHAR(64) NOT NULL,
    key VARCHAR(32) NOT NULL,
    sketch TEXT NOT NULL,
    at FLOAT NOT NULL
);

CREATE INDEX service_sketches_by_key ON service_sketches (project, key, at);

CREATE INDEX service_sketches_by_time ON service_sketches (at);

CREATE TABLE service_spending (
    project VARCHAR(64) NOT NULL,
    key VARCHAR(32) NOT NULL,
    calls BIGINT NOT NULL,
    tokens BIGINT NOT NULL,
    usd FLOAT NOT NULL,
    PRIMARY KEY (project, key)
);

CREATE TABLE service_verdicts (
    sequence {counter} NOT NULL,
    project VARCHAR(64) NOT NULL,
    run VARCHAR(64) NOT NULL,
    sample VARCHAR(64) NOT NULL,
    key VARCHAR(32) NOT NULL,
    who VARCHAR(200) NOT NULL,
    word VARCHAR(16) NOT NULL,
    reason TEXT NOT NULL,
    answers TEXT NOT NULL,
    adjudicates BOOLEAN NOT NULL,
    blind BOOLEAN NOT NULL,
    at FLOAT NOT NULL
);

CREATE INDEX service_verdicts_by_sample ON service_verdicts (project, run, sample, sequence)
"""


def upgrade() -> None:
    """Makes the tables, as they were when this was the last revision."""
    execute(TABLES)
    append_only("service_audit")
