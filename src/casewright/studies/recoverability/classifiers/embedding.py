"""The nearest titles in an embedder's space."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from casewright.measures.embedding import Embedder
from casewright.studies.recoverability.classifiers.classifier import Seen
from casewright.studies.recoverability.classifiers.titles import titles_under

__all__ = ["NearestTitles"]


@dataclass(frozen=True, slots=True)
class NearestTitles:
    """Cosine of the text's vector and that of a code's titles, in the text's language."""

    embedder: Embedder = field(repr=False)
    control: bool = False

    @property
    def name(self) -> str:
        return f"nearest titles, {self.embedder.name}"

    def scores(self, texts: Sequence[Seen], system: str, candidates: Sequence[str]) -> list[list[float]]:
        rows: dict[int, list[float]] = {}
        for language in sorted({seen.language for seen in texts}):
            own = [place for place, seen in enumerate(texts) if seen.language == language]
            named = [titles_under(system, code, language) for code in candidates]
            told = [texts[place].text for place in own]
            ready = self.embedder.fitted([*told, *named])
            near = (ready.embed(told) @ ready.embed(named).T).astype(float).round(6).tolist()
            rows.update(zip(own, near, strict=True))
        return [rows[place] for place in range(len(texts))]
