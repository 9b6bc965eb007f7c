"""One sample: what was decided and why, criterion by criterion with where each comes from, and its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casewright.agents.rules_critic import RulesCritic
from casewright.certificates import read_certificates
from casewright.errors import CasewrightError
from casewright.overlays import overlaid
from casewright.rubrics.checks import observe
from casewright.rubrics.explaining import ExplainedCriterion, Explanation, explain
from casewright.service.pages.reviewing.marking import Block, Mark, blocks
from casewright.service.pages.views.finds import FindsNode, finds_of
from casewright.types import Mention, Report, Section
from casewright.vocabulary.finds import concepts_of
from casewright.wire import from_json

__all__ = ["CriterionView", "SampleView", "sample_view"]

QUOTE, FOUND = "quote", "found"


@dataclass(frozen=True, slots=True)
class CriterionView:
    """A criterion with its votes, and where it comes from in today's rubrics; ``explained`` is ``None`` where those
    don't ask it any more."""

    id: str
    result: Mapping[str, Any]
    seal: Mapping[str, Any] | None
    explained: ExplainedCriterion | None
    finds: FindsNode | None

    @property
    def decides(self) -> bool:
        """Whether it speaks for or against the code, and doesn't only advise."""
        return bool(self.result["role"] != "documents")


@dataclass(frozen=True, slots=True)
class SampleView:
    """A sample as its caller may see it. ``current`` is whether today's rubric is the one it was judged by."""

    record: Mapping[str, Any]
    blocks: tuple[Block, ...]
    criteria: tuple[CriterionView, ...]
    chosen: CriterionView | None
    explanation: Explanation | None
    current: bool
    conditions: Mapping[str, Any]
    """The case's person and traits; empty where a report was handed in."""

    @property
    def groups(self) -> tuple[tuple[str, tuple[CriterionView, ...], bool], ...]:
        """Criteria by what they come to: in words, which, and whether a reader wants them before others."""
        asked = [one for one in self.criteria if one.result["verdict"] != "not_applicable"]
        against = [one for one in asked if one.decides and one.result["verdict"] != "met"]
        supports = [one for one in asked if one.result["role"] == "supports" and one not in against]
        contradicts = [one for one in asked if one.result["role"] == "contradicts" and one not in against]
        documents = [one for one in asked if one.result["role"] == "documents"]
        told = (
            ("What stands against it, or is open", against, True),
            ("What speaks for it", supports, True),
            ("Not found, as it should be", contradicts, False),
            ("What a document should hold", documents, False),
        )
        return tuple((words, tuple(own), shown) for words, own, shown in told if own)


def sample_view(
    record: Mapping[str, Any], overlays: Sequence[Path], certificates: Sequence[Path] = (), *, criterion: str = ""
) -> SampleView:
    """A sample as a page shows it. It reads rubrics and looks for concepts: call it in a thread.

    Args:
        record: As `casewright.service.records.visible` lets the caller see it.
        overlays: Folders that lie over our rubrics.
        certificates: Folders of certificates beside ours, which say who may decide what.
        criterion: The one whose quotations are lit and whose tree is followed.
    """
    with overlaid(overlays):
        explanation = _explained(record, overlays, certificates)
        results = {one["id"]: one for one in (record.get("fidelity") or {}).get("criteria", ())}
        sealed = {one["id"]: one for one in (record.get("seal") or {}).get("criteria", ())}
        asked = {one.criterion.id: one for one in explanation.criteria} if explanation else {}
        views = tuple(
            CriterionView(name, results.get(name) or sealed[name], sealed.get(name), asked.get(name), None)
            for name in dict.fromkeys((*results, *sealed))
        )
        chosen = next((_followed(one, record) for one in views if one.id == criterion), None)
    case: Mapping[str, Any] = record.get("case") or {}
    return SampleView(
        record=record,
        blocks=_blocks(record, chosen),
        criteria=tuple(chosen if chosen and one.id == chosen.id else one for one in views),
        chosen=chosen,
        explanation=explanation,
        current=bool(explanation and (record.get("rubric") or {}).get("hash") == explanation.rubric.hash),
        conditions={**case.get("person", {}), **case.get("traits", {})},
    )


def _explained(record: Mapping[str, Any], overlays: Sequence[Path], folders: Sequence[Path]) -> Explanation | None:
    rules = RulesCritic()
    try:
        return explain(
            record["code"],
            kind=record["kind"],
            system=record["system"],
            overlays=overlays,
            certificates=read_certificates([folder for folder in folders if folder.is_dir()]),
            fingerprints={rules.name: rules.fingerprint},
        )
    except CasewrightError:
        return None


def _followed(view: CriterionView, record: Mapping[str, Any]) -> CriterionView:
    """With what code finds in the text for each part of the criterion's tree."""
    if view.explained is None:
        return view
    tree, text = view.explained.criterion.finds, record.get("text")
    mentions = _mentions(record, concepts_of(tree)) if text and tree else None
    age = (record.get("case") or {}).get("person", {}).get("age")
    return CriterionView(view.id, view.result, view.seal, view.explained, finds_of(tree, mentions, age))


def _mentions(record: Mapping[str, Any], concepts: frozenset[str]) -> Sequence[Mention]:
    report = Report(record["text"], _sections(record), record["language"], record["kind"])
    return observe(report, concepts)


def _sections(record: Mapping[str, Any]) -> tuple[Section, ...]:
    return tuple(from_json(Section, one) for one in record.get("sections") or ())


def _blocks(record: Mapping[str, Any], chosen: CriterionView | None) -> tuple[Block, ...]:
    text = record.get("text")
    if not text:
        return ()
    return blocks(text, _sections(record), tuple(_marks(chosen)) if chosen else ())


def _marks(chosen: CriterionView) -> Iterator[Mark]:
    for result in (chosen.result, chosen.seal or {}):
        for vote in result.get("votes", ()):
            for quote in vote.get("quotes", ()):
                yield Mark(QUOTE, quote["start"], quote["end"], vote["critic"])
    for start, end in chosen.finds.shown if chosen.finds else ():
        yield Mark(FOUND, start, end)
