"""A writer for large models: the whole document in one call, repaired in later ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casewright.agents.composition import compose, facts_by_section, stated_by_code
from casewright.agents.house_style import HouseStyle
from casewright.agents.portrait import portrait, pronoun_forms
from casewright.agents.prompts import prompts_fingerprint, render
from casewright.agents.protocol import Brief
from casewright.agents.wish import Wish
from casewright.errors import ModelFailure
from casewright.hashing import content_hash
from casewright.models.protocol import Message, Model, ModelReply, ModelRequest
from casewright.plans import phrase
from casewright.types import Case, Report
from casewright.vocabulary.kinds import heading, kind, split_sections

__all__ = ["DocumentWriter"]

LANGUAGES = {"en": "English", "es": "Spanish (Spain)"}
TOKENS_PER_WORD = 2


@dataclass(frozen=True)
class DocumentWriter:
    """One call a draft; a reply that was cut off is asked for once more with twice the room.

    ``style`` is how a house writes: it sets order, length, sentences and abbreviations, never content. ``wish`` is what
    whoever asked wishes of the form, as untrusted data.
    """

    model: Model
    temperature: float = 0.7
    style: HouseStyle | None = None
    wish: Wish | None = None

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def fingerprint(self) -> str:
        prompts = [prompts_fingerprint("writer_document"), prompts_fingerprint("writer_repair")]
        house = [self.style.fingerprint] if self.style else []
        wished = [["wish", self.wish.fingerprint]] if self.wish else []
        return content_hash([self.model.fingerprint, "document", self.temperature, prompts, *house, *wished])

    async def write(self, brief: Brief) -> Report:
        """Drafts or repairs the whole document.

        Raises:
            ModelFailure: no draft, or one that was cut off twice.
        """
        low, high = self.style.words(brief.case) if self.style else kind(brief.case.kind).words[brief.case.language]
        reply = await self._ask(brief, (low, high), high * TOKENS_PER_WORD + 200)
        if reply.finish == "length":
            reply = await self._ask(brief, (low, high), 2 * (high * TOKENS_PER_WORD + 200))
        if reply.finish == "length":
            raise ModelFailure("truncated", "the draft was cut off twice")
        return _read(brief.case, reply.text, self._order(brief.case))

    async def _ask(self, brief: Brief, words: tuple[int, int], max_tokens: int) -> ModelReply:
        case = brief.case
        user = render(
            "writer_document",
            kind=case.kind,
            register=case.traits.get("register", "narrative"),
            low=str(words[0]),
            high=str(words[1]),
            patient=portrait(case.person, case.language),
            pronoun=pronoun_forms(case.person),
            sections=_sections(case, case.seed % 97, self._order(case)),
            repair="\n\n".join(part for part in (self._house(case), self._wished(case), _repair(brief)) if part),
        )
        system = render("writer_document_system", language=LANGUAGES[case.language])
        messages = (Message("system", system), Message("user", user))
        seed = (case.seed + brief.attempt) % 2**31
        return await self.model.complete(ModelRequest(messages, max_tokens, self.temperature, seed))

    def _order(self, case: Case) -> tuple[str, ...]:
        return self.style.order(case) if self.style else ()

    def _house(self, case: Case) -> str:
        return self.style.document_lines(case) if self.style else ""

    def _wished(self, case: Case) -> str:
        return self.wish.lines(case) if self.wish else ""


def _sections(case: Case, variant: int, order: Sequence[str]) -> str:
    blocks = []
    told = facts_by_section(case)
    for section, facts in ((name, told[name]) for name in order or told if name in told):
        lines = [f"- {phrase(fact, case, variant + i)}" for i, fact in enumerate(facts) if not stated_by_code(fact)]
        blocks.append("\n".join([f"{heading(section, case.language, case.kind)}:", *lines]))
    return "\n\n".join(blocks)


def _repair(brief: Brief) -> str:
    if brief.previous is None:
        return ""
    feedback = "\n".join(f"- {reason.message}" for reason in brief.feedback)
    return render("writer_repair", draft=brief.previous.text, feedback=feedback)


def _read(case: Case, text: str, order: Sequence[str]) -> Report:
    """The reply's sections under our headings; the diagnosis line is the code table's, not the model's."""
    plain = re.sub(r"\*\*|__|^#+\s*|^```\w*$", "", text, flags=re.MULTILINE).strip()
    found = split_sections(plain, case.language, case.kind)
    bodies: dict[str, str] = {}
    for part in found:
        bodies[part.id] = f"{bodies.get(part.id, '')} {plain[part.start : part.end].strip()}".strip()
    for section, facts in facts_by_section(case).items():
        stated = " ".join(phrase(fact, case) for fact in facts if stated_by_code(fact))
        if stated:
            bodies[section] = f"{stated} {bodies.get(section, '')}".strip()
    return compose(case, bodies, order)
