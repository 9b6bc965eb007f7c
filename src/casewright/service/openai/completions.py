"""From a decided sample to a completion, whole or in chunks; or to the problem that it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casewright.service.openai.waiting import Decided
from casewright.service.problems import Problem

__all__ = ["Completion", "completion_of"]

TOLD = ("run", "system", "code", "kind", "language", "seed", "attempts", "rubric", "gated_by", "marks", "certificates")
"""What of a record stands beside the text; the rest is in the job's samples."""


@dataclass(frozen=True, slots=True)
class Completion:
    """An accepted report as OpenAI's clients read it.

    ``beside`` is what they know nothing of, under ``casewright``.
    """

    id: str
    created: int
    model: str
    judging: str
    text: str
    usage: Mapping[str, Any]
    beside: Mapping[str, Any]

    def whole(self) -> dict[str, Any]:
        """The object of a request that doesn't stream."""
        message = {"role": "assistant", "content": self.text, "refusal": None}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return {**self._head("chat.completion"), "choices": [choice], "usage": self.usage, "casewright": self.beside}

    def chunks(self, *, usage: bool) -> Iterator[dict[str, Any]]:
        """The objects of a stream: the text in one piece, its end, and what it used where that was asked for."""
        head, none = self._head("chat.completion.chunk"), {"usage": None} if usage else {}
        said = _delta({"role": "assistant", "content": self.text}, None)
        yield {**head, "choices": [said], **none, "casewright": self.beside}
        yield {**head, "choices": [_delta({}, "stop")], **none}
        if usage:
            yield {**head, "choices": [], "usage": self.usage}

    def _head(self, sort: str) -> dict[str, Any]:
        known = {"created": self.created, "model": self.model, "system_fingerprint": self.judging}
        return {"id": self.id, "object": sort, **known}


def completion_of(found: Decided, shown: Mapping[str, Any], *, job: str, created: int, **more: Any) -> Completion:
    """The completion of an accepted sample.

    Args:
        found: The sample.
        shown: Its record as the caller may see it.
        job: The job's id.
        created: When the job was handed in.
        more: ``model``; and ``seed`` and ``unheeded``, told back.

    Raises:
        Problem: the sample was not accepted, or no model answered in time.
    """
    beside = {"job": job, "sample": shown["id"], **{name: shown.get(name) for name in TOLD}, **_said(more)}
    usage = _usage(found.record["cost"])
    if found.outcome != "accepted" or shown.get("text") is None:
        raise _problem(found.outcome, {**beside, "decision": _decision(shown), "usage": usage})
    return Completion(
        id=f"chatcmpl-{job}",
        created=created,
        model=more["model"],
        judging=found.record["decision"]["judging"],
        text=shown["text"],
        usage=usage,
        beside={**beside, "decision": shown["decision"], "fidelity": _figures(shown.get("fidelity"))},
    )


def _said(more: Mapping[str, Any]) -> dict[str, Any]:
    unheeded: Sequence[str] = more.get("unheeded", ())
    return {"seed": more["seed"], **({"unheeded": list(unheeded)} if unheeded else {})}


def _problem(outcome: str, beside: Mapping[str, Any]) -> Problem:
    if outcome == "error":
        return Problem("model-unavailable", "no model answered before the sample's deadline", **beside)
    return Problem("not-accepted", f"no report was accepted: the outcome is {outcome}", **beside)


def _decision(shown: Mapping[str, Any]) -> dict[str, Any]:
    """Outcome and reasons by name; their words can quote the text, and stand in the job's samples."""
    decision = shown["decision"]
    reasons = [{name: one.get(name) for name in ("kind", "criterion", "target")} for one in decision["reasons"]]
    return {**{name: decision[name] for name in ("outcome", "by", "judging")}, "reasons": reasons}


def _figures(fidelity: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if fidelity is None else {name: value for name, value in fidelity.items() if name != "criteria"}


def _delta(delta: Mapping[str, Any], finish: str | None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}


def _usage(cost: Mapping[str, Any]) -> dict[str, Any]:
    """Tokens of all calls of the sample: every attempt's writer, and its judges."""
    asked, said = cost.get("prompt_tokens", 0), cost.get("completion_tokens", 0)
    thought = {"reasoning_tokens": cost.get("thought_tokens", 0)}
    counted = {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}
    return {**counted, "completion_tokens_details": thought}
