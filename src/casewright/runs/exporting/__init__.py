"""A run's reports as files: read from its ledger as decisions stand, streamed, and there whole or not at all."""

from casewright.runs.exporting.export import Export, Exported, export_run

__all__ = ["Export", "Exported", "export_run"]
