"""Models over the network: OpenAI-compatible servers by aiohttp, everybody else by litellm."""

from __future__ import annotations

from casewright.models.network.choosing import network_model
from casewright.models.network.compatible import CompatibleModel
from casewright.models.network.guard import REAL_CALLS, refuse_real_call
from casewright.models.network.model import LitellmModel

__all__ = ["REAL_CALLS", "CompatibleModel", "LitellmModel", "network_model", "refuse_real_call"]
