"""Quasi-identifiers: what identifies nobody alone and somebody together, and how rare its combinations are in a set."""

from __future__ import annotations

from casewright.measures.privacy.quasi.cases import case_quasi_identifiers
from casewright.measures.privacy.quasi.extract import QuasiIdentifiers, quasi_identifiers
from casewright.measures.privacy.quasi.rare import RareCombinations, rare_combinations

__all__ = [
    "QuasiIdentifiers",
    "RareCombinations",
    "case_quasi_identifiers",
    "quasi_identifiers",
    "rare_combinations",
]
