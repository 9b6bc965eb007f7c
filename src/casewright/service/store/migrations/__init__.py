"""The schema of the service, step by step: Alembic revisions."""
