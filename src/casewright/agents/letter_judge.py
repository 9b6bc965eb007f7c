"""A judge for small models: rules find the passages, the model says with one letter what is said of them.

A small model asked yes or no about a whole report is worse than chance, so whether a thing is mentioned, and
where, is decided by code; the letter is read from log-probabilities, and its quotations are the passages. Below the
threshold that its certificate found for such questions the answer is *unclear*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casewright.agents.enclosure import enclose
from casewright.agents.prompts import prompts_fingerprint, render
from casewright.agents.recorded import current_replicate
from casewright.agents.thresholds import threshold_for
from casewright.certificates import Certificate
from casewright.errors import ModelFailure
from casewright.hashing import content_hash
from casewright.models.protocol import Message, Model, ModelRequest
from casewright.rubrics import Criterion, ResolvedRubric
from casewright.rubrics.checks import observe, observing_fingerprint
from casewright.types import Answer, Mention, Quote, Report, Vote, VoteFailure
from casewright.vocabulary.finds import concepts_of

__all__ = ["LetterJudge"]

LETTERS: Mapping[str, Answer] = {"A": "present", "B": "absent", "C": "not_mentioned"}


@dataclass(frozen=True, slots=True)
class LetterJudge:
    """Asks for one letter a question about passages that rules found. Without certificates every letter counts."""

    model: Model
    seed: int = 0
    certificates: Sequence[Certificate] = ()

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def family(self) -> str | None:
        return self.model.family

    @property
    def fingerprint(self) -> str:
        """Of model, prompts, seed and the matcher that finds its passages. Certificates are kept by it, so it can't
        depend on them."""
        prompts, passages = prompts_fingerprint("judge_letter"), observing_fingerprint()
        return content_hash([self.model.fingerprint, "letter", self.seed, prompts, passages])

    async def review(self, report: Report, rubric: ResolvedRubric, age: int | None) -> Sequence[Vote | VoteFailure]:
        """A vote or a typed failure for each applicable criterion that names concepts."""
        asked = [item for item in rubric.criteria if item.finds and item.applies(report.kind, age)]
        mentions = observe(report, frozenset().union(*(concepts_of(item.finds) for item in asked)))
        return [await self._vote(report, item, mentions) for item in asked]

    async def _vote(self, report: Report, criterion: Criterion, mentions: Sequence[Mention]) -> Vote | VoteFailure:
        wanted = concepts_of(criterion.finds)
        passages = _passages(report, [item for item in mentions if item.concept in wanted])
        if not passages:
            searched = tuple(part.id for part in report.sections)
            reason = "no passage names what the question asks about"
            return Vote(self.name, criterion.id, "rules", "not_mentioned", reason, (), searched)
        try:
            reply = await self.model.complete(self._request(report, criterion, passages))
        except ModelFailure as failure:
            return VoteFailure(self.name, criterion.id, failure.kind, str(failure))
        return self._read(criterion, reply.choice_logprobs, passages, report)

    def _request(self, report: Report, criterion: Criterion, passages: Sequence[Quote]) -> ModelRequest:
        seed = self.seed + current_replicate()
        lines = "\n".join(quote.quote for quote in passages)
        question = render(
            "judge_letter",
            asks=criterion.asks.get(report.language) or criterion.asks["en"],
            passages=enclose(lines, seed),
        )
        messages = (Message("system", render("judge_letter_system")), Message("user", question))
        return ModelRequest(messages, 1, seed=seed, choices=tuple(LETTERS))

    def _read(
        self, criterion: Criterion, letters: Mapping[str, float], passages: Sequence[Quote], report: Report
    ) -> Vote | VoteFailure:
        ranked = sorted(((value, letter) for letter, value in letters.items() if letter in LETTERS), reverse=True)
        if len(ranked) < 2:
            return VoteFailure(self.name, criterion.id, "garbage", "no log-probabilities for A, B and C")
        margin, answer = ranked[0][0] - ranked[1][0], LETTERS[ranked[0][1]]
        reason = f"letter {ranked[0][1]} by a log-probability margin of {margin:.2f} over {len(passages)} passages"
        least = threshold_for(self.certificates, self.fingerprint, report.language, criterion)
        if least is not None and margin < least:
            answer, reason = "unclear", f"{reason}, below the threshold of {least:.2f}"
        searched = tuple(part.id for part in report.sections) if answer == "not_mentioned" else ()
        return Vote(self.name, criterion.id, "logprob", answer, reason, tuple(passages), searched, margin)


def _passages(report: Report, mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """The sentences around the mentions, in order and without repetition."""
    spans = sorted({_sentence(report.text, item) for item in mentions})
    return tuple(Quote(report.text[start:end], start, end) for start, end in spans)


def _sentence(text: str, mention: Mention) -> tuple[int, int]:
    starts = (text.rfind(mark, 0, mention.start) for mark in (". ", "\n"))
    start = max(found + len(mark) if found >= 0 else 0 for found, mark in zip(starts, (". ", "\n"), strict=True))
    ends = [found for mark in (". ", "\n") if (found := text.find(mark, mention.end)) >= 0]
    return start, min(ends, default=len(text))
