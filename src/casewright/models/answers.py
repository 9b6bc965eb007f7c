"""From what a model sent to a usable answer, or to the typed failure that says why there is none."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from casewright.errors import ModelFailure
from casewright.models.thoughts import strip_thoughts

__all__ = ["settle_choices", "usable_text"]

REFUSAL_LIMIT = 400
REFUSAL = re.compile(
    r"^\W*(?:(?:i['’]?m|i am) (?:\w+ )?sorry,? (?:but )?(?:i (?:can['’]?t|cannot|am unable|won['’]?t)|that)"
    r"|(?:sorry,? (?:but )?)?i (?:can['’]?t|cannot|won['’]?t|am unable to|['’]?m unable to|must decline)\b"
    r"|(?:sorry,? (?:but )?)?i['’]m (?:unable|not able) to\b|as an ai\b"
    r"|lo siento,? (?:pero )?no puedo|no puedo (?:ayudar|cumplir|generar|proporcionar|crear)|como (?:una )?ia\b"
    r"|como modelo de lenguaje)",
    re.IGNORECASE,
)


def usable_text(text: str, *, finish: str = "stop") -> str:
    """The answer without thoughts.

    Raises:
        ModelFailure: truncated within thoughts or before a word, content_filter, empty, or a refusal in words.
    """
    if finish == "content_filter":
        raise ModelFailure("content_filter", "the provider's content filter withheld the answer")
    answer = strip_thoughts(text)
    if not answer and finish == "length":
        raise ModelFailure("truncated", "the reply ended before its first word")
    if not answer:
        raise ModelFailure("empty", "the reply is empty")
    if len(answer) < REFUSAL_LIMIT and REFUSAL.match(answer):
        raise ModelFailure("refusal", "the model declined to answer")
    return answer


def settle_choices(top: Iterable[tuple[str, float]], choices: Sequence[str]) -> Mapping[str, float]:
    """Log-probabilities over the choices alone, so that their exponentials add up to one.

    Args:
        top: the first token's candidates with their log-probabilities, as many as the server gave. Those that
            differ in surrounding spaces count together. A choice that is not among them gets the smallest
            that is: an upper bound of its own.
        choices: the answers asked for.

    Raises:
        ModelFailure: ``garbage``, when no choice is among the candidates.
    """
    candidates = list(top)
    sums = {
        choice: sum(math.exp(value) for token, value in candidates if token.strip() == choice) for choice in choices
    }
    if not any(sums.values()):
        raise ModelFailure("garbage", f"none of {', '.join(choices)} is among the first token's candidates")
    floor = math.exp(min(value for _, value in candidates)) or math.ulp(0.0)
    weights = {choice: share or floor for choice, share in sums.items()}
    total = sum(weights.values())
    return {choice: math.log(weight / total) for choice, weight in weights.items()}
