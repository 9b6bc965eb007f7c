"""Questions of a rubric that stand in the report which is asked them: recited, they would be found as if answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from casewright.measures.directives.directive import Directive
from casewright.measures.directives.folding import fold
from casewright.measures.directives.view import View

__all__ = ["find_recited"]

LEAST = 20
"""Letters of a question below which it may stand in a report by chance."""


def find_recited(text: str, questions: Iterable[str]) -> Iterator[Directive]:
    """The first place of each question that stands in the text word for word, in any case, width or accent."""
    view = fold(View.plain(text))
    for question in questions:
        sought = _folded(question)
        at = view.text.find(sought) if len(sought) >= LEAST else -1
        if at >= 0:
            yield Directive("question", *view.span(at, at + len(sought)))


@lru_cache(maxsize=4096)
def _folded(question: str) -> str:
    return fold(View.plain(question)).text.strip("¿? ")
