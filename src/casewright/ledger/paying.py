"""Calls as they are begun and completed, and what they used, in one transaction."""

from __future__ import annotations

from typing import Any

from casewright.ledger.protocol import CallRow
from casewright.ledger.tables import Tables

__all__ = ["begin_call", "fail_call", "save_call"]


def begin_call(tables: Tables, key: str, run: str, sample: str, worker: str) -> int:
    """Notes that a call is about to be made."""
    return tables.made("beginnings.add", key=key, run=run, sample=sample, worker=worker)


def save_call(tables: Tables, call: CallRow, begun: int | None) -> None:
    """Completes a call; a key that is there stays as it is, and the answer is counted as one that came again."""
    new = _insert(tables, call)
    if new:
        tables.execute("spending.add", run=call.run, sample=call.sample, **_used(call))
    if begun is not None and new:
        tables.execute("beginnings.complete", number=begun)
    elif begun is not None:
        tables.execute("beginnings.close", number=begun, state="again")


def fail_call(tables: Tables, begun: int) -> None:
    """Notes that a call ended without an answer to pay for."""
    tables.execute("beginnings.close", number=begun, state="failed")


def _insert(tables: Tables, call: CallRow) -> bool:
    payloads = {name: getattr(call, name) for name in ("reply", "screen", "failure")}
    inserted = tables.execute(
        "calls.save",
        key=call.key,
        run=call.run,
        sample=call.sample,
        purpose=call.purpose,
        model=call.model,
        **{name: None if value is None else tables.store(value) for name, value in payloads.items()},
    )
    return bool(inserted.rowcount > 0)


def _used(call: CallRow) -> dict[str, Any]:
    reply = call.reply or {}
    usage = reply.get("usage") or {}
    tokens = (usage.get("prompt_tokens") or 0) + (usage.get("completion_tokens") or 0)
    usd = reply.get("usd")
    return {"tokens": tokens, "usd": usd or 0.0, "unpriced": int(usd is None)}
