"""OpenTelemetry: traces of requests, samples, steps and calls, and GenAI metrics. Names and figures, never a text.

`telemetry` may be imported without OpenTelemetry; `instruments` and `requests` are loaded once it is switched on.
"""

from casewright.service.telemetry.exporting import telemetry

__all__ = ["telemetry"]
