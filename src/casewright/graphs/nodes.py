"""The gate's nodes: each calls one function of another room and returns the change of state."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, Literal

from casewright.agents.outage import all_failed
from casewright.agents.protocol import Brief
from casewright.agents.recorded import PAID_FAILURES, current_recording
from casewright.errors import ModelFailure
from casewright.facts import check_facts, fact_reasons, missing_sections
from casewright.graphs.authority import deciders, undecidable
from casewright.graphs.decide import Findings, decide, failing_ids
from casewright.graphs.parts import Parts
from casewright.graphs.screening import screen_report
from casewright.graphs.sealing import seal_criteria, seal_report
from casewright.graphs.state import JSON, GateState
from casewright.graphs.verdicts import fidelity
from casewright.measures.diversity import degenerate, measure_diversity
from casewright.measures.privacy import (
    IdentifierPolicy,
    find_identifiers,
    find_with_presidio,
    identifier_reasons,
    overlap_reasons,
)
from casewright.measures.privacy.spans import MASK
from casewright.models.watching import watch
from casewright.plans import CaseRequest, draw_case
from casewright.rubrics import Criterion
from casewright.rubrics.matching import find_mentions
from casewright.types import (
    Assessment,
    Attempt,
    Case,
    Decision,
    FactCheck,
    Fidelity,
    Identifier,
    Order,
    Privacy,
    Reason,
    ReasonKind,
    Report,
    Vote,
    VoteFailure,
)
from casewright.vocabulary.kinds import kind
from casewright.wire import from_json, to_json

__all__ = ["Nodes"]

Change = dict[str, Any]


class Nodes:
    """The named steps of the gate over one set of parts."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def watched(self, name: str) -> Callable[[GateState], Awaitable[Change]]:
        """The node of this name, telling whoever watches that a sample entered it."""
        step = getattr(self, name)

        async def node(state: GateState) -> Change:
            attempt = state.get("attempt", 1)
            self.parts.progress(state["sample"], name, attempt)
            with watch("node", name, attempt=attempt):
                result: Change = await step(state)
            return result

        node.__name__ = name
        return node

    async def plan(self, state: GateState) -> Change:
        """Draws the case: a pure function of the request."""
        request, target = state["request"], state["target"]
        case = request.get("case")
        if case is None:
            rubric = self.parts.resolve(target["system"], target["code"], target["kind"])
            order = from_json(Order, request["spec"])
            steer = request.get("steer") or {}
            asked = CaseRequest(request["order"], order, request["index"], request["seed"], rubric.needs(), steer)
            case = to_json(draw_case(asked))
        return {"case": case, "attempt": 1, "history": [], "reasons": []}

    async def write(self, state: GateState) -> Change:
        """Asks the writer; a draft that copied is masked before it becomes state."""
        writer = self.parts.writer
        if writer is None:
            raise RuntimeError("a gate without writer was asked to write")
        kept = current_recording()
        seen = len(kept.screens)
        try:
            draft = await writer.write(_brief(state))
        except ModelFailure as failure:
            if failure.kind not in PAID_FAILURES:
                raise
            return _undrafted(failure)
        screen = screen_report(draft, self.parts.reference, self.parts.examples, kept.screens[seen:])
        return _fresh(*screen)

    async def diversity(self, state: GateState) -> Change:
        """Lexical measures, and text that is no report: loops, wrong language or length, chatter."""
        report, target = _report(state), state["target"]
        measured = measure_diversity(report.text, report.language)
        words = kind(target["kind"]).words[report.language]
        limits = words if _written(state) else (1, 50 * words[1])
        rubric = self.parts.resolve(target["system"], target["code"], target["kind"])
        asked = [one.asks.get(report.language) or one.asks["en"] for one in rubric.criteria]
        failing = (*map(_flag, degenerate(report.text, report.language, limits, asked)), *_leftover_masks(report))
        return {"diversity": to_json(measured), "reasons": _reasons(state, failing)}

    async def privacy(self, state: GateState) -> Change:
        """Copying, found by the screen before; and identifiers."""
        report, overlap = _report(state), from_json(Privacy, state["overlap"])
        policy = self.parts.limits.identifiers if _written(state) else "off"
        age = _age(state)
        phi = await _identifiers(self.parts, report, policy, () if age is None else (str(age),))
        failing = (*overlap_reasons(overlap), *identifier_reasons(phi, policy))
        found = {**to_json(overlap), "phi": [to_json(item) for item in phi]}
        return {"privacy": found, "reasons": _reasons(state, failing)}

    async def facts(self, state: GateState) -> Change:
        """Holds the text to its case; without a certificate what it finds is kept and fails nothing."""
        report, case = _report(state), from_json(Case, state["case"])
        found = await asyncio.to_thread(_check, case, report)
        decides = self.parts.gating.facts.get(report.language, False)
        failing = (*missing_sections(case, report), *(fact_reasons(found, case) if decides else ()))
        return {"facts": to_json(found), "reasons": _reasons(state, failing)}

    async def critics(self, state: GateState) -> Change:
        """All critics vote at once; their votes are settled into verdicts."""
        report, target = _report(state), state["target"]
        rubric = self.parts.resolve(target["system"], target["code"], target["kind"])
        age = _age(state)
        rounds = await asyncio.gather(*(critic.review(report, rubric, age) for critic in self.parts.critics))
        votes = [vote for found in rounds for vote in found]
        _wait_for_judges(votes)
        return {"fidelity": to_json(fidelity(rubric, votes, self.parts.gating, report, age))}

    async def decide(self, state: GateState) -> Change:
        """Ends the attempt."""
        ended = decide(_findings(state, self.parts), self.parts.limits, self.parts.judging)
        if isinstance(ended, Decision):
            return {"decision": to_json(ended)}
        return {"reasons": [to_json(reason) for reason in ended]}

    async def feedback(self, state: GateState) -> Change:
        """Keeps the attempt with its reasons and makes room for the next."""
        attempt = Attempt(state["attempt"], _assessment(state), _failures(state))
        return {"history": [*state["history"], to_json(attempt)], "attempt": state["attempt"] + 1}

    async def seal(self, state: GateState) -> Change:
        """Asks the sealed judge once. Certified it may withdraw the acceptance; what it says never reaches the loop."""
        critic, parts = self.parts.seal, self.parts
        if critic is None:
            return {"seal": None}
        report, target, age = _report(state), state["target"], _age(state)
        rubric = parts.resolve(target["system"], target["code"], target["kind"])
        votes = await critic.review(report, rubric, age)
        if seal_criteria(rubric, parts.gating, report, age).criteria:
            _wait_for_judges(votes)
        said = seal_report(
            critic.name, votes, rubric, parts.gating, report, age, parts.limits, target["level"], parts.judging
        )
        decided = {} if said.decision is None else {"decision": to_json(said.decision)}
        return {"seal": to_json(said.fidelity), **decided}

    def after_write(self, state: GateState) -> Literal["diversity", "decide"]:
        return "decide" if state["report"] is None else "diversity"

    def after_privacy(self, state: GateState) -> Literal["facts", "critics", "decide"]:
        if state.get("case") is not None and not _report(state).masked:
            return "facts"
        return "decide" if _failed(state) else "critics"

    def after_facts(self, state: GateState) -> Literal["critics", "decide"]:
        return "decide" if _failed(state) else "critics"

    def after_decide(self, state: GateState) -> Literal["seal", "feedback", "end"]:
        decision = state.get("decision")
        if decision is None:
            return "feedback"
        return "seal" if decision["outcome"] == "accepted" and self.parts.seal is not None else "end"


async def _identifiers(
    parts: Parts, report: Report, policy: IdentifierPolicy, planned: Sequence[str]
) -> tuple[Identifier, ...]:
    """Patterns always; presidio too where the limits ask for it, away from the loop."""
    if not parts.limits.presidio:
        return find_identifiers(report.text, report.language, policy=policy, planned=planned)
    if parts.identifiers is not None:
        return await parts.identifiers.find(report.text, report.language, policy=policy, planned=planned)
    return await asyncio.to_thread(find_with_presidio, report.text, report.language, policy=policy, planned=planned)


def _wait_for_judges(votes: Sequence[Vote | VoteFailure]) -> None:
    """Raises where no judge could be heard for now: the sample is begun again later, and never decided without them."""
    if (failure := all_failed(votes)) is not None:
        raise ModelFailure(failure, "no judge answered")


def _check(case: Case, report: Report) -> FactCheck:
    return check_facts(case, report, find_mentions(report))


def _flag(reason: Reason) -> Reason:
    """An instruction to a reader is flagged for a person; the other faults of a text fail it."""
    return replace(reason, kind="injection") if reason.target == "instructions" else reason


def _leftover_masks(report: Report) -> tuple[Reason, ...]:
    """A draft that copied nothing but has █ was not written anew where it should have been."""
    if report.masked or MASK not in report.text:
        return ()
    return (Reason("degenerate", "masked passages of an earlier draft were left in", target="masked"),)


def _written(state: GateState) -> bool:
    """Whether the gate wrote this report itself, now or earlier; else it is only evaluated."""
    return state.get("case") is not None


def _report(state: GateState) -> Report:
    return from_json(Report, state["report"])


def _age(state: GateState) -> int | None:
    case = state.get("case")
    return None if case is None else int(case["person"]["age"])


def _reasons(state: GateState, found: tuple[Reason, ...]) -> list[JSON]:
    return [*state.get("reasons", []), *(to_json(reason) for reason in found)]


def _failures(state: GateState) -> tuple[Reason, ...]:
    return tuple(from_json(Reason, reason) for reason in state.get("reasons", []))


def _failed(state: GateState) -> bool:
    return any(reason.kind != "injection" for reason in _failures(state))


def _fresh(report: Report, overlap: Privacy) -> Change:
    stages = dict.fromkeys(("diversity", "privacy", "facts", "fidelity"))
    return {"report": to_json(report), "overlap": to_json(overlap), "reasons": [], **stages}


def _undrafted(failure: ModelFailure) -> Change:
    kind_of: ReasonKind = "refusal" if failure.kind in ("refusal", "content_filter") else "model_failure"
    reason = Reason(kind_of, f"no draft: {failure.kind}: {failure}", target=failure.kind)
    stages = dict.fromkeys(("report", "overlap", "diversity", "privacy", "facts", "fidelity"))
    return {**stages, "reasons": [to_json(reason)]}


def _brief(state: GateState) -> Brief:
    case = from_json(Case, state["case"])
    if not state["history"]:
        return Brief(case, 1)
    last = from_json(Attempt, state["history"][-1])
    seen = last.assessment
    if seen is None:
        return Brief(case, state["attempt"], None, last.reasons)
    return Brief(case, state["attempt"], seen.report, last.reasons, seen.facts)


def _assessment(state: GateState) -> Assessment | None:
    if state["report"] is None:
        return None
    stages = ("diversity", "privacy", "facts", "fidelity")
    return from_json(Assessment, {"report": state["report"], **{name: state.get(name) for name in stages}})


def _findings(state: GateState, parts: Parts) -> Findings:
    stored = state.get("fidelity")
    scored = None if stored is None else from_json(Fidelity, stored)
    past = [from_json(Attempt, item).reasons for item in state.get("history", [])]
    asked, names = _asked(state, parts) if scored else (), [critic.name for critic in parts.critics]
    language = state["target"]["language"]
    return Findings(
        drafted=state["report"] is not None,
        failures=_failures(state),
        fidelity=scored,
        level=state["target"]["level"],
        attempt=state.get("attempt", 1),
        earlier=[failing_ids(reasons) for reasons in past],
        can_write=state.get("request") is not None,
        can_gate=scored is None or _heard(scored, deciders(parts.gating, names, asked, language)),
        undecidable=undecidable(parts.gating, names, asked, language),
    )


def _asked(state: GateState, parts: Parts) -> tuple[Criterion, ...]:
    target, age = state["target"], _age(state)
    rubric = parts.resolve(target["system"], target["code"], target["kind"])
    return tuple(item for item in rubric.criteria if item.applies(target["kind"], age))


def _heard(scored: Fidelity, names: tuple[str, ...]) -> bool:
    """Whether any critic that may decide something answered; where none may, a person has to."""
    return not names or any(vote.critic in names for result in scored.criteria for vote in result.votes)
