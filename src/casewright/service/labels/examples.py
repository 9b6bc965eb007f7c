"""What answers about labels and exams look like, for the OpenAPI."""

from __future__ import annotations

from typing import Any

__all__ = ["EXAM", "EXAMS", "FILLED", "SETS", "TAKEN"]

AGREEMENT: dict[str, Any] = {
    "raters": ["ana", "ben"], "reports": 24, "n": 96, "same": 0.9, "alpha": 0.78, "low": 0.64, "high": 0.89,
    "pairs": [{"raters": ["ana", "ben"], "n": 96, "same": 86, "kappa": 0.78}], "why": "",
}  # fmt: skip
SETS: list[dict[str, Any]] = [
    {
        "id": "all",
        "reports": 60,
        "labels": 312,
        "raters": 2,
        "criteria": 18,
        "languages": ["en", "es"],
        "unused": 0,
        "agreement": AGREEMENT,
    }
]
TAKEN: dict[str, Any] = {
    "id": "sheet-4f1c22d09ab35e71", "labels": 96, "again": 0, "blank": 4, "raters": ["eva"],
}  # fmt: skip
REQUEST: dict[str, Any] = {"labels": "all", "critic": "rules", "profile": "default", "bases": "goldens", "calls": 500}
EXAM: dict[str, Any] = {
    "id": "exam-9b1f05c7aa43e2d6",
    "request": REQUEST,
    "by": "ada",
    "state": "sitting",
    "done": 120,
    "total": 624,
    "certificates": [],
    "why": "",
    "at": 1790000000.0,
    "kept": [],
}
EXAMS = [EXAM]
FILLED = "report,criterion,answer,quote,rater\nr001,low-mood,present,Mood is low,eva\n"
