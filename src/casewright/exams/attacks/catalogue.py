"""All attacks by name."""

from __future__ import annotations

from collections.abc import Mapping

from casewright.exams.attacks.attack import Attack
from casewright.exams.attacks.bulk import bury, repeat
from casewright.exams.attacks.disguises import (
    in_base64,
    in_comment,
    in_full_width,
    turned_round,
    with_lookalikes,
    with_zero_width,
)
from casewright.exams.attacks.insertions import inserting, instruction, mixed, quote_questions, verdict
from casewright.exams.attacks.replacements import open_report, replacing

__all__ = ["ATTACKS", "SPOKEN"]

SPOKEN = ("en", "es", "fr", "de", "pt", "it", "zh", "ru")
"""Languages that instructions are hidden in."""
HIDDEN = {
    "comment": in_comment,
    "base64": in_base64,
    "zero-width": with_zero_width,
    "bidirectional": turned_round,
    "look-alikes": with_lookalikes,
    "full-width": in_full_width,
}
SAID = {"boundary": "attack_boundaries", "turn": "attack_turns", "role": "attack_roles", "praise": "attack_praise"}

ATTACKS: Mapping[str, Attack] = {
    "constant": replacing("attack_constants"),
    "opening": open_report,
    "opening-alone": replacing("attack_openings"),
    **{f"instruction-{language}": inserting("instruction", instruction(language)) for language in SPOKEN},
    **{name: inserting(name, instruction(), disguise) for name, disguise in HIDDEN.items()},
    **{name: inserting(name, mixed(words)) for name, words in SAID.items()},
    "verdict": inserting("verdict", verdict),
    "quotation": inserting("quotation", quote_questions),
    "long": bury,
    "repeated": repeat,
}
