"""The ledger's schema, step by step: Alembic revisions, each worded for SQLite and PostgreSQL."""
