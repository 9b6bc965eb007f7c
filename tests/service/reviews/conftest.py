"""A run whose reports wait for people, and three who review."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from casewright.service.principal import Principal
from casewright.service.site import Site
from casewright.testing.kept_run import RUN, keep_run, made_record
from casewright.types import CriterionResult, Decision, Fidelity, Outcome, Vote
from casewright.wire import to_json

SETTINGS = "roles: {{writer: parrot}}\nservice: {{raters: {raters}, blind: {blind}}}\n"
Keep = Callable[..., Awaitable[list[str]]]


@pytest.fixture
def raters() -> int:
    return 1


@pytest.fixture
def settings_text(raters: int) -> str:
    return SETTINGS.format(raters=raters, blind="true")


def reviewer(name: str, *roles: str) -> Principal:
    """Somebody with a key of that name."""
    return Principal(name, name, "default", frozenset(("review", *roles)))  # type: ignore[arg-type]


@pytest.fixture
def ana() -> Principal:
    return reviewer("ana")


@pytest.fixture
def ben() -> Principal:
    return reviewer("ben")


@pytest.fixture
def cleo() -> Principal:
    return reviewer("cleo")


@pytest.fixture
def kept(site: Site) -> Keep:
    """Keeps a run with samples that ended so; with ``support`` the figure that each is to have."""

    async def keep(*outcomes: Outcome, n: int = 5, support: float = 0.9) -> list[str]:
        ledger = await site.ledgers.of("default")
        return await keep_run(ledger, outcomes, n=n, fidelity=fidelity(support=support))

    return keep


def fidelity(*answers: tuple[str, str], support: float = 0.9, coverage: float = 1.0) -> Fidelity:
    """What two critics made of the criteria low-mood, few-pleasures and elation, by default in harmony."""
    names = ("low-mood", "few-pleasures", "elation")
    pairs = answers or (("present", "present"), ("present", "present"), ("absent", "absent"))
    criteria = [_criterion(name, *pair) for name, pair in zip(names, pairs, strict=False)]
    return Fidelity(support, support, coverage, (), None, tuple(criteria))


def _criterion(name: str, first: str, second: str) -> CriterionResult:
    votes = tuple(
        Vote(critic, name, "rules", answer, "because")  # type: ignore[arg-type]
        for critic, answer in (("rules", first), ("judge", second))
    )
    role = "contradicts" if name == "elation" else "supports"
    return CriterionResult(name, role, "diagnosis", 1.0, "met", votes)  # type: ignore[arg-type]


async def finish(site: Site, index: int, outcome: Outcome, **changed: object) -> str:
    """One more sample of the run, with a record changed so."""
    from casewright.ledger.protocol import PlannedSample
    from casewright.testing.kept_run import ORDER

    ledger = await site.ledgers.of("default")
    name = f"{ORDER}-{index:04d}"
    await ledger.add_samples(RUN, [PlannedSample(name, ORDER, index, 1, {"index": index})])
    (claim,) = await ledger.claim(RUN, "made-up", limit=1, lease_seconds=60)
    record = replace(made_record(index, outcome), **changed)  # type: ignore[arg-type]
    await ledger.finish(claim, to_json(record), record.decision)
    return name


async def standing(site: Site, sample: str) -> Decision:
    """The decision that stands in the ledger."""
    row = await (await site.ledgers.of("default")).sample(RUN, sample)
    assert row is not None
    assert row.decision is not None
    return row.decision
