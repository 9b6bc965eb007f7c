"""A folder of one's own over ours: rubrics, concepts, terms, phrasing, kinds, populations."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from casewright import Gate, Order
from casewright.errors import DocumentError, InputError
from casewright.overlays import overlaid
from casewright.plans import CaseRequest, draw_case
from casewright.rubrics import resolve
from casewright.rubrics.matching import find_mentions, matching_fingerprint
from casewright.types import Report
from casewright.vocabulary.concepts import concepts
from casewright.vocabulary.kinds import kinds

RUBRIC = """\
id: "who:F40.2"
version: 0.1.0
basis: cddg
criteria:
  feared-thing:
    role: supports
    aspect: diagnosis
    clause: F40.2
    asks: {en: "Is a fear of lifts described?", es: "¿Se describe miedo a los ascensores?"}
    finds: {concept: lift-fear}
"""
FILES = {
    "F40.2.yaml": RUBRIC,
    "vocabulary/fears.yaml": "symptom:\n  lift-fear: {severity: true}\n",
    "concepts/fears.yaml": 'lift-fear:\n  en: ["(fear of|afraid of|avoids) lifts"]\n  es: ["miedo a los ascensores"]\n',
    "phrasing/en/fears.yaml": 'lift-fear:\n  np: ["a fear of lifts"]\n  s: ["{they} {is|are} afraid of lifts"]\n',
    "phrasing/es/fears.yaml": 'lift-fear:\n  np: ["miedo a los ascensores"]\n',
    "kinds/tele.yaml": (
        "id: telephone\nstates_diagnosis: true\nregisters: [narrative]\ninformants: [patient]\n"
        "words: {en: [20, 300], es: [20, 300]}\nsource: ours\n"
        "sections:\n  present-illness: {required: true}\n  impression: {required: true}\n  plan: {}\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "mine" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "mine"


def test_a_rubric_may_ask_for_a_concept_of_its_own_folder(folder: Path) -> None:
    """The concept is found by the folder's terms, and only while the folder is in force."""
    report = Report("She avoids lifts at work.", (), "en", "intake")
    with overlaid([folder]):
        assert "feared-thing" in {item.id for item in resolve("F40.2", kind="intake").criteria}
        assert "lift-fear" in {item.concept for item in find_mentions(report)}
    assert "lift-fear" not in concepts()
    assert "lift-fear" not in {item.concept for item in find_mentions(report)}


def test_another_vocabulary_is_another_critic(folder: Path) -> None:
    """A certificate for our terms says nothing of a critic that reads others."""
    ours = matching_fingerprint()
    with overlaid([folder]):
        assert matching_fingerprint() != ours
    assert matching_fingerprint() == ours


def test_rubrics_alone_leave_the_critic_what_it_was(folder: Path) -> None:
    """Certificates of our critic hold for whoever only brings rubrics: what they ask is hashed by criterion."""
    ours = matching_fingerprint()
    for name in FILES:
        if name != "F40.2.yaml":
            (folder / name).unlink()
    with overlaid([folder]):
        assert matching_fingerprint() == ours


def test_a_kind_of_its_own_is_written_and_read(folder: Path) -> None:
    """A kind of the folder is known by name, and rubrics resolve for it."""
    with overlaid([folder]):
        assert kinds()["telephone"].words["en"] == (20, 300)
        assert resolve("F40.2", kind="telephone").kind == "telephone"
    with pytest.raises(Exception, match="telephone"):
        resolve("F40.2", kind="telephone")


def test_terms_add_to_ours_unless_they_replace_them(folder: Path) -> None:
    """A missing word is added without losing the others; ``replaces`` says that all are meant to go."""
    report = Report("Anxious. Jittery-wittery.", (), "en", "intake")
    terms = folder / "concepts" / "anxiety.yaml"
    terms.write_text('anxiety:\n  en: ["jittery wittery"]\n', encoding="utf-8")
    with overlaid([folder]):
        assert sum(item.concept == "anxiety" for item in find_mentions(report)) == 2
    terms.write_text('anxiety:\n  replaces: true\n  en: ["jittery wittery"]\n', encoding="utf-8")
    with overlaid([folder]):
        assert sum(item.concept == "anxiety" for item in find_mentions(report)) == 1


def test_a_population_of_ones_own_draws_cases(folder: Path) -> None:
    """A code of the folder has cases, made like ours; the drawn case may hold the folder's concept."""
    population = folder / "populations" / "F40.2.yaml"
    population.parent.mkdir()
    population.write_text(
        "extends: F41.1\ncode: F40.2\ndiagnosis: dx-specific-phobia\npresenting: [lift-fear]\n"
        "groups:\n  fear: {draw: [1, 1], told: 1, of: [lift-fear]}\n",
        encoding="utf-8",
    )
    with overlaid([folder]):
        rubric = resolve("F40.2", kind="intake")
        case = draw_case(CaseRequest("F40.2-en", Order("F40.2"), 0, 0, rubric.needs()))
        assert any(fact.concept == "lift-fear" and fact.told for fact in case.facts)


def test_two_gates_in_one_process_keep_their_folders_apart(folder: Path, tmp_path: Path) -> None:
    """One gate's overlay is not seen by another that runs at the same time."""
    text = "Present illness: She avoids lifts.\nImpression: phobia.\n" * 3

    async def both() -> list[set[str]]:
        gates = (Gate(rubrics=[folder], folder=tmp_path / "a"), Gate(folder=tmp_path / "b"))
        records = await asyncio.gather(*(gate.evaluate(text, code="F40.2") for gate in gates))
        return [{item.id for item in record.fidelity.criteria} for record in records if record.fidelity]

    mine, ours = asyncio.run(both())
    assert "feared-thing" in mine
    assert "feared-thing" not in ours


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("vocabulary/x.yaml", "symptoms:\n  a-b: {}\n", "unknown category 'symptoms'"),
        ("vocabulary/x.yaml", "symptom:\n  a-b: {quantity: [length]}\n", "a-b"),
        ("concepts/x.yaml", 'no-such-thing:\n  en: ["x"]\n', "unknown concept 'no-such-thing'"),
        ("kinds/x.yaml", "id: short\n", "states_diagnosis"),
        ("phrasing/en/x.yaml", 'lift-fear:\n  noun: ["x"]\n', "noun"),
    ],
)
def test_what_is_wrong_in_a_folder_is_named_with_its_place(folder: Path, name: str, text: str, told: str) -> None:
    """File, line and column stand in the error, with what was allowed."""
    (folder / name).write_text(text, encoding="utf-8")
    (folder / "phrasing/en/fears.yaml").unlink()
    with overlaid([folder]), pytest.raises(DocumentError, match=told) as caught:
        _use_everything()
    assert caught.value.line is not None


def _use_everything() -> None:
    from casewright.plans.wording.lexicon import lexicon

    concepts()
    kinds()
    lexicon("en")
    find_mentions(Report("x", (), "en", "intake"))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """The folder is named."""
    with pytest.raises(InputError, match="nowhere"), overlaid([tmp_path / "nowhere"]):
        pass
