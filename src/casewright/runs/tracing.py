"""Whether a dependency's tracing is on, which would carry a writer's replies out before they are screened.

LangSmith is switched on by environment or in the process; litellm hands every reply to the callbacks that somebody
registered in the process (Langfuse, OpenTelemetry and the like hang there); an OpenTelemetry instrumentor of one of
the libraries between us and a model patches that library.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

from casewright.errors import SettingsError

__all__ = ["refuse_tracing", "tracing_in_use"]

VARIABLES = (
    "LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2", "LANGCHAIN_HANDLER",
    "LITELLM_PRINT_STANDARD_LOGGING_PAYLOAD",
)  # fmt: skip
"""What langsmith, langchain-core and litellm read."""
OFF = ("", "0", "false", "no", "off")
CALLBACKS = (
    "callbacks", "input_callback", "success_callback", "failure_callback", "log_raw_request_response", "set_verbose",
)  # fmt: skip
CARRIERS = ("langchain", "langgraph", "litellm", "openai", "transformers")


def refuse_tracing() -> None:
    """Stops whoever is about to load a corpus while a dependency would report what it sees.

    Raises:
        SettingsError: some tracing is on.
    """
    for name in tracing_in_use():
        raise SettingsError(f"{name} is on: tracing would carry reference text out; unset it to load a corpus")


def tracing_in_use() -> Iterator[str]:
    """Names of the variables, callbacks and instrumentors that are on; nothing is imported to find out."""
    yield from (name for name in VARIABLES if os.environ.get(name, "").strip().lower() not in OFF)
    yield from _langsmith()
    yield from _langchain()
    yield from _litellm()
    yield from _instrumentors()


def _langsmith() -> Iterator[str]:
    """Its own word: besides the environment, ``langsmith.configure`` and a running trace switch it on."""
    utils: Any = sys.modules.get("langsmith.utils")
    if utils is not None and utils.tracing_is_enabled():
        yield "langsmith's tracing"


def _langchain() -> Iterator[str]:
    """Its debug and verbose modes print what a local model was asked and what it replied; a tracer may be set."""
    settings: Any = sys.modules.get("langchain_core.globals")
    for mode in ("debug", "verbose"):
        if settings is not None and getattr(settings, f"get_{mode}")():
            yield f"langchain's {mode} mode"
    tracer: Any = sys.modules.get("langchain_core.tracers.context")
    if tracer is not None and tracer.tracing_v2_callback_var.get() is not None:
        yield "langchain's tracing"


def _litellm() -> Iterator[str]:
    library: Any = sys.modules.get("litellm")
    for name in CALLBACKS:
        if getattr(library, name, None):
            yield f"litellm.{name}"


def _instrumentors() -> Iterator[str]:
    module: Any = sys.modules.get("opentelemetry.instrumentation.instrumentor")
    base = getattr(module, "BaseInstrumentor", None)
    for kind in base.__subclasses__() if base is not None else ():
        place = f"{kind.__module__}.{kind.__name__}"
        carries = any(name in place.lower() for name in CARRIERS)
        if carries and getattr(kind(), "is_instrumented_by_opentelemetry", False):
            yield place
