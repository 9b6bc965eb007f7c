"""What Prometheus may read: figures of this process, with labels from closed lists."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from casewright.service.problems import PROBLEMS

__all__ = ["CONTENT_TYPE", "Figures"]

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120, 600, 1800)


class Figures:
    """The figures of one application. Labels are methods, route templates, statuses and problem slugs: never names."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = Histogram(
            "casewright_request_seconds",
            "Requests by route template, and how long they took.",
            ("method", "route", "status"),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.in_flight = Gauge("casewright_requests_in_flight", "Requests being answered.", registry=self.registry)
        self.problems = Counter("casewright_problems", "Problem answers by slug.", ("problem",), registry=self.registry)
        self.workers = Gauge("casewright_workers", "Workers that this process keeps running.", registry=self.registry)
        self.restarts = Counter(
            "casewright_worker_restarts", "Workers that ended by themselves and were started again.",
            registry=self.registry,
        )  # fmt: skip
        for slug in PROBLEMS:
            self.problems.labels(slug)

    def text(self) -> bytes:
        """The exposition."""
        return generate_latest(self.registry)
