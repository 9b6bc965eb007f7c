"""A folder that Argilla's SDK reads (``Dataset.from_disk``): reports to be judged, and what annotators are asked."""

from casewright.runs.exporting.argilla.folder import RECORDS, ArgillaFolder

__all__ = ["RECORDS", "ArgillaFolder"]
