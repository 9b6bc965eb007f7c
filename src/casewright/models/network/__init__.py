"""Models over the network, by litellm."""

from __future__ import annotations

from casewright.models.network.guard import REAL_CALLS, refuse_real_call
from casewright.models.network.model import LitellmModel

__all__ = ["REAL_CALLS", "LitellmModel", "refuse_real_call"]
