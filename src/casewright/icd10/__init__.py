"""Code tables: lookup, ancestors, siblings, titles in English and Spanish."""

from casewright.icd10.entry import Entry, EntryKind, Title
from casewright.icd10.table import SYSTEMS, CodeTable, table

__all__ = ["SYSTEMS", "CodeTable", "Entry", "EntryKind", "Title", "table"]
