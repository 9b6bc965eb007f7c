"""Steering: between rounds, what the next cases should be like, and which orders are given up."""

from __future__ import annotations

from casewright.runs.steering.outlook import Outlook, Stop
from casewright.runs.steering.steering import STEERING, Steering

__all__ = ["STEERING", "Outlook", "Steering", "Stop"]
