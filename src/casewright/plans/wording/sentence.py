"""One full sentence for a fact, in the case's language."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from casewright.errors import InputError, UnknownNameError
from casewright.plans.wording.figures import figure_slots, plain_figure
from casewright.plans.wording.lexicon import Lexicon, Variant, lexicon
from casewright.plans.wording.templates import fill, fits, join
from casewright.plans.wording.titles import diagnosis_title
from casewright.types import Case, Fact
from casewright.vocabulary.concepts import concept

__all__ = ["phrase", "sentences"]


TITLED = {"np": (Variant("{title}"),), "s": (), "not": ()}
"""A diagnosis without wording of its own goes by the title of the code table."""


@dataclass(frozen=True, slots=True)
class _Speech:
    """Who is spoken of, and in which words."""

    words: Lexicon
    case: Case
    fact: Fact


def phrase(fact: Fact, case: Case, variant: int = 0) -> str:
    """A clinical sentence that tells a fact; other variants tell it in other words.

    Raises:
        InputError: the concept can't be told so; some need a quantity.
        UnknownNameError: the concept has no wording in the case's language.
    """
    speech = _speech(fact, case)
    options = _options(speech)
    if not options:
        quantity = "without a quantity" if fact.quantity is None else "with its quantity"
        raise InputError(f"{fact.id}: no sentence tells {fact.concept!r} as {fact.status} {quantity}")
    _shuffle(options, f"{case.id}\x1f{fact.id}\x1f{fact.concept}")
    return _finish(options[variant % len(options)].text, speech)


def sentences(fact: Fact, case: Case) -> Iterator[Variant]:
    """Every sentence that tells a fact, with whether its wording is held out."""
    speech = _speech(fact, case)
    yield from (Variant(_finish(item.text, speech), item.held_out) for item in _options(speech))


def _speech(fact: Fact, case: Case) -> _Speech:
    words = lexicon(case.language)
    if fact.concept not in words.forms and not concept(fact.concept).codes:
        raise UnknownNameError(f"wording ({case.language}) for concept", fact.concept, words.forms)
    return _Speech(words, case, fact)


def _options(speech: _Speech) -> list[Variant]:
    """The templates that say a fact as it is; where none has room for its figures, plain ones with brackets."""
    found = list(_templates(speech))
    bare = replace(speech.fact, quantity=None, severity=None)
    fitting = [item for item in found if fits(item.text, speech.fact)]
    return fitting or [_bracketed(item, speech) for item in found if fits(item.text, bare)]


def _templates(speech: _Speech) -> Iterator[Variant]:
    """Frames with the concept's forms put in."""
    forms = speech.words.forms.get(speech.fact.concept, TITLED)
    for frame in speech.words.frames[_frame_key(speech)]:
        slot = next((name for name in ("np0", "np", "s", "not") if f"{{{name}}}" in frame.text), None)
        if slot is None:
            yield frame
        for form in forms[slot.removesuffix("0")] if slot else ():
            yield Variant(join(frame.text, form.text), frame.held_out or form.held_out)


def _frame_key(speech: _Speech) -> str:
    fact, frames = speech.fact, speech.words.frames
    category = concept(fact.concept).category
    mode = _mode(fact)
    by_source = [f"{mode} {fact.source} {category}", f"{mode} {fact.source}", f"{mode} {category}"]
    if fact.source not in ("informant", "record"):
        by_source = [by_source[0], by_source[2], by_source[1]]
    return next((key for key in by_source if key in frames), mode)


def _mode(fact: Fact) -> str:
    if fact.subject != "patient":
        return f"relatives {fact.status}"
    if fact.status == "present" and fact.certainty != "confirmed":
        return fact.certainty
    earlier = fact.time == "past" or (fact.time == "lifetime" and fact.status != "present")
    return f"past {fact.status}" if earlier and fact.source not in ("informant", "record") else fact.status


def _bracketed(item: Variant, speech: _Speech) -> Variant:
    """For a quantity or a severity that no template of the concept has a place for."""
    parts = []
    if speech.fact.severity is not None:
        parts.append(speech.words.grades[speech.fact.severity]["grade"])
    if speech.fact.quantity is not None:
        parts.append(plain_figure(speech.fact.quantity, speech.case.language))
    return Variant(f"{item.text} ({', '.join(parts)})", item.held_out)


def _finish(template: str, speech: _Speech) -> str:
    fact, case = speech.fact, speech.case
    slots = {**speech.words.pronouns[case.person.pronouns], "informant": _someone(speech, _informant(case))}
    slots["relative"] = _someone(speech, fact.subject)
    if "{title}" in template:
        slots["title"] = diagnosis_title(fact, case)
    if fact.severity is not None:
        slots |= speech.words.grades[fact.severity]
    if fact.quantity is not None:
        slots |= figure_slots(fact.quantity, case.language)
    many = fact.quantity is not None and fact.quantity.value != 1
    text = fill(template, slots, second=_second(case), many=many).strip()
    return f"{text[:1].upper()}{text[1:]}."


def _second(case: Case) -> bool:
    """English verbs agree with *they*; Spanish words are feminine for *she*, and for *they* as *persona* is."""
    return case.person.pronouns == "they" if case.language == "en" else case.person.pronouns != "he"


def _informant(case: Case) -> str:
    return case.traits.get("informant", "none")


def _someone(speech: _Speech, name: str) -> str:
    options = speech.words.relatives.get(name) or speech.words.relatives["family"]
    return options[speech.case.index % len(options)]


def _shuffle(options: list[Variant], key: str) -> None:
    seed = int.from_bytes(blake2b(key.encode(), digest_size=8).digest())
    random.Random(seed).shuffle(options)  # noqa: S311 - wording is no secret
