"""Deterministic measures of reports: `diversity` and `privacy`."""
