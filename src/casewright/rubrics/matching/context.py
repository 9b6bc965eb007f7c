"""All that a sentence says of its concepts, brought together."""

from __future__ import annotations

from collections.abc import Iterator

from casewright.rubrics.matching.attaching import attached
from casewright.rubrics.matching.polarity import Polarity, polarities
from casewright.rubrics.matching.quantities import Amount
from casewright.rubrics.matching.section_defaults import SectionDefault
from casewright.rubrics.matching.sentence import Hit, Sentence
from casewright.rubrics.matching.severity import severities
from casewright.rubrics.matching.sources import sources, speakers
from casewright.rubrics.matching.subjects import subjects
from casewright.rubrics.matching.timing import times
from casewright.rubrics.matching.tokens import Tokens
from casewright.types import Mention, Subject, Time
from casewright.vocabulary.concepts import concept

__all__ = ["in_context"]


def in_context(
    sentence: Sentence, tokens: Tokens, section: str, default: SectionDefault, subject: Subject
) -> Iterator[Mention]:
    """The mentions of a sentence; ``subject`` is whose they are where nobody is named."""
    heard = speakers(sentence)
    amounts = attached(sentence)
    context = zip(
        sentence.hits,
        polarities(sentence),
        times(sentence),
        subjects(sentence, heard, subject, family=default.family),
        sources(sentence, heard, default.source),
        severities(sentence),
        strict=True,
    )
    for place, (hit, polarity, said, whose, source, severity) in enumerate(context):
        amount = amounts.get(place)
        if polarity.asserted:
            yield Mention(
                concept=hit.concept,
                status=polarity.status,
                subject=whose,
                time=_time(sentence, polarity, said, amount, _usual(hit, default)),
                certainty=polarity.certainty,
                source=source,
                section=section,
                start=tokens.starts[hit.start],
                end=tokens.ends[hit.end - 1],
                severity=severity,
                quantity=amount.quantity if amount else None,
            )


def _time(sentence: Sentence, polarity: Polarity, said: Time | None, amount: Amount | None, usual: Time) -> Time:
    """Whoever has *no history of* something never had it; *three years ago* is past unless it began then."""
    if said == "past" and polarity.status == "absent":
        return "lifetime"
    if said is not None:
        return said
    if amount is not None and amount.ago and polarity.status == "present" and not _began(sentence):
        return "past"
    return usual


def _usual(hit: Hit, default: SectionDefault) -> Time:
    diagnosed = concept(hit.concept).category == "diagnosis"
    return default.diagnoses if diagnosed and default.diagnoses is not None else default.time


def _began(sentence: Sentence) -> bool:
    onsets = sentence.lexicon.words("onsets")
    return any(word in onsets for word in sentence.words[sentence.start : sentence.stop])
