"""What answers about reviews look like, for the OpenAPI."""

from __future__ import annotations

from typing import Any

__all__ = ["AGREEMENT", "ITEM", "LOCK", "PAGE", "PROGRESS", "ROW", "SAID", "WITHDRAWN"]

WHERE: dict[str, Any] = {"run": "3f9c1a0b77d2e4c1", "sample": "F32.1-en-progress-6a1f0c-0003"}
WHAT: dict[str, Any] = {"code": "F32.1", "language": "en", "kind": "progress"}
BLIND: dict[str, Any] = dict.fromkeys(("outcome", "disagreement", "nearness", "priority"))
ROW: dict[str, Any] = {
    **WHERE,
    **WHAT,
    "state": "open",
    "verdicts": 0,
    "judged": False,
    "locked_by": [],
    **BLIND,
}
PAGE: dict[str, Any] = {"rows": [ROW], "after": ""}
LOCK: dict[str, Any] = {**WHERE, "seat": 0, "until": 1790000900.0}
TEXT = "Mood is low for two weeks. She sleeps little."
CRITERION: dict[str, Any] = {
    "id": "low-mood",
    "role": "supports",
    "aspect": "diagnosis",
    "question": "Is depressed mood described as current?",
    "guidance": "",
    "clause": "",
    "want": "present",
    "weight": 3.0,
    "hash": "1f0a6be2d4c99b10",
    "result": None,
    "seal": None,
}
ITEM: dict[str, Any] = {
    **WHERE,
    **WHAT,
    "system": "icd10-who-2019",
    "title": "Moderate depressive episode",
    "text": TEXT,
    "state": "open",
    "blind": True,
    "criteria": [CRITERION],
    "record": {"code": "F32.1", "text": TEXT, "sections": [{"id": "history", "start": 0, "end": len(TEXT)}]},
    "words": ["accept", "reject"],
    "adjudicates": False,
    "raters": 1,
    "verdicts": 0,
    "own": None,
    "others": [],
    "lock": None,
    "locked_by": [],
    "decision": None,
    "machine": None,
    "history": [],
}
VERDICT: dict[str, Any] = {
    "sequence": 12,
    "who": "ana",
    "word": "reject",
    "outcome": "reject",
    "reason": "No duration is told.",
    "answers": {"low-mood": {"answer": "present", "quote": [0, 11], "hash": "1f0a6be2d4c99b10"}},
    "adjudicates": False,
    "blind": True,
    "at": 1790000000.0,
}
SAID: dict[str, Any] = {"verdict": VERDICT, "state": "settled", "outcome": "rejected"}
WITHDRAWN: dict[str, Any] = {"verdict": None, "state": "open", "outcome": None}
PROGRESS: dict[str, Any] = {
    "states": {"open": 41, "split": 1, "settling": 0, "settled": 18},
    "waiting": 22,
    "mine": 12,
    "left": 34,
    "today": 12,
    "raters": 2,
    "blind": True,
    "indexed": True,
}
BETWEEN: dict[str, Any] = {
    "raters": ["ana", "ben"],
    "reports": 12,
    "n": 12,
    "same": 0.92,
    "alpha": 0.81,
    "low": 0.52,
    "high": 1.0,
    "pairs": [{"raters": ["ana", "ben"], "n": 12, "same": 11, "kappa": 0.81}],
    "why": "",
}
UNKNOWN: dict[str, Any] = {
    "raters": ["ana"],
    "reports": 0,
    "n": 0,
    "same": None,
    "alpha": None,
    "low": None,
    "high": None,
}
AGREEMENT: dict[str, Any] = {
    "verdicts": BETWEEN,
    "answers": {**UNKNOWN, "pairs": [], "why": "agreement between raters needs two; these labels have 1"},
    "items": 12,
}
