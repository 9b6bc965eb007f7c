"""The service's tables. Times are seconds since the epoch; JSON is text; no report's text is in any of them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

__all__ = [
    "audit",
    "bands",
    "cursors",
    "exams",
    "items",
    "jobs",
    "keys",
    "locks",
    "metadata",
    "rubrics",
    "sessions",
    "sheets",
    "sketches",
    "spending",
    "verdicts",
]

metadata = MetaData()
Sequence = BigInteger().with_variant(Integer, "sqlite")

keys = Table(
    "service_keys",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("project", String(64), nullable=False),
    Column("roles", Text, nullable=False),
    Column("limits", Text, nullable=False),
    Column("mac", String(64), nullable=False),
    Column("created", Float, nullable=False),
    Column("expires", Float),
    Column("revoked", Float),
    Column("replaces", String(32)),
    Column("line", String(32), nullable=False),
    Column("site", String(16), nullable=False),
    Index("service_keys_by_project", "project", "created"),
)
sessions = Table(
    "service_sessions",
    metadata,
    Column("mac", String(64), primary_key=True),
    Column("key", String(32), nullable=False),
    Column("created", Float, nullable=False),
    Column("expires", Float, nullable=False),
)
audit = Table(
    "service_audit",
    metadata,
    Column("sequence", Sequence, primary_key=True, autoincrement=True),
    Column("at", Float, nullable=False),
    Column("project", String(64), nullable=False),
    Column("key", String(32), nullable=False),
    Column("who", String(200), nullable=False),
    Column("did", String(64), nullable=False),
    Column("what", String(200), nullable=False),
    Column("detail", Text, nullable=False),
    Index("service_audit_by_project", "project", "sequence"),
)
jobs = Table(
    "service_jobs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("project", String(64), nullable=False),
    Column("key", String(32), nullable=False),
    Column("idempotency", String(200)),
    Column("request", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("profile", String(64), nullable=False),
    Column("body", Text, nullable=False),
    Column("run", String(64)),
    Column("state", String(16), nullable=False),
    Column("created", Float, nullable=False),
    Column("caps", Text),
    Column("used_calls", BigInteger),
    Column("used_tokens", BigInteger),
    Column("used_usd", Float),
    UniqueConstraint("project", "key", "idempotency", name="service_jobs_once"),
    Index("service_jobs_by_project", "project", "state", "created"),
    Index("service_jobs_by_run", "project", "run"),
    Index("service_jobs_by_key", "project", "key", "used_calls"),
)
rubrics = Table(
    "service_rubrics", metadata, Column("hash", String(64), primary_key=True), Column("body", Text, nullable=False)
)
items = Table(
    "service_items",
    metadata,
    Column("project", String(64), primary_key=True),
    Column("run", String(64), primary_key=True),
    Column("sample", String(64), primary_key=True),
    Column("code", String(16), nullable=False),
    Column("language", String(2), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("disagreement", Float, nullable=False),
    Column("nearness", Float, nullable=False),
    Column("priority", Float, nullable=False),
    Column("state", String(16), nullable=False),
    Column("at", Float, nullable=False),
    Index("service_items_queue", "project", "state", "priority", "run", "sample"),
)
cursors = Table(
    "service_cursors",
    metadata,
    Column("project", String(64), primary_key=True),
    Column("run", String(64), primary_key=True),
    Column("sequence", BigInteger, nullable=False),
)
locks = Table(
    "service_locks",
    metadata,
    Column("project", String(64), primary_key=True),
    Column("run", String(64), primary_key=True),
    Column("sample", String(64), primary_key=True),
    Column("seat", Integer, primary_key=True),
    Column("key", String(32), nullable=False),
    Column("until", Float, nullable=False),
)
verdicts = Table(
    "service_verdicts",
    metadata,
    Column("sequence", Sequence, primary_key=True, autoincrement=True),
    Column("project", String(64), nullable=False),
    Column("run", String(64), nullable=False),
    Column("sample", String(64), nullable=False),
    Column("key", String(32), nullable=False),
    Column("who", String(200), nullable=False),
    Column("word", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("answers", Text, nullable=False),
    Column("adjudicates", Boolean, nullable=False),
    Column("blind", Boolean, nullable=False),
    Column("at", Float, nullable=False),
    Index("service_verdicts_by_sample", "project", "run", "sample", "sequence"),
)
sketches = Table(
    "service_sketches",
    metadata,
    Column("sequence", Sequence, primary_key=True, autoincrement=True),
    Column("project", String(64), nullable=False),
    Column("key", String(32), nullable=False),
    Column("sketch", Text, nullable=False),
    Column("at", Float, nullable=False),
    Index("service_sketches_by_key", "project", "key", "at"),
    Index("service_sketches_by_time", "at"),
)
bands = Table(
    "service_sketch_bands",
    metadata,
    Column("project", String(64), primary_key=True),
    Column("band", String(20), primary_key=True),
    Column("sketch", BigInteger, primary_key=True),
    Index("service_sketch_bands_by_sketch", "sketch"),
)
spending = Table(
    "service_spending",
    metadata,
    Column("project", String(64), primary_key=True),
    Column("key", String(32), primary_key=True),
    Column("calls", BigInteger, nullable=False),
    Column("tokens", BigInteger, nullable=False),
    Column("usd", Float, nullable=False),
)
sheets = Table(
    "service_sheets",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("project", String(64), nullable=False),
    Column("key", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Float, nullable=False),
)
exams = Table(
    "service_exams",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("project", String(64), nullable=False),
    Column("key", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("result", Text),
    Column("at", Float, nullable=False),
    Column("beat", Float, nullable=False),
    Index("service_exams_by_project", "project", "at"),
)
