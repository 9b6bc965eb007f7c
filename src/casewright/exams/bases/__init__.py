"""Good reports that defects are planted in: goldens, composed by code, or from people."""

from casewright.exams.bases.base import Base, Origin
from casewright.exams.bases.composed import composed, recompose

__all__ = ["Base", "Origin", "composed", "recompose"]
