"""What decides the fact check's findings, in one hash: a certificate speaks for the check that has it."""

from __future__ import annotations

from importlib.resources import files

from casewright.hashing import content_hash
from casewright.overlays import per_overlay
from casewright.rubrics.matching import matching_fingerprint
from casewright.vocabulary.scales import scale_file

__all__ = ["facts_fingerprint"]


@per_overlay("concepts", "vocabulary")
def facts_fingerprint() -> str:
    """Hash of the matcher, of this room's word lists and source, and of the scales' bands."""
    room = [item for item in files("casewright.facts").iterdir() if item.name.endswith((".py", ".yaml"))]
    parts = sorted((item.name, item.read_text("utf-8")) for item in room)
    return f"facts-{content_hash([matching_fingerprint(), scale_file(), parts])}"
