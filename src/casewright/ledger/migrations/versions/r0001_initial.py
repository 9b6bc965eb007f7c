"""Runs, orders, samples, calls, events and decisions: narrow rows that are searched stand apart from payloads."""

from __future__ import annotations

from casewright.ledger.migrations.wording import execute

__all__ = ["upgrade"]

revision = "0001"
down_revision = None

TABLES = """
CREATE TABLE runs (
    number {key},
    project {name} NOT NULL DEFAULT 'default',
    id {name} NOT NULL,
    decides TEXT NOT NULL,
    how TEXT NOT NULL,
    opened_at {real} NOT NULL,
    UNIQUE (project, id)
){strict};

CREATE TABLE orders (
    project {name} NOT NULL DEFAULT 'default',
    run {name} NOT NULL,
    id {name} NOT NULL,
    position {integer} NOT NULL,
    n {integer} NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (project, run, id)
){by_key};

CREATE TABLE samples (
    project {name} NOT NULL DEFAULT 'default',
    run {name} NOT NULL,
    id {name} NOT NULL,
    order_id {name} NOT NULL,
    round {integer} NOT NULL,
    position {integer} NOT NULL,
    idx {integer} NOT NULL,
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'leased', 'passed', 'decided')),
    fence {integer} NOT NULL DEFAULT 0,
    worker TEXT,
    leased_until {real},
    PRIMARY KEY (project, run, id)
){by_key};

CREATE INDEX samples_by_state ON samples (project, run, state, round, position, idx, id);

CREATE TABLE cases (
    project {name} NOT NULL DEFAULT 'default',
    run {name} NOT NULL,
    sample {name} NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (project, run, sample)
){strict};

CREATE TABLE records (
    project {name} NOT NULL DEFAULT 'default',
    run {name} NOT NULL,
    sample {name} NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (project, run, sample)
){strict};

-- Bytes, not TEXT: a reply may hold a lone surrogate, which UTF-8 has no place for.
CREATE TABLE texts (
    project {name} NOT NULL DEFAULT 'default',
    hash {name} NOT NULL,
    body {bytes} NOT NULL,
    PRIMARY KEY (project, hash)
){strict};

CREATE TABLE calls (
    number {key},
    project {name} NOT NULL DEFAULT 'default',
    key {name} NOT NULL,
    run {name} NOT NULL,
    sample {name} NOT NULL,
    purpose TEXT NOT NULL,
    model TEXT NOT NULL,
    reply TEXT,
    screen TEXT,
    failure TEXT,
    at {real} NOT NULL,
    UNIQUE (project, key)
){strict};

CREATE INDEX calls_by_sample ON calls (project, run, sample, number);

CREATE TABLE events (
    sequence {counter},
    project {name} NOT NULL DEFAULT 'default',
    run {name} NOT NULL,
    sample {name},
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    at {real} NOT NULL
){strict};

CREATE INDEX events_by_run ON events (project, run, sequence);

CREATE TABLE decisions (
    sequence {integer} PRIMARY KEY REFERENCES events (sequence),
    project {name} NOT NULL DEFAULT 'default',
    run {name} NOT NULL,
    sample {name} NOT NULL,
    judging {name} NOT NULL,
    rank {integer} NOT NULL,
    outcome TEXT NOT NULL,
    by TEXT NOT NULL,
    who TEXT,
    reasons TEXT NOT NULL
){strict};

CREATE INDEX decisions_by_sample ON decisions (project, run, sample, judging, rank, sequence);
CREATE INDEX decisions_by_run ON decisions (project, run, sequence);
"""


def upgrade() -> None:
    execute(TABLES)
