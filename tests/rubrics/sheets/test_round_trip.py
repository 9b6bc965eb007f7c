"""What goes out as a sheet comes back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casewright.documents import Document, parse_document
from casewright.rubrics.layers import load_library
from casewright.rubrics.named import NamedRubric, text_of
from casewright.rubrics.reading import RubricFile, read_rubric
from casewright.rubrics.schema import RubricEntry
from casewright.rubrics.sheets import sheet_bytes, take_back
from casewright.rubrics.sheets.rewriting import rubric_text

FORMS = (".csv", ".xlsx")
FEW = ("who:V", "who:F30-F39", "who:F32", "who:F32.1", "who:F41.1", "who:F10.2")


def _holds(rubric: NamedRubric, form: str, folder: Path) -> None:
    path = folder / f"sheet{form}"
    path.write_bytes(sheet_bytes(rubric, form))
    found = take_back(path, lambda place: rubric)
    assert found.file.entry == rubric.file.entry, rubric.file.id
    assert (found.diff.needed, found.notes) == ("none", ())
    text = text_of(rubric.file.document)
    assert text is None or found.text == text
    again = RubricEntry.model_validate(parse_document(rubric_text(found.file.entry), "again").data)
    assert again == rubric.file.entry


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("place", FEW)
def test_shipped_rubrics_come_back_equal(place: str, form: str, tmp_path: Path) -> None:
    """Criteria, goldens, differential, version; the file's text to the letter, comments included."""
    library = load_library()
    _holds(NamedRubric(library[place], library), form, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_every_shipped_rubric_comes_back_equal(form: str, tmp_path: Path) -> None:
    """All of the library."""
    library = load_library()
    for place in library:
        _holds(NamedRubric(library[place], library), form, tmp_path)


@pytest.mark.parametrize("form", FORMS)
def test_everything_that_a_criterion_can_have(small: NamedRubric, form: str, tmp_path: Path) -> None:
    """Ages, kinds, want, half weights, cells that look like formulas."""
    _holds(small, form, tmp_path)


LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=20)
SIGNS = st.sampled_from(["=", "+", "-", "@", "'=", "''@", "\\n", "\\", '"', ";", ","])
TEXTS = st.builds(lambda sign, rest: sign + rest, st.one_of(st.just(""), SIGNS), LETTERS)
WORDS = TEXTS.filter(lambda text: text.strip() != "").map(str.strip)
LINES = st.lists(st.builds("\n".join, st.lists(WORDS, min_size=1, max_size=2)), max_size=2)
NUMBERS = st.floats(0, 50, allow_nan=False, allow_subnormal=False)
WEIGHTS = st.one_of(st.integers(0, 99), NUMBERS.map(lambda number: round(number, 4)))
CRITERIA = st.fixed_dictionaries(
    {
        "role": st.sampled_from(["supports", "contradicts", "documents"]),
        "aspect": st.sampled_from(["diagnosis", "severity", "consistency", "risk", "documentation"]),
        "asks": st.fixed_dictionaries({"en": WORDS, "es": WORDS}),
        "guidance": st.fixed_dictionaries({"en": TEXTS, "es": TEXTS}),
        "examples": st.fixed_dictionaries({"present": LINES, "absent": LINES, "borderline": LINES}),
        "clause": TEXTS,
        "weight": WEIGHTS,
        "kinds": st.sampled_from([None, [], ["intake"], ["intake", "progress"]]),
        "ages": st.sampled_from([{}, {"min": 0}, {"max": 17}, {"min": 18, "max": 64.5}]),
        "want": st.sampled_from([None, "present", "not_present", "absent"]),
        "finds": st.sampled_from([{}, {"concept": "guilt"}, {"any": [{"concept": "guilt", "time": "any"}]}]),
        "was": st.lists(st.sampled_from(["0123456789abcdef", "fedcba9876543210"]), unique=True),
    }
)


def _drawn(criteria: dict[str, object]) -> RubricFile:
    head = {"id": "who:F99", "version": "1.0.0", "extends": "who:V", "basis": "tabular"}
    return read_rubric(Document("drawn", {**head, "criteria": criteria}, {}))


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(criteria=st.dictionaries(st.sampled_from(["a", "b-1", "C.2"]), CRITERIA, max_size=2))
def test_any_criteria_come_back_equal(criteria: dict[str, object], form: str, tmp_path: Path) -> None:
    """Whatever signs and line breaks their texts have."""
    library = load_library()
    _holds(NamedRubric(_drawn(criteria), library), form, tmp_path)
