"""Where spans and metrics go: an OTLP endpoint that the ``OTEL_…`` variables name, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING

from casewright.errors import SettingsError
from casewright.models.watching import watched_by
from casewright.settings import Settings

if TYPE_CHECKING:
    from casewright.service.telemetry.instruments import Telemetry

__all__ = ["telemetry"]

LAST_SECONDS = 5
"""How long the end of a process waits for what was not sent yet."""


@contextmanager
def telemetry(settings: Settings, part: str) -> Iterator[Telemetry | None]:
    """What this process does is traced for as long as the block lasts, where settings say so.

    The providers are ours alone and never the process's: libraries that find some there send what they like.

    Args:
        settings: ``service.telemetry`` switches it on.
        part: ``service`` or ``worker``.

    Raises:
        SettingsError: the packages it needs are not installed.
    """
    if not settings.service.telemetry:
        yield None
        return
    found = _exporting(part)
    try:
        with watched_by(found):
            yield found
    finally:
        found.close()


def _exporting(part: str) -> Telemetry:
    try:
        from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.metrics import MeterProvider
        from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ModuleNotFoundError as error:
        raise SettingsError("service.telemetry needs more packages: pip install 'casewright[telemetry]'") from error
    from casewright.service.telemetry.instruments import Telemetry

    resource = Resource.create({"service.name": f"casewright-{part}", "service.version": version("casewright")})
    traces = TracerProvider(resource=resource, shutdown_on_exit=False)
    traces.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(timeout=LAST_SECONDS)))
    reader = PeriodicExportingMetricReader(OTLPMetricExporter(timeout=LAST_SECONDS))
    return Telemetry(traces, MeterProvider([reader], resource=resource, shutdown_on_exit=False))
