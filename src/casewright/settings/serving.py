"""What the service takes from a request and how it treats it; none of it decides about a report."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from casewright.settings.base import Name, Place, Strict

__all__ = ["Serving"]


class Serving(Strict):
    """Limits and habits of ``casewright serve``. Requests name profiles and endpoints of this file, nothing else."""

    profiles: tuple[Name, ...] = ()
    """Profiles that requests may name; by default all of them, and ``default``: these settings without a profile."""
    messages: tuple[Name, ...] = ()
    """Profiles under which the OpenAI-compatible face takes ``messages``, as untrusted text."""
    body_bytes: int = Field(default=4_194_304, ge=1024)
    """Longest body of a request; counted as it comes in."""
    request_seconds: float = Field(default=30.0, gt=0)
    """How long a request may take, streams and evaluations apart."""
    evaluate_seconds: float = Field(default=120.0, gt=0)
    """Longest deadline that a request for one evaluation may set."""
    chat_seconds: float = Field(default=1800.0, gt=0)
    """How long the OpenAI-compatible face waits for a decision; the job goes on."""
    orders_per_job: int = Field(default=100, ge=1)
    accepted_per_order: int = Field(default=100_000, ge=1)
    reports_per_job: int = Field(default=1000, ge=1)
    open_jobs: int = Field(default=1000, ge=1)
    """Jobs of a project that may be open at once; further ones are refused until some are done."""
    heartbeat_seconds: float = Field(default=15.0, gt=0)
    """Silence on an event stream after which a comment is sent."""
    overlap_checks_per_hour: int = Field(default=600, ge=1)
    """Reports an hour that a key without the privacy role may have compared with the reference corpus."""
    session_hours: float = Field(default=12.0, gt=0)
    """How long a person stays signed in to the review page."""
    lock_seconds: float = Field(default=900.0, gt=0)
    """How long an item stays with the reviewer who opened it, without a sign of life."""
    raters: Literal[1, 2] = 1
    """People who look at an item before it is settled; two who differ go to a third."""
    blind: bool = True
    """Whether critics' verdicts and other people's stay hidden until one's own verdict is in."""
    studies: tuple[Place, ...] = ()
    """Folders of studies that the pages show."""
    telemetry: bool = False
    """Whether OpenTelemetry traces and metrics are sent, where the OTEL_… variables say; they carry no text."""
