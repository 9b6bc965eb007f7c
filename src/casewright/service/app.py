"""The application: routers, middlewares and problem answers, put together for a site."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware import Middleware

from casewright.service.http import health
from casewright.service.http.answering import Face
from casewright.service.http.bodies import Bodies
from casewright.service.http.deadlines import Deadlines
from casewright.service.http.draining import Draining
from casewright.service.http.faults import Faults
from casewright.service.http.figures import Figures
from casewright.service.http.handlers import add_handlers
from casewright.service.http.leaving import Leaving
from casewright.service.http.observing import Observing
from casewright.service.http.openapi import add_openapi
from casewright.service.http.safe_headers import SafeHeaders
from casewright.service.site import Site
from casewright.settings.serving import Serving

if TYPE_CHECKING:
    from fastapi.telemetry import TelemetryConfig

    from casewright.service.telemetry.instruments import Telemetry

__all__ = ["ROOMS", "build_app"]

ROOMS = ("audit", "evaluating", "jobs", "keys", "labels", "openai", "reviews", "rubrics", "pages")
"""Rooms with a ``routes`` module and a ``router`` in it."""
FACES = (
    ("/v1/chat/", "casewright.service.openai.errors"),
    ("/v1/models", "casewright.service.openai.errors"),
    ("/v1/", None),
    ("/livez", None),
    ("/readyz", None),
    ("/metrics", None),
    ("/", "casewright.service.pages.problem_page"),
)
"""Who tells a problem, by the path that was asked for: a module with ``answer``, or nobody but problem+json."""
SILENT: TelemetryConfig = {
    "tracing": False, "metrics": False, "logs": False, "operation_spans": False, "auto_configure": False
}  # fmt: skip
"""FastAPI's own spans hold paths, queries and exceptions' messages: ours hold none of these."""
LEEWAY = 5.0
"""Seconds that a route which keeps a deadline of its own has to tell of it."""


def build_app(site: Site, telemetry: Telemetry | None = None) -> FastAPI:
    """The application of a site; it opens nothing by itself.

    Args:
        site: What routes work with.
        telemetry: Traces requests.
    """
    figures = Figures()
    app = FastAPI(
        title="Casewright",
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        middleware=(*_tracing(telemetry), *_middlewares(site.serving, figures)),
        telemetry=SILENT,
    )
    app.state.site, app.state.figures, app.state.faces = site, figures, _faces()
    add_handlers(app)
    app.include_router(health.router)
    for room in ROOMS:
        app.include_router(import_module(f"casewright.service.{room}.routes").router)
    add_openapi(app)
    return app


def _middlewares(serving: Serving, figures: Figures) -> Sequence[Middleware]:
    """Outermost first."""
    patient = {
        "/v1/evaluate": serving.evaluate_seconds + LEEWAY,
        "/v1/chat/completions": serving.chat_seconds + LEEWAY,
    }
    return (
        Middleware(Observing, figures=figures),
        Middleware(SafeHeaders),
        Middleware(Faults),
        Middleware(Draining),
        Middleware(Bodies, most=serving.body_bytes),
        Middleware(Deadlines, seconds=serving.request_seconds, by_path=patient),
        Middleware(Leaving),
    )


def _tracing(telemetry: Telemetry | None) -> Sequence[Middleware]:
    if telemetry is None:
        return ()
    from casewright.service.telemetry.requests import Traced

    return (Middleware(Traced, telemetry=telemetry),)


def _faces() -> Sequence[tuple[str, Face | None]]:
    there = [(prefix, name) for prefix, name in FACES if name is None or find_spec(name) is not None]
    return [(prefix, None if name is None else import_module(name).answer) for prefix, name in there]
