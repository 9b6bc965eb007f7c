"""Traces and metrics tell what was done and how long it took; no word of a report, a prompt or a request is in them."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from casewright.errors import ModelFailure, SettingsError
from casewright.models.protocol import ModelReply, ModelRequest, Usage
from casewright.models.resilient import ResilientModel
from casewright.models.watching import watch, watched_by
from casewright.runs.assembly import cast_of
from casewright.runs.session import RunSession
from casewright.service.app import build_app
from casewright.service.site import Site
from casewright.service.telemetry import telemetry
from casewright.service.telemetry.instruments import Telemetry
from casewright.service.telemetry.names import provider_and_model
from casewright.settings import Settings
from casewright.testing import FunctionModel
from casewright.types import Order, Record

ALLOWED = {
    "casewright.attempt", "casewright.attempts", "casewright.outcome", "casewright.run", "error.type",
    "gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.max_tokens", "gen_ai.request.model",
    "gen_ai.request.temperature", "gen_ai.response.finish_reasons", "gen_ai.token.type", "gen_ai.usage.input_tokens",
    "gen_ai.usage.output_tokens", "http.request.method", "http.response.status_code", "http.route",
}  # fmt: skip


class Seen:
    """What would have been sent."""

    def __init__(self) -> None:
        self._exporter, self._reader = InMemorySpanExporter(), InMemoryMetricReader()
        traces = TracerProvider(shutdown_on_exit=False)
        traces.add_span_processor(SimpleSpanProcessor(self._exporter))
        self.telemetry = Telemetry(traces, MeterProvider([self._reader], shutdown_on_exit=False))

    @property
    def spans(self) -> tuple[ReadableSpan, ...]:
        return self._exporter.get_finished_spans()

    def points(self, name: str) -> list[Any]:
        """The data points of a metric."""
        found: Any = self._reader.get_metrics_data()
        scopes = [scope for resource in found.resource_metrics for scope in resource.scope_metrics]
        metrics = [metric for scope in scopes for metric in scope.metrics if metric.name == name]
        return [point for metric in metrics for point in metric.data.data_points]

    def text(self) -> str:
        """All that was said."""
        found: Any = self._reader.get_metrics_data()
        return "".join(span.to_json() for span in self.spans) + (found.to_json() if found else "")


@pytest.fixture
def seen() -> Iterator[Seen]:
    found = Seen()
    yield found
    found.telemetry.close()


class Answering(FunctionModel):
    """A scripted model as an endpoint would be one, with retries and limits around it."""

    async def complete(self, request: ModelRequest) -> ModelReply:
        reply = await super().complete(request)
        return ModelReply(reply.text, usage=Usage(120, 30))


def answer(request: ModelRequest) -> str:
    """Follows what it is told, as the tests of runs have it."""
    facts = request.messages[-1].content.partition("This is an earlier draft")[0]
    blocks = re.findall(r"^(\S[^\n]*:)\n((?:- .+\n?)*)", facts.partition("colon.")[2], re.MULTILINE)
    if not blocks:
        return " ".join(re.findall(r"^- (.+)$", facts, re.MULTILINE))
    return "\n\n".join(f"{head}\n" + lines.replace("\n", " ").replace("- ", "") for head, lines in blocks)


async def worked(model: Any, folder: Path, overlay: Path, certified: Path) -> list[Record]:
    """One order, worked off."""
    cast = cast_of(Settings(), writer=model, overlays=(overlay,), certificates=certified)
    session = RunSession(cast, (Order("F32.1", kind="progress", level="named"),), folder)
    return [record async for record in session.work()]


async def test_a_sample_is_a_trace(seen: Seen, tmp_path: Path, overlay: Path, certified: Path) -> None:
    """Steps of the gate lie under the sample, calls of models under the steps, with what they used."""
    with watched_by(seen.telemetry):
        records = await worked(
            ResilientModel(Answering(answer, name="openai/nobody")), tmp_path / "run", overlay, certified
        )
    by_id = {span.context.span_id: span for span in seen.spans if span.context}
    (sample, *_) = [span for span in seen.spans if span.name == "sample"]
    (call, *_) = [span for span in seen.spans if span.name == "chat nobody"]
    assert call.parent is not None
    step = by_id[call.parent.span_id]
    assert step.name == "gate write"
    assert step.parent is not None
    assert sample.context is not None
    assert step.parent.span_id == sample.context.span_id
    assert dict(call.attributes or {}) | {"gen_ai.request.max_tokens": 0, "gen_ai.request.temperature": 0} == {
        "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": "nobody",
        "gen_ai.request.max_tokens": 0, "gen_ai.request.temperature": 0, "gen_ai.usage.input_tokens": 120,
        "gen_ai.usage.output_tokens": 30, "gen_ai.response.finish_reasons": ("stop",),
    }  # fmt: skip
    assert (sample.attributes or {})["casewright.outcome"] == records[0].decision.outcome


async def test_genai_metrics(seen: Seen, tmp_path: Path, overlay: Path, certified: Path) -> None:
    """Tokens by type and durations, under the names and labels of the conventions."""
    with watched_by(seen.telemetry):
        await worked(ResilientModel(Answering(answer, name="openai/nobody")), tmp_path / "run", overlay, certified)
    calls = len([span for span in seen.spans if span.name == "chat nobody"])
    tokens = {
        point.attributes["gen_ai.token.type"]: (point.count, point.sum)
        for point in seen.points("gen_ai.client.token.usage")
    }
    assert tokens == {"input": (calls, 120 * calls), "output": (calls, 30 * calls)}
    (duration,) = seen.points("gen_ai.client.operation.duration")
    assert duration.count == calls
    assert dict(duration.attributes) == {
        "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": "nobody"
    }  # fmt: skip


async def test_a_failed_call_says_its_kind(seen: Seen) -> None:
    """And not its message, which may repeat what a server said."""

    def fail(request: ModelRequest) -> str:
        raise ModelFailure("content_filter", "SECRET")

    model = ResilientModel(FunctionModel(fail, name="mistral/nobody"))
    with watched_by(seen.telemetry), pytest.raises(ModelFailure):
        await model.complete(ModelRequest((), 16))
    (span,) = seen.spans
    assert (span.attributes or {})["error.type"] == "content_filter"
    assert not span.events
    (duration,) = seen.points("gen_ai.client.operation.duration")
    assert duration.attributes["error.type"] == "content_filter"
    assert "SECRET" not in seen.text()


async def test_no_text_is_in_it(seen: Seen, tmp_path: Path, overlay: Path, certified: Path) -> None:
    """Attributes come from a closed list, and no four words of what was written are anywhere."""
    with watched_by(seen.telemetry):
        (record, *_) = await worked(
            ResilientModel(Answering(answer, name="openai/nobody")), tmp_path / "run", overlay, certified
        )
    assert {name for span in seen.spans for name in span.attributes or {}} <= ALLOWED
    words = (record.text or "").split()
    assert len(words) > 40
    said = seen.text()
    assert not [words[at : at + 4] for at in range(len(words) - 3) if " ".join(words[at : at + 4]) in said]
    assert record.id not in said


@contextmanager
def as_client(site: Site, seen: Seen) -> Iterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(build_app(site, seen.telemetry), raise_app_exceptions=False)
    yield httpx.AsyncClient(transport=transport, base_url="http://casewright.test")


async def test_requests_are_told_by_template(seen: Seen, site: Site, key: Callable[..., Awaitable[str]]) -> None:
    """A caller's trace goes on; its other tracing headers, its path and its query go nowhere."""
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    headers = {
        "Authorization": f"Bearer {await key('submit')}",
        "traceparent": f"00-{trace}-00f067aa0ba902b7-01",
        "tracestate": "vendor=SECRET",
        "baggage": "note=SECRET",
        "User-Agent": "SECRET",
    }
    with as_client(site, seen) as client:
        await client.get("/v1/jobs/SECRET?note=SECRET", headers=headers)
        await client.get("/SECRET", headers=headers)
        await client.aclose()
    first, second = seen.spans
    assert (first.name, second.name) == ("GET /v1/jobs/{job}", "GET none")
    assert first.context is not None
    assert f"{first.context.trace_id:032x}" == trace
    assert (first.attributes or {})["http.response.status_code"] == 404
    assert "SECRET" not in seen.text()
    assert {point.attributes["http.route"] for point in seen.points("http.server.request.duration")} == {
        "/v1/jobs/{job}", "none"
    }  # fmt: skip


async def test_frameworks_stay_silent(seen: Seen, site: Site) -> None:
    """FastAPI would trace paths and messages of exceptions by itself wherever it finds a provider."""
    native: Any = getattr(build_app(site, seen.telemetry), "_native_telemetry", None)
    assert native is None or not any(native.config[what] for what in ("tracing", "metrics", "logs", "auto_configure"))


def test_nothing_is_watched_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Off by default, whatever the environment says; nothing is loaded for it then."""
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
    with telemetry(Settings(), "worker") as found:
        assert found is None
        with watch("sample", "run") as tell:
            tell({"outcome": "accepted"})


def test_a_missing_package_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what installs it."""
    import sys

    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    asked = Settings.model_validate({"service": {"telemetry": True}})
    with pytest.raises(SettingsError, match=r"casewright\[telemetry\]"), telemetry(asked, "worker"):
        pass


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("openai/gpt-x", ("openai", "gpt-x")),
        ("xai/grok", ("x_ai", "grok")),
        ("hosted_vllm/org/model", ("hosted_vllm", "org/model")),
        ("pool", ("_OTHER", "pool")),
    ],
)
def test_providers_have_the_names_of_the_conventions(name: str, found: tuple[str, str]) -> None:
    """Those that have one there; the others keep the name that a model string gives them."""
    assert provider_and_model(name) == found
