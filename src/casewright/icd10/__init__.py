"""Code tables: lookup, ancestors, siblings, titles in English and Spanish."""

from casewright.icd10.code_table import SYSTEMS, CodeTable, table
from casewright.icd10.entry import Entry, EntryKind, Title

__all__ = ["SYSTEMS", "CodeTable", "Entry", "EntryKind", "Title", "table"]
