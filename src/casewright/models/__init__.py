"""The one model seam: what a request and a reply are, who fulfils them, and how a name becomes a model."""

from __future__ import annotations

from casewright.models.budget import Budget, Spent
from casewright.models.families import families, family_of
from casewright.models.patience import Policy
from casewright.models.pool import PooledModel
from casewright.models.protocol import Message, Model, ModelReply, ModelRequest, Usage
from casewright.models.registry import ModelSpec, load_model, load_pool
from casewright.models.resilient import ResilientModel

__all__ = [
    "Budget",
    "Message",
    "Model",
    "ModelReply",
    "ModelRequest",
    "ModelSpec",
    "Policy",
    "PooledModel",
    "ResilientModel",
    "Spent",
    "Usage",
    "families",
    "family_of",
    "load_model",
    "load_pool",
]
