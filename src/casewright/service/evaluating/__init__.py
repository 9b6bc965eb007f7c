"""Single reports, evaluated in a thread with an event loop of its own, so that requests go on being answered."""

from casewright.service.evaluating.evaluator import Evaluator

__all__ = ["Evaluator"]
