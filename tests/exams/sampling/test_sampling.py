"""What is put before people: the uncertain, the rare and the unread, blinded; and back again by the key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casewright.agents.rules_critic import RulesCritic
from casewright.errors import InputError
from casewright.exams.labels import labelled_questions, read_labels
from casewright.exams.labels.tabular import read_table, write_table
from casewright.exams.sampling import (
    Candidate,
    ToLabel,
    blind,
    choose,
    find_candidates,
    from_items,
    from_rows,
    write_sheet,
)
from casewright.graphs.parts import Resolver
from casewright.rubrics import Criterion, Origin, ResolvedRubric, resolve
from casewright.runs.evaluation import BadRow, Row
from casewright.types import Answer, Report, Vote
from casewright.wire import to_json

NOTE = "Affect is depressed. She lost interest in her garden. She denies elevated mood."
ORIGIN = Origin("r", "1.0.0", "r.yaml")


@pytest.fixture
def resolver(overlay: Path) -> Resolver:
    def found(system: str, code: str, kind: str) -> ResolvedRubric:
        return resolve(code, kind=kind, system=system, overlays=(overlay,))

    return found


def criterion(name: str) -> Criterion:
    return Criterion(name, "supports", "diagnosis", {"en": f"Is {name} there?", "es": f"¿Hay {name}?"}, ORIGIN)


def candidate(
    report: str, name: str, answers: Sequence[Answer] = ("present",), margin: float | None = None, group: str = ""
) -> Candidate:
    votes = tuple(Vote(f"c{at}", name, "rules", answer, "", margin=margin) for at, answer in enumerate(answers))
    source = ToLabel(report, Report(NOTE, ()), "icd10-who-2019", "F32.1", group or report)
    return Candidate(source, criterion(name), votes)


def test_disagreement_comes_first() -> None:
    """What critics answer differently tells more than what they agree on."""
    many = [candidate(f"r{n}", "a", ("present", "present")) for n in range(9)]
    chosen = choose([*many, candidate("odd", "a", ("present", "absent"))], 1)
    assert [item.source.id for item in chosen] == ["odd"]


def test_what_is_near_its_threshold_comes_first() -> None:
    """By log-probability margin, from the certificate's threshold where there is one."""
    many = [candidate(f"r{n}", "a", margin=5.0) for n in range(9)]
    assert choose([*many, candidate("odd", "a", margin=0.1)], 1)[0].source.id == "odd"
    near = replace(candidate("near", "a", margin=3.0), thresholds=(("c0", 3.1),))
    assert near.nearness == pytest.approx(1 / 1.1)
    assert choose([*many, candidate("zero", "a", margin=0.5), near], 1)[0].source.id == "near"


def test_rare_answers_get_their_turn() -> None:
    """Of ninety-seven and three, half and half while they last."""
    many = [candidate(f"r{n}", "a") for n in range(97)] + [candidate(f"s{n}", "a", ("absent",)) for n in range(3)]
    counts = Counter(item.stratum[2] for item in choose(many, 10))
    assert counts == {"present": 7, "absent": 3}


def test_unread_reports_come_before_read_ones() -> None:
    """And no report is asked about more than so often."""
    many = [candidate(f"r{n}", name) for n in range(4) for name in "abcdefgh"]
    assert len({item.source.id for item in choose(many, 4)}) == 4
    assert Counter(item.source.id for item in choose(many, 100, per_report=2)) == {f"r{n}": 2 for n in range(4)}
    assert {item.source.id for item in choose(many, 3, labelled={("r0", "a")})} == {"r1", "r2", "r3"}
    assert ("r0", "a") not in {(i.source.id, i.criterion.id) for i in choose(many, 100, labelled={("r0", "a")})}


def test_two_versions_of_one_text_are_not_shown_to_one_person() -> None:
    """Side by side they show what was planted."""
    many = [candidate(f"base.{n}", name, group="base") for n in range(5) for name in "ab"]
    assert len({item.source.id for item in choose(many, 10)}) == 1


def test_the_seed_settles_it() -> None:
    """The same seed gives the same questions."""
    many = [candidate(f"r{n}", "a") for n in range(50)]
    assert choose(many, 5, seed=1) == choose(many, 5, seed=1)
    assert choose(many, 5, seed=1) != choose(many, 5, seed=2)


def test_the_sheet_is_blinded() -> None:
    """Opaque ids in another order; nothing of codes, critics, answers or origins."""
    chosen = [candidate(f"en-0{n}-f321.status-flipped", "mood", ("present", "absent")) for n in range(9)]
    rows, key = blind(chosen, seed=3)
    shown = " ".join(str(value) for row in rows for value in row.values())
    assert not [word for word in ("status-flipped", "F32.1", "c0", "c1", "critic", "disagree") if word in shown]
    assert [row["report"] for row in rows] == [f"r{n:03}" for n in range(1, 10)]
    assert [entry.report for entry in key] != [item.source.id for item in chosen]
    assert {row.get("answer") for row in rows} == {None}
    assert "critics disagree" in key[0].why["mood"]


def test_the_question_is_in_the_language_of_the_report() -> None:
    """And so is the guidance."""
    one = candidate("r1", "ánimo")
    spanish = replace(one, source=replace(one.source, report=Report("Está triste.", (), "es")))
    ((row,), _) = blind([spanish])
    assert row["question"] == "¿Hay ánimo?"
    assert "el informe no dice nada" in row["guidance"]


@pytest.mark.parametrize("name", ["sheet.csv", "sheet.xlsx", "sheet.jsonl"])
async def test_a_sheet_filled_in_is_read_back(tmp_path: Path, resolver: Resolver, name: str) -> None:
    """From candidates to sheet to labels to questions, under the reports' own ids."""
    sources, bad = from_rows([Row("one", NOTE, "F32.1", "en", "progress"), BadRow(2, "no text")], "icd10-who-2019")
    assert len(bad) == 1
    chosen = choose(await find_candidates(sources, resolver, [RulesCritic()]), 3)
    sheet, key = tmp_path / name, tmp_path / "key.jsonl"
    write_sheet(sheet, key, chosen, guideline="7")
    rows: list[dict[str, Any]] = [dict(row) for _, row in read_table(sheet) if not isinstance(row, str)]
    filled = [row | {"answer": "Present", "quote": "Affect is depressed", "rater": "ana"} for row in rows]
    write_table(sheet, tuple(filled[0]), filled)
    labels = read_labels(sheet, key)
    assert {(label.report, label.code, label.kind, label.text) for label in labels} == {
        ("one", "F32.1", "progress", NOTE)
    }
    found = labelled_questions(labels, resolver)
    assert len(found.questions) == 3
    assert not found.stale
    assert {label.guideline for label in labels} == {"7"}


async def test_votes_of_a_record_are_used(resolver: Resolver) -> None:
    """A critic that judged the report already isn't asked again."""
    vote = Vote("rules", "elation", "rules", "unclear", "because")
    fidelity = {"criteria": [{"id": "elation", "votes": [to_json(vote)]}]}
    row = Row("one", NOTE, "F32.1", "en", "progress", {"fidelity": fidelity, "system": "icd10-who-2019"})
    (source,), _ = from_rows([row], "icd10-who-2019")
    assert source.votes == (vote,)
    found = {item.criterion.id: item.votes for item in await find_candidates([source], resolver, [RulesCritic()])}
    assert found["elation"] == (vote,)


def test_rows_that_hold_no_report_are_told() -> None:
    """Unknown code, kind or system."""
    rows = [Row("a", NOTE, "F32.19", "en", "intake", number=1), Row("b", NOTE, "F32.1", "en", "letter", number=2)]
    assert [item.number for item in from_rows(rows, "icd10-who-2019")[1]] == [1, 2]


def test_a_paper_is_sampled_too() -> None:
    """Versions of one base are one group."""
    from casewright.exams.edits import EDITORS
    from casewright.exams.goldens import goldens
    from casewright.exams.paper import Item

    base = goldens()[0]
    items = [
        Item(base.id, base, "base", "", base.report, base.case.facts, base.case.code),
        Item(f"{base.id}.x", base, "edit", next(iter(EDITORS)), base.report, base.case.facts, base.case.code),
        Item(f"{base.id}.y", base, "attack", "y", base.report, None, base.case.code),
    ]
    assert {(one.id, one.group) for one in from_items(items)} == {(base.id, base.id), (f"{base.id}.x", base.id)}
    assert len(from_items(items * 9)) == 4


def test_nothing_to_label(tmp_path: Path) -> None:
    """Is said, and no empty sheet is written."""
    with pytest.raises(InputError, match="nothing to label"):
        write_sheet(tmp_path / "s.csv", tmp_path / "k.jsonl", ())
    with pytest.raises(InputError, match="the key needs a file of its own"):
        write_sheet(tmp_path / "s.jsonl", tmp_path / "s.jsonl", [candidate("r", "a")])
    assert list(tmp_path.iterdir()) == []
