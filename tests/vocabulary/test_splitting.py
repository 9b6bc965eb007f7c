"""Finding sections by their headings, ours and other people's."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.types import Language
from casewright.vocabulary.kinds import KINDS, SECTIONS, heading, kind, split_sections

LANGUAGES: tuple[Language, ...] = ("en", "es")


def parts(text: str, language: Language = "en", name: str | None = None) -> list[tuple[str, str]]:
    """Section ids with their texts."""
    return [(section.id, text[section.start : section.end]) for section in split_sections(text, language, name)]


STYLES = {
    "colon": "{}: {}\n",
    "own line": "{}\n{}\n\n",
    "own line with colon": "{}:\n{}\n",
    "markdown": "## {}\n\n{}\n\n",
    "bold": "**{}:** {}\n",
    "bold, colon outside": "**{}**: {}\n",
    "bold line": "**{}**\n{}\n",
    "numbered": "1. {}: {}\n",
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("upper", [False, True], ids=["as written", "capitals"])
def test_our_own_reports_are_split_as_they_were_written(
    style: str, language: Language, name: str, *, upper: bool
) -> None:
    """Every kind, in every style, comes apart into the sections it was made of."""
    wanted = [(section.id, f"Text of part {number}.") for number, section in enumerate(kind(name).sections)]
    headings = [heading(section, language, name) for section, _ in wanted]
    text = "".join(
        style.format(title.upper() if upper else title, body) for title, (_, body) in zip(headings, wanted, strict=True)
    )
    assert parts(text, language, name) == wanted
    assert parts(text, language) == wanted


def test_headings_in_capitals_are_found_within_a_line() -> None:
    """Transcriptions run their sections together."""
    text = "CHIEF COMPLAINT: Poor sleep. MENTAL STATUS EXAM:, Calm. Mood: low. ASSESSMENT AND PLAN: See below."
    assert parts(text) == [
        ("reason", "Poor sleep."),
        ("mental-state", "Calm. Mood: low."),
        ("impression", "See below."),
    ]


def test_accents_and_case_make_no_difference() -> None:
    """Half of what is typed in Spanish lacks its accents."""
    text = "MOTIVO DE CONSULTA: insomnio\nexploracion psicopatologica\norientada\nJuicio clinico: F41.1"
    assert [name for name, _ in parts(text, "es")] == ["reason", "mental-state", "impression"]


def test_joined_names_go_by_the_first_that_is_known() -> None:
    """Foreign headings join what we keep apart."""
    assert parts("SOCIAL/DEVELOPMENTAL HISTORY: Lives alone.\nAssessment & Plan: Rest.") == [
        ("social-history", "Lives alone."),
        ("impression", "Rest."),
    ]


def test_text_before_the_first_heading_identifies() -> None:
    """Titles and names come first; without any heading the text is the present illness."""
    assert parts("Report of Ms X\n\nPlan: rest")[0] == ("identification", "Report of Ms X")
    assert parts("She sleeps badly.") == [("present-illness", "She sleeps badly.")]
    assert parts("") == [("present-illness", "")]


def test_heading_without_text_is_no_section() -> None:
    """A required part is missing where only its heading stands."""
    assert [name for name, _ in parts("Risk assessment:\n\nPlan: rest")] == ["plan"]


@pytest.mark.parametrize(
    "text",
    [
        "We discussed the plan: rest and sleep.",
        "- Medication: sertraline 50 mg",
        "The impression is that of a tired man.",
        "Planning ahead is hard for her.",
    ],
)
def test_sentences_and_bullets_are_no_headings(text: str) -> None:
    """Only a name at the start of a line, or in capitals, is a heading."""
    assert parts(text) == [("present-illness", text)]


@given(st.text(max_size=300), st.sampled_from(LANGUAGES), st.sampled_from([None, *KINDS]))
def test_sections_lie_in_order_within_the_text(text: str, language: Language, name: str | None) -> None:
    """Any text splits into known sections that don't overlap, without space around them."""
    last = 0
    for section in split_sections(text, language, name):
        assert section.id in SECTIONS
        assert last <= section.start <= section.end <= len(text)
        assert text[section.start : section.end].strip() == text[section.start : section.end]
        last = section.end


@given(st.lists(st.sampled_from(["Plan", ":", "PLAN", "\n", " ", "**", "#", "x", "Risk"]), max_size=40))
def test_text_made_of_headings_splits(pieces: list[str]) -> None:
    """Marks and names in any order do no harm."""
    assert split_sections("".join(pieces), "en")


def test_long_line_in_capitals_is_fast() -> None:
    """A megabyte without a heading is read in well under a second's time for each scan."""
    assert len(split_sections("A B " * 250_000, "en")) == 1


def test_real_psychiatric_notes_come_apart(data_dir: Path) -> None:
    """Of the English psychiatric notes with headings, nearly all show what the patient has and what is made of it."""
    with gzip.open(data_dir / "notes" / "psych_dev.jsonl.gz", "rt") as file:
        notes = [json.loads(line) for line in file]
    found = [{name for name, _ in parts(note["text"])} for note in notes if note["source"] != "codiesp"]
    assert len(found) > 20
    assert sum(len(ids) >= 4 for ids in found) >= 0.9 * len(found)
    assert sum(bool(ids & {"impression", "plan"}) for ids in found) >= 0.9 * len(found)
