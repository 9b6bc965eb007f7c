"""From a request to a run that can be opened: everything is checked before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casewright.overlays import overlaid
from casewright.runs.cast import Cast
from casewright.runs.limits import OrderLimits, RunLimits
from casewright.runs.orders import checked, order_id
from casewright.runs.session import RunSession
from casewright.service.jobs.requests import JobOrder, JobReport, JobRequest
from casewright.service.problems import Problem
from casewright.service.profiles import Profiles
from casewright.settings.serving import Serving
from casewright.types import Order

__all__ = ["Fresh", "check_size", "require_pins", "session_of"]


@dataclass(frozen=True, slots=True)
class Fresh:
    """What a program of ours, and no request, may ask for beside.

    ``nonce`` keeps its runs apart from others of the same orders; ``wish`` is a chat's last message, screened.
    """

    nonce: str = ""
    wish: str | None = None


def check_size(request: JobRequest, serving: Serving) -> None:
    """Holds a request against the limits of the service.

    Raises:
        Problem: too many orders, reports, or reports of an order.
    """
    for name, found, most in (
        ("orders", len(request.orders), serving.orders_per_job),
        ("reports", len(request.reports), serving.reports_per_job),
    ):
        if found > most:
            raise Problem("unusable", f"a job takes at most {most:,} {name}", allowed=most)
    if any(order.n > serving.accepted_per_order for order in request.orders):
        most = serving.accepted_per_order
        raise Problem("unusable", f"an order takes n up to {most:,}", allowed=most)


def session_of(profiles: Profiles, request: JobRequest, limits: RunLimits, fresh: Fresh) -> RunSession:
    """The run that a request's orders are. Takes a moment, so it is called in a thread.

    Raises:
        CasewrightError: an order can't be worked off.
        Problem: a pinned rubric is another one now.
    """
    cast = profiles.cast(request.profile, seed=request.seed, max_attempts=request.max_attempts, wish=fresh.wish)
    with overlaid(cast.overlays):
        orders = [_order(one) for one in request.orders]
        require_pins(cast, request.orders)
        return RunSession(cast, orders, nonce=fresh.nonce, limits=_limits(request, orders, limits), reopen=True)


def require_pins(cast: Cast, asked: Iterable[JobOrder | JobReport]) -> None:
    """Holds the rubrics in force against those that were pinned.

    Raises:
        Problem: one of them is another one now; it says which hash is in force.
    """
    for one in asked:
        if one.rubric is None:
            continue
        found = cast.resolve(one.system, one.code, one.kind)
        if found.hash != one.rubric:
            raise Problem(
                "rubric-changed",
                "the rubric in force for this code and kind is not the pinned one; GET /v1/rubrics shows it",
                rubric=found.id,
                hash=found.hash,
            )


def _order(one: JobOrder) -> Order:
    return checked(
        Order(
            code=one.code,
            n=one.n,
            language=one.language,
            kind=one.kind,
            system=one.system,
            comorbidities=one.comorbidities,
            targets={trait: dict(shares) for trait, shares in one.targets.items()},
            level=one.level,
        )
    )


def _limits(request: JobRequest, orders: Sequence[Order], limits: RunLimits) -> RunLimits:
    """Those of the key, with those of single orders; of equal orders the last one's."""
    own: dict[str, OrderLimits] = {}
    for asked, order in zip(request.orders, orders, strict=True):
        if asked.budgets is not None:
            own[order_id(order)] = asked.budgets.limits(asked.max_samples)
        elif asked.max_samples is not None:
            own[order_id(order)] = OrderLimits(max_samples=asked.max_samples)
    return RunLimits(limits.total, own)
