"""What decides which cases are drawn and how they are told, in one hash."""

from __future__ import annotations

from importlib.resources import files

from casewright.hashing import content_hash
from casewright.overlays import part_documents, per_overlay
from casewright.plans.wording.lexicon import phrasing_files

__all__ = ["fingerprint"]


@per_overlay("phrasing", "populations")
def fingerprint() -> str:
    """Hash of all populations and phrasings; another one may draw other cases from the same request."""
    folder = files("casewright.plans").joinpath("populations")
    populations = {item.name: item.read_text("utf-8") for item in folder.iterdir() if item.name.endswith(".yaml")}
    own = [
        [document.data for layer in part_documents(part) for document in layer] for part in ("populations", "phrasing")
    ]
    parts = {"populations": populations, "en": phrasing_files("en"), "es": phrasing_files("es")}
    return content_hash({**parts, "overlays": own} if any(own) else parts)
