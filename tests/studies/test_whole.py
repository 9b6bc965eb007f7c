"""Every part on material that is hard to measure: none fails, whatever is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from casewright.measures.embedding import embedder
from casewright.runs.set_sources import SetSources
from casewright.studies.loading.lines import report_of
from casewright.studies.loading.slimming import Slimmer
from casewright.studies.material import Arm, Material, RealNote, StudyReport
from casewright.studies.parts import PARTS, measure_parts
from casewright.testing.kept_run import made_record
from casewright.types import Language, Outcome
from casewright.wire import to_json

pytestmark = pytest.mark.slow

TEXTS = (
    "He reports voices that comment on what he does and sleeps on the kitchen floor since March.",
    "She worries about her children all day, feels her heart race and has stopped driving to the mill.",
    "He has lost interest in the bees, eats little, wakes at four and thinks that he has failed his brother.",
    "She cut her arm after a quarrel, fears to be left and says that her mood turns within an hour.",
    "He drinks a bottle a day, shakes in the morning and was twice found asleep on the towpath.",
    "She sees the accident again every night, avoids the bridge and starts at the sound of brakes.",
)
SPANISH = (
    "El paciente refiere que duerme mal desde la muerte de su madre y que no tiene ganas de nada.",
    "La paciente dice que oye voces que hablan de ella y que sus vecinos la siguen por la calle.",
    "Refiere que bebe una botella cada día y que le tiemblan las manos por la mañana.",
)
CODES = ("F20.0", "F41.1", "F32.1", "F60.31", "F10.2", "F43.1")


def written(outcome: Outcome | None, count: int = 6, *, tail: str = "") -> tuple[StudyReport, ...]:
    """Samples of a run that ended so."""
    slimmer, found = Slimmer(), []
    for n in range(count):
        record = made_record(n, outcome or "accepted", text=f"{TEXTS[n % 6]} {tail}")
        found.append(report_of(to_json(record), slimmer, "made", of_run=True))
    return tuple(found)


def plain(language: Language, *texts: str, code: str = "") -> tuple[StudyReport, ...]:
    """Reports made elsewhere."""
    return tuple(StudyReport(str(n), f"p{n}", code, language, "", text) for n, text in enumerate(texts))


def notes(language: Language, *texts: str) -> tuple[RealNote, ...]:
    return tuple(
        RealNote(f"n{n}", f"{text} Visit {n}.", language, CODES[n % 6], (CODES[n % 6],), f"p{n}")
        for n, text in enumerate(texts * 6)
    )


def two_languages() -> Material:
    both = (*plain("en", *TEXTS, code="F32.1"), *(replace(one, id=f"s{one.id}") for one in plain("es", *SPANISH)))
    return Material((Arm("both", both), Arm("es", plain("es", *SPANISH, code="F20.0"))), notes("en", *TEXTS))


MATERIALS: dict[str, Callable[[], Material]] = {
    "no arm has a report": lambda: Material((Arm("a", (), "w", True), Arm("b", (), "w", False))),
    "none accepted": lambda: Material(
        (Arm("a", written("rejected"), "w", True), Arm("b", written("accepted"), "v", True))
    ),
    "a model that never answered": lambda: Material((Arm("a", written("error"), "w", True),), notes("en", *TEXTS)),
    "one report": lambda: Material((Arm("a", written("accepted", 1), "w", True),), notes("en", *TEXTS)),
    "a reference of another language": lambda: Material((Arm("a", written("accepted"), "w"),), notes("es", *SPANISH)),
    "two languages": two_languages,
    "codes that nobody knows": lambda: Material(
        (Arm("a", plain("en", *TEXTS, code="X9.99")), Arm("b", plain("en", *TEXTS)))
    ),
    "other codes": lambda: Material(
        (Arm("a", plain("en", *TEXTS, code="F20.0")), Arm("b", plain("en", *TEXTS, code="F41.1")))
    ),
    "duplicates": lambda: Material((Arm("a", plain("en", *[TEXTS[0]] * 12, code="F20.0")),), notes("en", TEXTS[0])),
    "texts of one word": lambda: Material(
        (Arm("a", plain("en", "Sleepless.", "Sad.", code="F32.1")),), notes("en", *TEXTS)
    ),
    "the loop and once": lambda: Material(
        (
            Arm("w, loop", written("accepted"), "w", True),
            Arm("w", written("rejected", tail="He is calm."), "w", False),
            Arm("parrot", written("accepted", tail="."), "parrot", None, True),
        ),
        notes("en", *TEXTS),
    ),
    "one note": lambda: Material((Arm("a", written("accepted"), "w", True),), notes("en", TEXTS[0])[:1]),
}


@pytest.mark.parametrize("name", MATERIALS)
def test_no_part_fails(name: str) -> None:
    """With an embedder and without a corpus."""
    vectors = embedder("tfidf")
    given: Any = replace(MATERIALS[name](), embedder=vectors, sources=SetSources(embedder=vectors))
    runs = measure_parts(given)
    assert [run.part.id for run in runs] == list(PARTS)
    assert [run.part.not_assessed for run in runs if run.failed] == []
