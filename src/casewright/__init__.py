"""Synthetic clinical reports for an ICD-10 code, let through only with evidence."""

__all__: list[str] = []
