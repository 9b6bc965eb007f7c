"""Calls as jobs of a provider's batch routes: gathered, sent, waited for, and taken up again after a crash."""

from __future__ import annotations

from casewright.models.batches.desk import Desk
from casewright.models.batches.journal import Journal
from casewright.models.batches.service import Answer, BatchService, Job

__all__ = ["Answer", "BatchService", "Desk", "Job", "Journal"]
