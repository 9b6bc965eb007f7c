"""The control: how many words of a code's titles stand in the text, weighted by rarity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casewright.icd10 import table
from casewright.rubrics.matching.tokens import tokenise
from casewright.studies.giveaways import title_words
from casewright.studies.recoverability.classifiers.classifier import Seen
from casewright.types import Language

__all__ = ["TitleWords", "titles_under"]


@dataclass(frozen=True, slots=True)
class TitleWords:
    """Cosine of the text's words and those of a code's titles, its own and those below it (TF-IDF)."""

    name: str = "title words"
    control: bool = True

    def scores(self, texts: Sequence[Seen], system: str, candidates: Sequence[str]) -> list[list[float]]:
        rows: dict[int, list[float]] = {}
        for language in sorted({seen.language for seen in texts}):
            own = [place for place, seen in enumerate(texts) if seen.language == language]
            near = _near([texts[place].text for place in own], system, candidates, language)
            rows.update(zip(own, near, strict=True))
        return [rows[place] for place in range(len(texts))]


def titles_under(system: str, code: str, language: Language) -> str:
    """The titles of a code and of all below it."""
    codes = table(system)
    below = [name for name in codes.codes() if name.startswith(code)] or [code]
    return ". ".join(codes.title(name, language).text for name in below)


def _near(texts: Sequence[str], system: str, candidates: Sequence[str], language: Language) -> list[list[float]]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer=lambda text: title_words(text, language), sublinear_tf=True)
    named = vectors.fit_transform([titles_under(system, code, language) for code in candidates])
    known = frozenset(vectors.vocabulary_)
    kept = [" ".join(word for word in tokenise(text).words if word in known) for text in texts]
    near: list[list[float]] = (vectors.transform(kept) @ named.T).toarray().round(9).tolist()
    return near
