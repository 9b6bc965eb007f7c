"""What the gate did to the distribution: accepted against written and against target."""

from casewright.runs.distribution.gate import gate_distribution
from casewright.runs.distribution.observed import Observed, observe
from casewright.runs.distribution.yields import yields

__all__ = ["Observed", "gate_distribution", "observe", "yields"]
