"""What the OpenAPI tells of completions: their shape, whole and as a stream."""

from __future__ import annotations

from typing import Any

__all__ = ["COMPLETION", "COMPLETION_EXTRA", "MODELS_ANSWERS", "MODEL_ANSWERS"]

COMPLETION_EXTRA: dict[str, Any] = {
    "x-problems": [
        "unknown-code", "unknown-name", "unusable", "rubric-changed", "idempotency-conflict", "conflict", "queue-full",
        "budget-spent", "not-accepted", "model-unavailable", "draining", "deadline",
    ]
}  # fmt: skip
MODEL: dict[str, Any] = {"id": "casewright/default", "object": "model", "created": 0, "owned_by": "casewright"}
HEAD: dict[str, Any] = {
    "id": "chatcmpl-job-4e1c0a9b7d25f3e8a6c41b20",
    "created": 1795375725,
    "model": "casewright/default",
    "system_fingerprint": "9a2fcfd8c99bd834",
}
TEXT = "Interval history:\nShe mentions low mood of moderate intensity for twelve weeks. She feels guilty."
USAGE = {
    "prompt_tokens": 812,
    "completion_tokens": 240,
    "total_tokens": 1052,
    "completion_tokens_details": {"reasoning_tokens": 0},
}
BESIDE: dict[str, Any] = {
    "job": "job-4e1c0a9b7d25f3e8a6c41b20",
    "run": "3841fe408ac20db8",
    "sample": "F32.1-en-progress-3e03a8-0000",
    "code": "F32.1",
    "kind": "progress",
    "language": "en",
    "seed": 7,
    "attempts": 1,
    "decision": {"outcome": "accepted", "by": "gate", "judging": "9a2fcfd8c99bd834", "reasons": [], "who": None},
}
WHOLE: dict[str, Any] = {
    **HEAD,
    "object": "chat.completion",
    "choices": [
        {
            "index": 0,
            "message": {"role": "assistant", "content": TEXT, "refusal": None},
            "logprobs": None,
            "finish_reason": "stop",
        }
    ],
    "usage": USAGE,
    "casewright": BESIDE,
}
STREAM = ': waiting for the decision\n\ndata: {"object": "chat.completion.chunk", …}\n\ndata: [DONE]\n\n'
OBJECT = {"type": "object"}
COMPLETION: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The accepted report; with `stream`, as events that begin with comments.",
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["id", "object", "created", "model", "choices", "usage", "casewright"],
                    "properties": {
                        "choices": {"type": "array", "items": OBJECT},
                        "usage": OBJECT,
                        "casewright": OBJECT,
                    },
                },
                "example": WHOLE,
            },
            "text/event-stream": {
                "schema": {"type": "string"},
                "example": STREAM,
            },
        },
    }
}
MODELS_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {"schema": OBJECT, "example": {"object": "list", "data": [MODEL]}}}}
}
MODEL_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {"schema": OBJECT, "example": MODEL}}}
}
