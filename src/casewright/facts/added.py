"""Clinical content that the case neither tells nor implies: mentions that no told fact accounts for.

Strict on what a reader would act on. Said of the patient as present: every concept but a few trivial observations and
social circumstances. Denied or of a relative: diagnoses and risk (a relative's symptoms and habits too, if present).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casewright.facts.candidates import mention_status, subject_fits
from casewright.facts.implied import implications
from casewright.facts.messages import name_concept
from casewright.facts.reading import Passage
from casewright.facts.told import Telling
from casewright.types import AddedContent, Case, Fact, Mention, Status
from casewright.vocabulary import concept
from casewright.vocabulary.concepts import Category

__all__ = ["added_mentions"]

_KINDS: dict[Category, str] = {
    "diagnosis": "diagnosis",
    "physical": "diagnosis",
    "medication": "medication",
    "scale": "score",
    "risk": "risk",
    "treatment": "treatment",
    "history": "history",
    "event": "history",
    "social": "history",
}
_OPPOSITE: dict[Status, Status] = {"present": "absent", "absent": "present", "unknown": "present"}
_EVEN_DENIED: frozenset[Category] = frozenset({"diagnosis", "risk"})


def added_mentions(case: Case, passages: Sequence[Passage], telling: Telling) -> list[AddedContent]:
    """Every mention that the case doesn't account for, once a concept and sentence."""
    told = [fact for fact in case.facts if fact.told]
    found: dict[tuple[str, int], AddedContent] = {}
    for passage in passages:
        if passage.sentence.index in telling.whole:
            continue
        for mention in passage.mentions:
            if _accounted(case, told, mention, passage, telling) or not _counts(case, mention):
                continue
            key = (mention.concept, passage.sentence.index)
            found.setdefault(key, _added(case, mention))
    return list(found.values())


def _accounted(case: Case, told: Iterable[Fact], mention: Mention, passage: Passage, telling: Telling) -> bool:
    """Told, implied, or made of words with which something else is told."""
    claimed = telling.claims.get(passage.sentence.index, frozenset())
    places = {i for i in passage.places(mention) if len(passage.sentence.words[i].fold) > 2}
    if places and places <= claimed:
        return True
    same = [fact for fact in told if fact.concept == mention.concept]
    if any(_says(fact, mention) for fact in same):
        return True
    # a flipped status is the told fact's own failure, not an addition beside it
    if any(subject_fits(fact.subject, mention.subject) for fact in same):
        return True
    return implications().says(told, mention) and not _latent(case, mention, _OPPOSITE[mention.status])


def _says(fact: Fact, mention: Mention) -> bool:
    return subject_fits(fact.subject, mention.subject) and fact.status == mention_status(mention)


def _counts(case: Case, mention: Mention) -> bool:
    """Whether a mention that nothing accounts for is an addition that matters."""
    category, status = concept(mention.concept).category, mention_status(mention)
    if status == "unknown":
        return category in _EVEN_DENIED
    if status == "absent":
        return category in _EVEN_DENIED or _latent(case, mention, "present")
    if mention.subject != "patient":
        return category in ("diagnosis", "risk", "symptom", "substance", "history")
    if mention.concept in implications().trivial or category == "social":
        return _latent(case, mention, "absent") or implications().clashes(case.facts, mention.concept, mention.subject)
    return True


def _latent(case: Case, mention: Mention, status: Status) -> bool:
    """Whether the case holds, untold, the opposite of what a mention says."""
    return any(
        fact.concept == mention.concept and fact.subject == mention.subject and fact.status == status
        for fact in case.facts
        if not fact.told
    )


def _added(case: Case, mention: Mention) -> AddedContent:
    status = mention_status(mention)
    latent = any(
        fact.concept == mention.concept and fact.subject == mention.subject and fact.status == status and not fact.told
        for fact in case.facts
    )
    lead = "untold" if latent else "added"
    whose = "" if mention.subject == "patient" else f", {mention.subject}"
    message = f"{lead}: {name_concept(mention.concept)} ({status}{whose}) is not among the facts to tell"
    kind = _KINDS.get(concept(mention.concept).category, "symptom")
    return AddedContent(kind, mention.concept, mention.start, mention.end, message)
