"""The process that serves: the server, the workers beside it, and how both end. Open `serving.py` first."""

from casewright.service.process.logs import write_logs
from casewright.service.process.serving import ServePlan, serve

__all__ = ["ServePlan", "serve", "write_logs"]
