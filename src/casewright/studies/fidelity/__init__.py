"""Fidelity: whether reports show what their code asks and tell what their case tells"""

from casewright.studies.fidelity.measuring import VERSION, measure

__all__ = ["VERSION", "measure"]
