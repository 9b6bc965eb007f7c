"""The card's YAML head, as the hub and the ``datasets`` package read it."""

from __future__ import annotations

from typing import Any

import yaml

from casewright.runs.exporting.card.facts import CardFacts

__all__ = ["front_matter"]

SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


def front_matter(facts: CardFacts) -> str:
    """One configuration an outcome, each with a split ``train``, so that none is loaded with another by mistake."""
    first = next(iter(facts.exported))
    head: dict[str, Any] = {
        "pretty_name": f"Synthetic clinical reports ({', '.join(_codes(facts))})",
        "language": sorted({row.order["language"] for row in facts.orders}),
        "license": "unknown",
        "tags": ["synthetic", "clinical", "icd-10", "casewright"],
        "task_categories": ["text-classification"],
        "size_categories": [_size(sum(facts.exported.values()))],
        "configs": [_config(outcome, default=outcome == first) for outcome in facts.exported],
    }
    return f"---\n{yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=1000)}---\n"


def _config(outcome: str, *, default: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "config_name": outcome,
        "data_files": [{"split": "train", "path": f"data/{outcome}/train-*.parquet"}],
    }
    return {**found, "default": True} if default else found


def _codes(facts: CardFacts) -> list[str]:
    codes = list(dict.fromkeys(row.order["code"] for row in facts.orders))
    return codes if len(codes) <= 6 else [*codes[:6], f"and {len(codes) - 6} more"]


def _size(n: int) -> str:
    return next((name for most, name in SIZES if n < most), "1M<n<10M")
