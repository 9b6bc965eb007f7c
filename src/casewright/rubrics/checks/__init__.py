"""Checks: what is wrong with a report whatever it tells, found by comparing what is found in it."""

from __future__ import annotations

from casewright.rubrics.checks.observing import observe, observing_fingerprint

__all__ = ["observe", "observing_fingerprint"]
