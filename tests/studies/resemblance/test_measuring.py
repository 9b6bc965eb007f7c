"""The part on resemblance: what is compared with what, what is said where nothing can be, and what never leaves."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence

import numpy as np
import pytest

from casewright.errors import CasewrightError
from casewright.measures.embedding import Embedder, Rows
from casewright.measures.figure import Figure
from casewright.studies.material import Arm, Material, RealNote, StudyReport
from casewright.studies.part import Part
from casewright.studies.picture import Intervals, Scatter
from casewright.studies.resemblance import measure
from casewright.studies.table import Row
from casewright.types import Language
from casewright.wire import to_json

SECRET = "Xyzzyplugh."
WHEN = ("now", "often", "again", "so far")
SAID = {
    "real": ["reports low mood", "sleeps poorly since May", "eats little", "was tearful today", "lives with a sister",
             "takes sertraline", "denies any plan", "works nights", "came alone", "speaks slowly"],
    "plain": ["presents with sadness", "sleep is reduced", "appetite is reduced", "affect is flat", "support is there",
              "medication is unchanged", "risk is low", "employment is stable", "attendance was good", "speech is odd"],
    "spanish": ["refiere tristeza", "duerme mal desde mayo", "come poco", "vive con su hermana", "toma sertralina",
                "niega ideas de muerte", "trabaja de noche", "acude sola", "habla despacio", "llora a menudo"],
}  # fmt: skip


def text(kind: str, seed: int, secret: str = "") -> str:
    dice = random.Random(f"{kind}{seed}")
    said = [f"{dice.choice(SAID[kind]).capitalize()} {dice.choice(WHEN)}." for _ in range(12)]
    return " ".join([*said, secret])


def notes(count: int, *, language: Language = "en", start: int = 0, code: str = "F32.1") -> tuple[RealNote, ...]:
    kind = "real" if language == "en" else "spanish"
    return tuple(
        RealNote(
            f"{language}{i}",
            text(kind, i, "Xyzzyplugh." if i == start else ""),
            language,
            code,
            (code,),
            f"patient {i}",
        )
        for i in range(start, start + count)
    )


def arm(name: str, kind: str, count: int, *, start: int = 1000, language: Language = "en", code: str = "F33.0") -> Arm:
    reports = [
        StudyReport(str(i), f"case {i}", code, language, "progress", text(kind, start + i), "accepted")
        for i in range(count)
    ]
    return Arm(name, tuple(reports), name, loop=True, parrot=name == "parrot")


def rows(part: Part, table: str) -> dict[tuple[str, ...], Row]:
    return {row.labels: row for one in part.tables if one.id == table for row in one.rows}


def figure(row: Row, column: str) -> Figure:
    found = row.cells[column]
    assert isinstance(found, Figure)
    return found


def value(row: Row, column: str) -> float:
    found = figure(row, column).value
    assert found is not None
    return found


@pytest.fixture(scope="module")
def part() -> Part:
    """One arm that writes as the notes are written, one that doesn't, the parrot, and an arm that delivered nothing."""
    arms = (arm("like", "real", 30), arm("plain", "plain", 30), arm("parrot", "plain", 22), Arm("silent", (), "silent"))
    return measure(Material(arms, notes(40)))


def test_sets_that_are_written_alike_are_no_farther_than_real_from_real(part: Part) -> None:
    """The other is, with the least p that 999 permutations and three arms allow; equal numbers for all."""
    found = rows(part, "resemblance-sets")
    like, plain = found["en", "like"], found["en", "plain"]
    assert like.cells["reading"] == "no farther than real from real"
    assert plain.cells["reading"] == "farther than real from real"
    assert value(like, "p") > 0.05
    assert value(plain, "p") <= 0.003
    assert value(plain, "mmd2") > value(plain, "line")
    assert {value(found["en", name], "reports") for name in ("like", "plain", "parrot")} == {22}
    assert "of 30 reports" in figure(plain, "reports").note


def test_the_classifier_tells_the_other_and_not_the_like(part: Part) -> None:
    """Beside a control of two halves."""
    found = rows(part, "resemblance-told-apart")
    assert value(found["en", "plain"], "accuracy") > 0.95
    assert value(found["en", "like"], "accuracy") < 0.8
    assert 0.2 < value(found["en", "real notes, one half from the other"], "accuracy") < 0.8


def test_pairs_stand_beside_real_pairs_and_count_their_block(part: Part) -> None:
    """F33.0 and F32.1 are of one block; the notes' own pairs are of other patients."""
    found = rows(part, "resemblance-pairs")
    like, plain = found["en", "like"], found["en", "plain"]
    real = found["en", "real notes, against other patients'"]
    for measured in ("rouge_l", "meteor", "f1", "movers"):
        assert value(plain, measured) < value(like, measured) < 1
        assert value(real, measured) == pytest.approx(value(like, measured), rel=0.25)
    assert value(like, "of_block") == 1


def test_the_parrot_and_the_notes_are_baselines_and_silence_is_said(part: Part) -> None:
    """In every table."""
    for table in part.tables:
        own = {row.labels[1]: row for row in table.rows}
        assert own["parrot"].baseline
        assert [name for name, row in own.items() if row.baseline][1].startswith("real notes")
        assert "not estimable: 0 reports delivered, 5 are needed" in own["silent"].cells.values()


def test_every_number_has_its_n_and_interval(part: Part) -> None:
    """But counts and p values, whose note says how they were made."""
    for table in part.tables:
        for row in table.rows:
            for name, cell in row.cells.items():
                if isinstance(cell, Figure):
                    assert cell.n > 0
                    assert cell.low is not None or name in ("reports", "texts", "words") or "binomial" in cell.note


def test_claims_are_of_arms_and_not_of_the_parrot(part: Part) -> None:
    """Who was told apart can't be called alike; who wasn't, isn't for that."""
    found = {claim.about: claim for claim in part.claims if "told from" in claim.says}
    assert set(found) == {"like", "plain"}
    assert found["plain"].holds == "cannot"
    assert found["like"].holds in ("open", "can")
    assert "(n = 44)" in found["plain"].because


def test_scores_by_case(part: Part) -> None:
    """Arms that tell the same cases share their keys."""
    f1 = next(scores for scores in part.scores if scores.id == "resemblance-f1")
    assert set(f1.by_arm["like"]) == {f"case {i}" for i in range(30)}
    assert set(f1.by_arm["parrot"]) < set(f1.by_arm["like"])


def test_pictures_show_no_single_note(part: Part) -> None:
    """A dot of the map stands for five notes at least; panels have the arms as rows."""
    panels, drawn = (picture.drawing for picture in part.pictures)
    assert isinstance(panels, Intervals)
    assert [name for name, _ in panels.panels[0].rows] == ["like", "plain", "parrot"]
    assert isinstance(drawn, Scatter)
    by_name = {group.label: group for group in drawn.groups}
    assert len(by_name["like"].places) == 30
    assert 1 <= len(by_name["cells of 40 real notes"].places) <= 40 // 5
    assert by_name["cells of 40 real notes"].baseline


def test_no_word_of_a_real_note_leaves(part: Part) -> None:
    """Nor its id, nor its patient."""
    out = json.dumps(to_json(part), ensure_ascii=False).lower()
    assert "resemblance-sets" in out
    for hidden in ("xyzzyplugh", "patient 1", "tearful", "en17"):
        assert hidden not in out


def test_the_same_material_gives_the_same_part() -> None:
    """Down to the last digit, in whatever order notes come."""
    arms, own = (arm("plain", "plain", 12),), notes(16)
    assert measure(Material(arms, own)) == measure(Material(arms, own[::-1]))


def test_languages_are_never_mixed() -> None:
    """English reports and Spanish notes are not compared, and it is said; each language has rows of its own."""
    both = Arm(
        "both", (*arm("b", "real", 8).reports, *arm("b", "spanish", 8, language="es").reports), "both", loop=True
    )
    part = measure(Material((both,), (*notes(12, language="es", code=""), *notes(3))))
    assert {labels[0] for labels in rows(part, "resemblance-pairs")} == {"es"}
    said = " ".join(part.not_assessed)
    assert "in 'en' was not assessed: real notes of 3 patients in it were given, and 10 are needed" in said
    assert "no report in 'es' could be held against real notes of its own icd-10 block" in said.lower()
    none = measure(Material((arm("plain", "plain", 8),), notes(12, language="es")))
    assert not any((none.tables, none.pictures, none.claims, none.scores))
    assert "all real notes are in 'es'" in none.not_assessed[0]


def test_without_real_notes() -> None:
    """It is said what to give."""
    part = measure(Material((arm("plain", "plain", 8),)))
    assert part.not_assessed == ("Resemblance was not assessed: no real notes were given (--real FILE).",)
    assert part.tables == ()


def test_one_report_a_patients_many_notes_and_codes_that_nobody_knows() -> None:
    """Of a patient one note counts; an arm of one report is named and not measured."""
    many = tuple(RealNote(f"n{i}", text("real", i), "en", "??", ("??",), f"p{i % 11}") for i in range(44))
    part = measure(Material((arm("plain", "plain", 6, code=""), arm("one", "plain", 1)), many))
    found = rows(part, "resemblance-sets")
    assert value(found["en", "real notes, half against half"], "reports") == 11
    assert found["en", "one"].cells["mmd2"] == "not estimable: 1 report delivered, 5 are needed"


class Broken:
    """An embedder that fails and tells what it was given."""

    name, fingerprint = "broken", "0" * 16

    def fitted(self, texts: Sequence[str]) -> Embedder:
        return self

    def embed(self, texts: Sequence[str]) -> Rows:
        raise ValueError(texts[0])


def test_a_failure_carries_no_text() -> None:
    """Its kind, and where it was."""
    with pytest.raises(CasewrightError) as failed:
        measure(Material((arm("plain", "plain", 6),), notes(12), embedder=Broken()))
    assert str(failed.value) == "resemblance failed: ValueError"
    assert failed.value.__cause__ is None


def test_progress_is_told() -> None:
    """By language, and what is being done."""
    heard: list[str] = []
    measure(Material((arm("plain", "plain", 6),), notes(12), tell=lambda what, done, of: heard.append(what)))
    assert "resemblance, en: pairs of plain" in heard
    assert np.all([one.startswith("resemblance, en: ") for one in heard])
