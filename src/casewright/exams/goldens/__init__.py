"""Reports that people wrote by hand, each with the case it tells."""

from casewright.exams.goldens.reading import golden, goldens

__all__ = ["golden", "goldens"]
