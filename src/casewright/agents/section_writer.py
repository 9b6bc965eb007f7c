"""A writer for small models: a few facts a call, and later attempts that repair only what failed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from casewright.agents.composition import compose, facts_by_section, stated_by_code
from casewright.agents.examples import example_for
from casewright.agents.house_style import HouseStyle
from casewright.agents.markup import plain_prose
from casewright.agents.portrait import gender_word, portrait, pronoun_forms
from casewright.agents.prompts import prompts_fingerprint, render
from casewright.agents.protocol import Brief
from casewright.agents.repair import plan_repair
from casewright.errors import ModelFailure
from casewright.hashing import content_hash
from casewright.models.protocol import Message, Model, ModelRequest
from casewright.plans import phrase
from casewright.types import Case, Fact, Report
from casewright.vocabulary.kinds import heading

__all__ = ["SectionWriter"]

GROUP, REPAIR_GROUP = 4, 2
"""Facts a call: small models drop or flip more of them in longer lists; a repair takes fewer still."""


@dataclass(frozen=True)
class SectionWriter:
    """Turns facts into prose, a few a call; diagnoses are set by code, from the code table.

    The register is always narrative: asked for terse notes, models of this size leave out what matters and, in
    Spanish, make up words. Of a house's style they are told how long sentences are; the order of sections and the
    abbreviations are set by code.
    """

    model: Model
    temperature: float = 0.3
    repair_temperature: float = 0.1
    style: HouseStyle | None = None

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def fingerprint(self) -> str:
        settings = [self.temperature, self.repair_temperature, GROUP, REPAIR_GROUP]
        prompts = [prompts_fingerprint("writer_section"), prompts_fingerprint("writer_examples")]
        house = [self.style.fingerprint] if self.style else []
        return content_hash([self.model.fingerprint, "section", settings, prompts, *house])

    async def write(self, brief: Brief) -> Report:
        """Writes all sections; later, tells what was left out and rewrites only where something is wrong.

        Raises:
            ModelFailure: a section got no usable text.
        """
        plan = plan_repair(brief)
        bodies = {}
        for section, facts in facts_by_section(brief.case).items():
            if section in plan.rewrite:
                bodies[section] = await self._section(brief, section, facts)
            else:
                missing = [fact for fact in facts if fact.id in plan.add]
                bodies[section] = await self._extended(brief, section, plan.kept.get(section, ""), missing)
        return compose(brief.case, bodies, self.style.order(brief.case) if self.style else ())

    async def _extended(self, brief: Brief, section: str, kept: str, missing: Sequence[Fact]) -> str:
        """What stood, with the facts that it left out told behind it."""
        added = [await self._prose(brief, section, group) for group in _groups(missing, REPAIR_GROUP)]
        return " ".join([kept, *added]).strip()

    async def _section(self, brief: Brief, section: str, facts: tuple[Fact, ...]) -> str:
        stated = [phrase(fact, brief.case) for fact in facts if stated_by_code(fact)]
        rest = [fact for fact in facts if not stated_by_code(fact)]
        groups = _groups(rest, GROUP if brief.attempt == 1 else REPAIR_GROUP)
        return " ".join(stated + [await self._prose(brief, section, group) for group in groups])

    async def _prose(self, brief: Brief, section: str, facts: Sequence[Fact]) -> str:
        reply = await self.model.complete(self._request(brief, section, facts))
        if reply.finish == "length":
            raise ModelFailure("truncated", f"section {section!r} was cut off")
        prose = plain_prose(reply.text, heading(section, brief.case.language, brief.case.kind))
        return self.style.shorten(prose, brief.case) if self.style else prose

    def _request(self, brief: Brief, section: str, facts: Sequence[Fact]) -> ModelRequest:
        case = brief.case
        turn = case.seed + brief.attempt
        example = example_for(case, turn)
        title = heading(section, case.language, case.kind)
        lines = [phrase(fact, case, turn % 97 + place) for place, fact in enumerate(facts)]
        messages = (
            Message("system", self._system(case)),
            Message("user", _asked(example.section, example.statements)),
            Message("assistant", example.prose),
            Message("user", _asked(title, lines)),
        )
        temperature = self.temperature if brief.attempt == 1 else self.repair_temperature
        return ModelRequest(messages, 60 + 40 * len(facts), temperature, turn % 2**31)

    def _system(self, case: Case) -> str:
        task = render(
            f"writer_section_system_{case.language}",
            patient=portrait(case.person, case.language),
            pronoun=pronoun_forms(case.person),
            gender=gender_word(case),
        )
        house = self.style.section_line(case) if self.style else ""
        return f"{task} {house}".strip()


def _asked(title: str, statements: Sequence[str]) -> str:
    return render("writer_section_user", section=title, facts="\n".join(f"- {line}" for line in statements))


def _groups(facts: Sequence[Fact], size: int) -> list[Sequence[Fact]]:
    """Even groups of at most ``size``, in order."""
    if not facts:
        return []
    count = -(-len(facts) // size)
    bounds = [round(len(facts) * place / count) for place in range(count + 1)]
    return [facts[start:end] for start, end in pairwise(bounds)]
