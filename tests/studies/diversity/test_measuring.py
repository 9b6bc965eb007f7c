"""The part on diversity, on arms made by hand."""

from __future__ import annotations

import json
import random
import traceback
from collections.abc import Sequence
from typing import Any

import pytest

from casewright.errors import CasewrightError
from casewright.measures.embedding import Rows, embedder
from casewright.measures.figure import Figure
from casewright.studies.diversity import measure
from casewright.studies.material import Arm, Material, RealNote, StudyReport
from casewright.studies.part import Part
from casewright.wire import from_json, to_json

MARKER = "zanzibarian"
WORDS = [f"{first}{second}" for first in ("ba", "ce", "di", "fo", "gu", "la", "me", "ni") for second in "aeioulmnrst"]
SMALL = ["the", "she", "he", "of", "and", "with", "for", "to", "in", "was", "is", "not", "but", "has", "had"]


def prose(seed: int, size: int = 120) -> str:
    """Sentences of invented words, each text its own."""
    dice = random.Random(seed)
    words = [dice.choice(WORDS if dice.random() < 0.6 else SMALL) for _ in range(size)]
    return " ".join(word + "." if number % 12 == 11 else word for number, word in enumerate(words))


def template(seed: int) -> str:
    """One report with another name in each sentence."""
    dice = random.Random(seed)
    names = [dice.choice(WORDS) for _ in range(6)]
    return " ".join(f"She was seen with {name} in the ward and has not had it for the time." for name in names)


def arm(name: str, texts: list[str], code: str = "F32.1", *, parrot: bool = False) -> Arm:
    """An arm of written reports."""
    reports = [
        StudyReport(f"{name}{number}", f"c{number}", code, "en", "intake", text) for number, text in enumerate(texts)
    ]
    return Arm(name, tuple(reports), "w", False, parrot)


def row(part: Part, table: str, *labels: str) -> dict[str, Any]:
    """The cells of a row."""
    rows = next(one for one in part.tables if one.id == table).rows
    return dict(next(one for one in rows if one.labels[: len(labels)] == labels).cells)


@pytest.fixture(scope="module")
def part() -> Part:
    """A writer that varies, one that fills a template, the parrot, and real notes."""
    arms = (
        arm("varied", [prose(seed) for seed in range(20)]),
        arm("template", [template(seed) for seed in range(20)]),
        arm("parrot", [prose(seed % 10) for seed in range(20)], parrot=True),
    )
    real = tuple(RealNote(f"n{seed}", f"{MARKER} {prose(100 + seed, 200)}", "en") for seed in range(25))
    return measure(Material(arms, real, embedder=embedder()))


def test_a_template_is_told_from_texts_that_vary(part: Part) -> None:
    """By every measure of repetition, at equal number and length."""
    varied, filled = (row(part, "diversity-repetition", name, "en") for name in ("varied", "template"))
    assert filled["self_bleu_4"].value > 0.5 > varied["self_bleu_4"].value
    assert filled["template_share"].value > 0.9 > varied["template_share"].value
    assert {told.n for told in (*varied.values(), *filled.values()) if isinstance(told, Figure)} == {20}
    assert isinstance(varied["headings_alike"], str)
    assert "not estimable" in varied["headings_alike"]


def test_real_notes_as_many_and_as_long_are_a_baseline_row(part: Part) -> None:
    """And what vectors of meanings show stands with the rest where an embedder is given."""
    real = row(part, "diversity-richness", "real notes", "en")
    assert {"distinct_2", "vendi_share", "compression", "dispersion", "vendi_meanings_share"} <= set(real)
    rows = next(one for one in part.tables if one.id == "diversity-richness").rows
    assert [one.labels[0] for one in rows if one.baseline] == ["parrot", "real notes"]


def test_the_template_may_not_be_called_diverse(part: Part) -> None:
    """Beyond the lines of real notes, and an alarm for its code; the parrot claims nothing."""
    says = {(claim.about, claim.holds) for claim in part.claims}
    assert ("template", "cannot") in says
    assert ("varied", "cannot") not in says
    assert any("a mode that collapsed" in claim.because for claim in part.claims if claim.about == "template")
    assert "parrot" not in {claim.about for claim in part.claims}


def test_arms_are_compared_case_by_case(part: Part) -> None:
    """MATTR and MTLD of uncut reports, and the likest other report of the arm."""
    scores = {one.id: one for one in part.scores}
    assert set(scores) == {"mattr", "mtld", "likeness"}
    assert len(scores["mattr"].by_arm["varied"]) == 20
    assert max(scores["likeness"].by_arm["parrot"].values()) == 1.0
    assert all(value < 0.2 for value in scores["likeness"].by_arm["varied"].values())


def test_a_share_of_nothing_carries_its_bound(part: Part) -> None:
    """No template among twenty texts leaves a seventh possible."""
    share = row(part, "diversity-repetition", "real notes", "en")["phrases_repeated"]
    assert isinstance(share, Figure)
    assert share.value == 0.0
    assert share.high == pytest.approx(0.139, abs=1e-3)


def test_no_word_of_a_note_or_report_is_in_the_part(part: Part) -> None:
    """Figures only, and the same when read again."""
    told = json.dumps(to_json(part))
    assert MARKER not in told
    assert "in the ward" not in told
    assert from_json(Part, json.loads(told)) == part


def test_codes_are_measured_from_five_reports_on() -> None:
    """An arm with four of a code has no row there."""
    arms = (
        arm("five", [prose(seed) for seed in range(5)], "F41.1"),
        arm("four", [prose(seed) for seed in range(4)], "F41.1"),
    )
    rows = next(one for one in measure(Material(arms)).tables if one.id == "diversity-codes").rows
    assert [one.labels for one in rows] == [("five", "en", "F41.1")]


def test_languages_are_never_mixed() -> None:
    """Each has its own rows, picture and number."""
    both = [StudyReport(f"{n}", f"c{n}", "", "es" if n % 2 else "en", "", prose(n)) for n in range(12)]
    part = measure(Material((Arm("both", tuple(both)),)))
    assert [one.id for one in part.pictures] == ["diversity-en", "diversity-es"]
    assert row(part, "diversity-words", "both", "es")["mattr"].n == 6


def test_nothing_delivered_is_said() -> None:
    """No table, no claim."""
    part = measure(Material((Arm("none", ()),)))
    assert part.tables == ()
    assert part.claims == ()
    assert "nothing was delivered" in part.not_assessed[0]


def test_one_report_is_no_set() -> None:
    """It is left out in words."""
    part = measure(Material((arm("one", [prose(1)]),)))
    assert "one is left out: 1 report" in part.tables[0].note
    assert part.tables[0].rows == ()


class Spilling:
    """An embedder that fails and says of what."""

    name = fingerprint = "spilling"

    def fitted(self, texts: Sequence[str]) -> Spilling:
        raise ValueError(texts[-1])

    def embed(self, texts: Sequence[str]) -> Rows:
        raise ValueError(texts[-1])


def test_a_failure_carries_no_word_of_a_note() -> None:
    """Only what was being done, and the kind of error."""
    real = tuple(RealNote(f"n{seed}", f"{MARKER} {prose(seed)}", "en") for seed in range(9))
    with pytest.raises(CasewrightError) as failed:
        measure(Material((arm("a", [prose(seed) for seed in range(9)]),), real, embedder=Spilling()))
    assert MARKER not in "".join(traceback.format_exception(failed.value))
