"""A writer for small models: a call a section, and later attempts that repair only what failed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casewright.agents.composition import compose, facts_by_section, stated_by_code
from casewright.agents.portrait import gender_word, portrait, pronoun_forms
from casewright.agents.prompts import prompts_fingerprint, render
from casewright.agents.protocol import Brief
from casewright.errors import ModelFailure
from casewright.hashing import content_hash
from casewright.models.protocol import Message, Model, ModelRequest
from casewright.plans import phrase
from casewright.types import Case, Fact, Report
from casewright.vocabulary.kinds import heading

__all__ = ["SectionWriter"]

MARKUP = re.compile(r"^\s*(?:[#>*\-•]+|\d+[.)])\s+|\*\*|__|`+", re.MULTILINE)
STYLES = {
    ("en", "telegraphic"): "Style: clipped clinical notes.",
    ("en", "narrative"): "Style: full sentences.",
    ("es", "telegraphic"): "Estilo: notas clínicas escuetas.",
    ("es", "narrative"): "Estilo: frases completas.",
}


@dataclass(frozen=True)
class SectionWriter:
    """Turns each section's facts into prose with one call; diagnoses are set by code from the code table."""

    model: Model
    temperature: float = 0.2

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def fingerprint(self) -> str:
        return content_hash(
            [self.model.fingerprint, "section", self.temperature, prompts_fingerprint("writer_section")]
        )

    async def write(self, brief: Brief) -> Report:
        """Writes all sections, or only those in which something failed.

        Raises:
            ModelFailure: a section got no usable text.
        """
        broken = _broken_sections(brief)
        kept = _bodies(brief.previous) if brief.previous else {}
        bodies = {}
        for section, facts in facts_by_section(brief.case).items():
            keep = section in kept and section not in broken
            bodies[section] = kept[section] if keep else await self._section(brief, section, facts)
        return compose(brief.case, bodies)

    async def _section(self, brief: Brief, section: str, facts: tuple[Fact, ...]) -> str:
        written = tuple(fact for fact in facts if not stated_by_code(fact))
        stated = " ".join(phrase(fact, brief.case) for fact in facts if stated_by_code(fact))
        prose = _clean(await self._prose(brief, section, written), section, brief.case) if written else ""
        return f"{stated} {prose}".strip()

    async def _prose(self, brief: Brief, section: str, facts: tuple[Fact, ...]) -> str:
        reply = await self.model.complete(self._request(brief, section, facts))
        if reply.finish == "length":
            raise ModelFailure("truncated", f"section {section!r} was cut off")
        return reply.text

    def _request(self, brief: Brief, section: str, facts: tuple[Fact, ...]) -> ModelRequest:
        case = brief.case
        values = {"patient": portrait(case.person, case.language)}
        system = render(
            f"writer_section_system_{case.language}",
            pronoun=pronoun_forms(case.person),
            gender=gender_word(case),
            **values,
        )
        variant = case.seed % 97 + brief.attempt - 1
        lines = [f"- {phrase(fact, case, variant + place)}" for place, fact in enumerate(facts)]
        user = render(
            f"writer_section_{case.language}",
            section=heading(section, case.language, case.kind),
            style=STYLES[case.language, case.traits.get("register", "narrative")],
            facts="\n".join(lines),
            repair=_repair(brief, facts, lines),
        )
        return ModelRequest(
            messages=(Message("system", system), Message("user", user)),
            max_tokens=80 + 40 * len(facts),
            temperature=self.temperature,
            seed=(case.seed + brief.attempt) % 2**31,
        )


def _broken_sections(brief: Brief) -> frozenset[str]:
    """Sections to write again: those of failing facts and added content; all, where a failure has no place."""
    everything = frozenset(facts_by_section(brief.case))
    if brief.previous is None or brief.checked is None or brief.previous.masked:
        return everything
    if any(reason.kind not in ("fact", "added") for reason in brief.feedback):
        return everything
    failed = {item.id for item in brief.checked.items if item.state != "told"}
    found = {fact.section for fact in brief.case.facts if fact.id in failed}
    for added in brief.checked.added:
        found |= {part.id for part in brief.previous.sections if part.start <= added.start < part.end}
    return frozenset(found) or everything


def _bodies(report: Report) -> dict[str, str]:
    return {part.id: report.text[part.start : part.end] for part in report.sections}


def _repair(brief: Brief, facts: tuple[Fact, ...], lines: list[str]) -> str:
    if brief.checked is None:
        return ""
    failed = {item.id for item in brief.checked.items if item.state != "told"}
    again = [line for fact, line in zip(facts, lines, strict=True) if fact.id in failed]
    if not again:
        return ""
    lead = {"en": "Do not leave out or change:", "es": "No omitas ni cambies:"}[brief.case.language]
    return "\n".join([lead, *again])


def _clean(text: str, section: str, case: Case) -> str:
    """Takes off markup and a repeated heading; the words stay as they are."""
    plain = MARKUP.sub("", text).strip().strip('"')
    title = heading(section, case.language, case.kind)
    if plain.lower().startswith(title.lower()):
        plain = plain[len(title) :].lstrip(" :\n")
    return re.sub(r"\s*\n\s*", " ", plain)
