"""Which gate a certificate of the whole gate speaks for: critics, fact check and lines together, in one hash."""

from __future__ import annotations

from collections.abc import Sequence

from casewright.agents.protocol import Critic
from casewright.certificates import GateSetting
from casewright.graphs.parts import Limits
from casewright.hashing import content_hash
from casewright.wire import to_json

__all__ = ["gate_key"]


def gate_key(setting: GateSetting, critics: Sequence[Critic], limits: Limits, facts: str) -> str:
    """The fingerprint of a gate; how many attempts it allows is no part of it, an exam gives one.

    Args:
        setting: ``generate`` checks facts, ``evaluate`` has no case to check them with.
        critics: Those that decide; advice changes no outcome.
        limits: The gate's lines.
        facts: Fingerprint of the fact check, empty where it only advises.
    """
    lines = {name: value for name, value in to_json(limits).items() if name != "max_attempts"}
    checked = facts if setting == "generate" else ""
    return f"gate-{content_hash([setting, sorted(item.fingerprint for item in critics), lines, checked])}"
