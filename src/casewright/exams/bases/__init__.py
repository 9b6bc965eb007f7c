"""Good reports that defects are planted in: goldens, composed by code, or from people."""

from casewright.exams.bases.base import Base, Origin

__all__ = ["Base", "Origin"]
