"""From the gate's last state to the record that is kept."""

from __future__ import annotations

from typing import Any

from casewright.agents.recorded import Recording
from casewright.certificates import GateSetting
from casewright.graphs.authority import deciders
from casewright.graphs.parts import Parts
from casewright.graphs.sealing import seal_criteria
from casewright.graphs.state import GateState
from casewright.icd10 import table
from casewright.plans.wording.sentence import sentences
from casewright.rubrics import ResolvedRubric
from casewright.types import (
    Attempt,
    Case,
    Decision,
    Diagnosis,
    Diversity,
    FactCheck,
    Fidelity,
    Language,
    Privacy,
    Reason,
    Record,
    Report,
    RubricRef,
)
from casewright.vocabulary.concepts import concept
from casewright.wire import from_json, to_json

__all__ = ["build_record", "failed_record", "unsealed_record", "wording_share"]

SCHEMA = 1
RUN_OF_WORDS = 4


def build_record(state: GateState, parts: Parts, run: str, kept: Recording, **extra: Any) -> Record:
    """Everything that is known about a sample, in the form in which it is kept and exported."""
    target = state["target"]
    rubric = parts.resolve(target["system"], target["code"], target["kind"])
    case = _load(Case, state.get("case"))
    report = _load(Report, state.get("report"))
    fidelity = _load(Fidelity, state.get("fidelity"))
    codes = table(target["system"])
    return Record(
        schema=SCHEMA,
        id=state["sample"],
        run=run,
        order=case.order if case else None,
        seed=case.seed if case else None,
        system=target["system"],
        code=target["code"],
        title=codes.title(target["code"], target["language"]).text,
        kind=target["kind"],
        language=target["language"],
        synthetic=True if case else None,
        text=report.text if report else None,
        masked=report.masked if report else False,
        sections=report.sections if report else (),
        diagnoses=_diagnoses(case, report) if case and report else (),
        decision=from_json(Decision, state["decision"]),
        gated_by=_gated_by(parts, rubric, case, target["kind"], target["language"]),
        marks=_marks(parts, rubric, report, case, sealed=state.get("seal") is not None),
        certificates=tuple(item.id for item in parts.gating.heard(target["language"])),
        fidelity=fidelity,
        facts=_load(FactCheck, state.get("facts")),
        diversity=_load(Diversity, state.get("diversity")),
        privacy=_load(Privacy, state.get("privacy")),
        case=case,
        attempts=state.get("attempt") if case else None,
        history=tuple(from_json(Attempt, item) for item in state.get("history", [])),
        seal=_load(Fidelity, state.get("seal")),
        models=_models(parts, kept),
        rubric=RubricRef(rubric.id, rubric.version, rubric.hash),
        cost=kept.cost,
        wording_share=wording_share(case, report, fidelity),
        **extra,
    )


def failed_record(state: GateState, parts: Parts, run: str, kept: Recording, why: Reason) -> Record:
    """The record of a sample that got no answer before its deadline: its case and earlier attempts, and no text."""
    undrafted = dict.fromkeys(("report", "diversity", "privacy", "facts", "fidelity"))
    reasons = [to_json(why)]
    decision = {"outcome": "error", "by": "gate", "judging": parts.judging, "reasons": reasons}
    ended: GateState = {**state, **undrafted, "decision": decision}  # type: ignore[typeddict-item]
    return build_record(ended, parts, run, kept)


def unsealed_record(state: GateState, parts: Parts, run: str, kept: Recording, why: Reason) -> Record:
    """The record of a report that the loop accepted and whose seal, which decides, was not to be had in time."""
    decision = {"outcome": "needs_review", "by": "seal", "judging": parts.judging, "reasons": [to_json(why)]}
    ended: GateState = {**state, "decision": decision}
    return build_record(ended, parts, run, kept)


def _marks(
    parts: Parts, rubric: ResolvedRubric, report: Report | None, case: Case | None, *, sealed: bool
) -> tuple[str, ...]:
    """Those of the run, and that a seal which holds a certificate was asked of a rubric that it doesn't cover."""
    setting: GateSetting = "evaluate" if case is None else "generate"
    gating, language = parts.gating, report.language if report else case.language if case else "en"
    found = gating.marks(language, parts.limits.max_attempts if case else 1, setting)
    if not sealed or report is None or gating.seal_state != "other_family" or "seal_uncertified" in found:
        return found
    covered = seal_criteria(rubric, gating, report, case.person.age if case else None).criteria
    return found if covered else (*found, "seal_uncertified")


def _gated_by(
    parts: Parts, rubric: ResolvedRubric, case: Case | None, kind: str, language: Language
) -> tuple[str, ...]:
    age = case.person.age if case else None
    asked = [item for item in rubric.criteria if item.applies(kind, age)]
    facts = ("facts",) if case and parts.gating.facts.get(language) else ()
    return (*facts, *deciders(parts.gating, [critic.name for critic in parts.critics], asked, language))


def wording_share(case: Case | None, report: Report | None, fidelity: Fidelity | None) -> float | None:
    """Share of the quotations' words that stand, four in a row, in the case's own wording.

    1 means that critics quoted nothing but the planner's sentences, as with the parrot writer.
    """
    if case is None or report is None or fidelity is None:
        return None
    quotes = {(q.start, q.end) for item in fidelity.criteria for vote in item.votes for q in vote.quotes}
    own = {gram for line in _own_lines(case) for gram in _grams(line)}
    words = [_shared(report.text[start:end], own) for start, end in sorted(quotes)]
    total = sum(count for _, count in words)
    return sum(shared for shared, _ in words) / total if total else None


def _own_lines(case: Case) -> list[str]:
    return [line for fact in case.facts if fact.told for line in (option.text for option in sentences(fact, case))]


def _grams(line: str) -> list[tuple[str, ...]]:
    words = _words(line)
    return [tuple(words[i : i + RUN_OF_WORDS]) for i in range(len(words) - RUN_OF_WORDS + 1)]


def _words(text: str) -> list[str]:
    return ["".join(letter for letter in word if letter.isalnum()) for word in text.lower().split()]


def _shared(quote: str, own: set[tuple[str, ...]]) -> tuple[int, int]:
    words, covered = _words(quote), set[int]()
    for place, gram in enumerate(_grams(quote)):
        if gram in own:
            covered.update(range(place, place + RUN_OF_WORDS))
    return len(covered), len(words)


def _diagnoses(case: Case, report: Report) -> tuple[Diagnosis, ...]:
    """Codes and roles are the case's and the code table's; the text is only looked at for the title."""
    stated = {code for fact in case.facts if fact.told for code in concept(fact.concept).codes}
    found = []
    for code in (case.code, *case.comorbidities):
        title = table(case.system).title(code, case.language).text
        told = title.casefold() in report.text.casefold() or (code in stated and title in report.text)
        role = "principal" if code == case.code else "secondary"
        found.append(Diagnosis(case.system, code, role, "confirmed", "active", "title" if told else "none"))  # type: ignore[arg-type]
    return tuple(found)


def _models(parts: Parts, kept: Recording) -> dict[str, str]:
    names = {"writer": parts.writer.name if parts.writer else "", "critics": ", ".join(c.name for c in parts.critics)}
    names["seal"] = parts.seal.name if parts.seal else ""
    names["answered"] = ", ".join(f"{name} ({count})" for name, count in sorted(kept.answered.items()))
    style = getattr(parts.writer, "style", None)
    names["style"] = style.fingerprint if style else ""
    wish = getattr(parts.writer, "wish", None)
    names["wish"] = wish.fingerprint if wish else ""
    return {role: name for role, name in names.items() if name}


def _load(kind: Any, value: Any) -> Any:
    return None if value is None else from_json(kind, value)
