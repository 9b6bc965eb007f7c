"""The certificates of our own critics: rules, fact check, and the gate that they make up."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from casewright.agents.rules_critic import RulesCritic
from casewright.certificates import Certificate, GateSetting
from casewright.exams.attacks import attack_critic
from casewright.exams.bases import Base, composed
from casewright.exams.examining.examination import examine
from casewright.exams.examining.facts import examine_facts
from casewright.exams.examining.gate import examine_gate
from casewright.exams.examining.questions import paper_in
from casewright.exams.goldens import goldens
from casewright.exams.paper import Item
from casewright.plans import case_sources
from casewright.types import Language
from casewright.wire import to_json

__all__ = ["PER_CODE", "certify_shipped", "default_bases", "file_name"]

PER_CODE = 4
"""Composed bases of each code and language, beside the goldens."""
ATTACKED = 75
"""Attacked reports a language, as in `casewright judge exam`."""
LANGUAGES: tuple[Language, ...] = ("en", "es")
SETTINGS: tuple[GateSetting, ...] = ("generate", "evaluate")


def default_bases(per_code: int = PER_CODE, seed: int = 0) -> tuple[Base, ...]:
    """The texts of the default exam: all goldens, and composed ones over every code with a case source."""
    return (*goldens(), *composed(per_code * len(LANGUAGES) * len(case_sources()), seed=seed))


def certify_shipped(folder: Path, *, issued: str, bases: Sequence[Base] | None = None) -> tuple[Certificate, ...]:
    """Examines the rules critic, the fact check and both settings of their gate in both languages, and writes it down.

    The same code and date give the same files. A certificate of these critics that is already in the folder under the
    same name is replaced.

    Args:
        folder: For the JSON files; made if it isn't there.
        issued: Date, ISO 8601.
        bases: Base texts; those of the default exam otherwise.
    """
    chosen = default_bases() if bases is None else bases
    found = tuple(one for language in LANGUAGES for one in _certify(language, chosen, issued))
    folder.mkdir(parents=True, exist_ok=True)
    for one in found:
        (folder / file_name(one)).write_text(_text(one), "utf-8")
    return found


def file_name(certificate: Certificate) -> str:
    """Such as ``rules-en.json`` and ``gate-generate-es.json``."""
    return f"{certificate.critic.replace('/', '-')}-{certificate.language}.json"


def _certify(language: Language, bases: Sequence[Base], issued: str) -> Iterator[Certificate]:
    items = paper_in(language, bases)
    rules = asyncio.run(_rules(language, bases, items, issued))
    facts = examine_facts(language=language, bases=bases, issued=issued, items=items)
    yield from (rules, facts)
    held, critics = (rules, facts), (RulesCritic(),)
    for setting in SETTINGS:
        gate = examine_gate(setting, critics, held, language=language, bases=bases, issued=issued, items=items)
        yield asyncio.run(gate)


async def _rules(language: Language, bases: Sequence[Base], items: Sequence[Item], issued: str) -> Certificate:
    """The rules critic has no defence to be without."""
    critic = RulesCritic()
    own = [base for base in bases if base.case.language == language]
    attacks = await attack_critic(critic, critic, own, most=ATTACKED) if own else ()
    return await examine(critic, language=language, bases=bases, attacks=attacks, issued=issued, items=items)


def _text(certificate: Certificate) -> str:
    return json.dumps(to_json(certificate), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
