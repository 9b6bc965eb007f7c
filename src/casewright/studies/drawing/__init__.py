"""Pictures drawn: every kind of `casewright.studies.picture` as SVG and PNG, for all eyes, print, light and dark"""

from casewright.studies.drawing.drawn import Drawn, draw
from casewright.studies.drawing.palette import Styles

__all__ = ["Drawn", "Styles", "draw"]
