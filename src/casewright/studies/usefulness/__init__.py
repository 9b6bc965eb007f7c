"""Whether reports help to code chapter V in real notes. Open `measuring.py`, then `bench.py`"""

from __future__ import annotations

from casewright.studies.usefulness.measuring import VERSION, measure

__all__ = ["VERSION", "measure"]
