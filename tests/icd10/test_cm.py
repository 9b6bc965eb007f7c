"""ICD-10-CM, by choice."""

from __future__ import annotations

import sys
from importlib.util import find_spec

import pytest

from casewright.errors import UnknownCodeError, UsageError
from casewright.icd10 import CodeTable, table
from casewright.icd10.cm import read_cm

needs_package = pytest.mark.skipif(find_spec("simple_icd_10_cm") is None, reason="simple-icd-10-cm is not installed")


@pytest.fixture(scope="module")
def american() -> CodeTable:
    return table("icd10-cm-2026")


def test_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """An optional part that isn't there is the user's to install, not a traceback."""
    monkeypatch.setitem(sys.modules, "simple_icd_10_cm", None)
    with pytest.raises(UsageError, match=r"pip install 'casewright\[cm\]'"):
        read_cm()


@needs_package
def test_places_look_like_those_of_who(american: CodeTable) -> None:
    """Chapters are roman and blocks are ranges, so that rubrics are resolved alike."""
    assert american.ancestors("F43.12") == ("F43.1", "F43", "F40-F48", "V")
    assert american.ancestors("F99") == ("F99-F99", "V")
    assert american.entry("F99-F99").children == ("F99",)
    assert american.normalise("f3289") == "F32.89"


@needs_package
def test_titles_are_english_and_say_why(american: CodeTable) -> None:
    """CIE-10-ES, the Spanish counterpart, isn't covered."""
    title = american.title("F32.1", "es")
    assert title.language == "en"
    assert title.source.startswith("simple-icd-10-cm ")
    assert "CIE-10-ES is not covered" in title.source
    assert "(" not in american.title("F30-F39").text


@needs_package
@pytest.mark.parametrize("code", ["F41.2", "F00", "F25.2", "F20.4", "F38.0", "F45.3"])
def test_codes_of_who_alone_say_so(american: CodeTable, code: str) -> None:
    """Clinicians trained on WHO's list meet the difference as an explanation."""
    with pytest.raises(UnknownCodeError, match="icd10-who-2019 has it, icd10-cm-2026 has not"):
        american.normalise(code)


@needs_package
def test_titles_are_compared_once_both_tables_are_loaded(american: CodeTable) -> None:
    """Beyond the known differences, another title is reported as such; spelling and brackets don't count."""
    who = table()
    assert who.elsewhere("F32.1") == f"F32.1 is titled {american.title('F32.1').text!r} in icd10-cm-2026"
    assert who.elsewhere("F41.1") is None
    assert who.elsewhere("F43.1") is None
    assert american.elsewhere("F10.24") != who.elsewhere("F10.24")


@needs_package
def test_no_clinical_characters_are_added(american: CodeTable) -> None:
    """WHO's fifth characters mean nothing in ICD-10-CM."""
    assert american.entry("F32.1").children == ()
    assert "F20.00" not in american
