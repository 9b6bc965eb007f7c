"""The watcher that makes spans and metrics of what it sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from opentelemetry.metrics import Meter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.trace import Span, SpanKind, Status, StatusCode

from casewright.errors import ModelFailure
from casewright.models.watching import Fact, Tell, Watched
from casewright.service.telemetry.names import BY_FACT, DURATION, SECONDS, TOKEN_USAGE, TOKENS, provider_and_model

__all__ = ["Telemetry", "error_type"]

SCOPE = "casewright"
Attributes = dict[str, Any]


class Telemetry:
    """Spans and metrics of this process. An exception is known by its kind alone: its message may hold a text.

    Args:
        traces: Where spans go.
        figures: Where metrics go.
    """

    def __init__(self, traces: TracerProvider, figures: MeterProvider) -> None:
        self._traces, self._figures = traces, figures
        self._tracer = traces.get_tracer(SCOPE)
        meter = figures.get_meter(SCOPE)
        self._calls = meter.create_histogram(
            DURATION, "s", "How long calls of models took.", explicit_bucket_boundaries_advisory=SECONDS
        )
        self._tokens = meter.create_histogram(
            TOKEN_USAGE, "{token}", "Tokens that calls used.", explicit_bucket_boundaries_advisory=TOKENS
        )
        self._samples = _seconds(meter, "casewright.sample.duration", "How long samples took through the gate.")
        self.requests = _seconds(meter, "http.server.request.duration", "How long requests took.")

    @contextmanager
    def watch(self, what: Watched, name: str, facts: Mapping[str, Fact]) -> Iterator[Tell]:
        """Sees a sample, a step of the gate, or a call."""
        if what == "call":
            with self._call(name, facts) as tell:
                yield tell
        elif what == "sample":
            with self._timed("sample", self._samples, {"casewright.run": name}, ("casewright.outcome",)) as tell:
                yield tell
        else:
            with self.span(f"gate {name}", SpanKind.INTERNAL, _named(facts)) as (_, tell):
                yield tell

    @contextmanager
    def span(
        self, name: str, kind: SpanKind, attributes: Attributes, context: Any = None
    ) -> Iterator[tuple[Span, Tell]]:
        """A span, and how to tell what is known at its end."""
        with self._tracer.start_as_current_span(
            name, context, kind, attributes, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield span, lambda told: span.set_attributes(_named(told))
            except BaseException as error:
                span.set_attribute("error.type", error_type(error))
                span.set_status(Status(StatusCode.ERROR))
                raise

    def close(self) -> None:
        """Sends what was not sent yet, for a few seconds at most."""
        self._traces.shutdown()
        self._figures.shutdown(timeout_millis=5000)

    @contextmanager
    def _call(self, name: str, facts: Mapping[str, Fact]) -> Iterator[Tell]:
        provider, model = provider_and_model(name)
        asked = {"gen_ai.operation.name": "chat", "gen_ai.provider.name": provider, "gen_ai.request.model": model}
        with self._timed(
            f"chat {model}", self._calls, {**asked, **_named(facts)}, tuple(asked), SpanKind.CLIENT
        ) as tell:

            def told(known: Mapping[str, Fact]) -> None:
                tell(known)
                for kind in ("input", "output"):
                    self._tokens.record(int(known[kind]), {**asked, "gen_ai.token.type": kind})

            yield told

    @contextmanager
    def _timed(
        self, name: str, histogram: Any, attributes: Attributes, labels: Sequence[str],
        kind: SpanKind = SpanKind.INTERNAL,
    ) -> Iterator[Tell]:  # fmt: skip
        """A span whose length is also recorded, with some of its attributes and the kind of its error."""
        known, began = dict(attributes), perf_counter()
        with self.span(name, kind, attributes) as (_, tell):
            try:
                yield _both(tell, known)
            except BaseException as error:
                known["error.type"] = error_type(error)
                raise
            finally:
                kept = {label: known[label] for label in (*labels, "error.type") if label in known}
                histogram.record(perf_counter() - began, kept)


def error_type(error: BaseException) -> str:
    """The kind of an error, from a closed list: a failure's own, or the class."""
    return error.kind if isinstance(error, ModelFailure) else type(error).__name__


def _both(tell: Tell, known: Attributes) -> Callable[[Mapping[str, Fact]], None]:
    def told(facts: Mapping[str, Fact]) -> None:
        known.update(_named(facts))
        tell(facts)

    return told


def _named(facts: Mapping[str, Fact]) -> Attributes:
    """Facts under the conventions' names; those that have none are left out."""
    named: Attributes = {BY_FACT[name]: fact for name, fact in facts.items() if name in BY_FACT}
    if "gen_ai.response.finish_reasons" in named:
        named["gen_ai.response.finish_reasons"] = (str(named["gen_ai.response.finish_reasons"]),)
    return named


def _seconds(meter: Meter, name: str, told: str) -> Any:
    return meter.create_histogram(name, "s", told)
