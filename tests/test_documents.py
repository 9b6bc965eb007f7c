"""YAML from people: what is read, what is refused, and that each refusal names its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.documents import MAX_BYTES, MAX_DEPTH, load_document, parse_document
from casewright.errors import DocumentError, InputError
from casewright.hashing import canonical_json

BOMB = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))


def test_plain_values_are_plain() -> None:
    """Text, numbers, truth, nothing, lists and mappings; dates and clock times stay text."""
    text = "a: 1\nb: 1.5\nc: yes\nd: ~\ne: [x, {f: g}]\nday: 2020-01-01\ntime: 12:30\nquoted: '5'\nes: sí\n"
    assert parse_document(text, "f").data == {
        "a": 1,
        "b": 1.5,
        "c": True,
        "d": None,
        "e": ["x", {"f": "g"}],
        "day": "2020-01-01",
        "time": "12:30",
        "quoted": "5",
        "es": "sí",
    }


def test_keys_are_always_text() -> None:
    """A code or a language named like a number or a truth value is still a name."""
    assert parse_document("no: 1\n32: 2", "f").data == {"no": 1, "32": 2}


def test_empty_document_is_nothing() -> None:
    """An empty file holds no value, and has a place all the same."""
    document = parse_document("# only a comment\n", "f")
    assert document.data is None
    assert document.place(("a",)) == (1, 1)


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("a: &x 1\nb: *x", 2, 4, "aliases are refused"),
        (BOMB, 2, 8, "aliases are refused"),
        ("a: 1\nb:\n  c: 1\n  c: 2\n", 4, 3, "duplicate key 'c'"),
        ("[" * (MAX_DEPTH + 1), 1, MAX_DEPTH + 1, f"nested deeper than {MAX_DEPTH}"),
        ("? [a]\n: 1", 1, 3, "a key must be plain text"),
        ("a: !!python/object/apply:os.system ['x']", 1, 4, "is refused"),
        ("a: !!python/name:os.system x", 1, 4, "can't be read as"),
        ("a: !mine {b: 1}", 1, 4, "tag '!mine' is refused"),
        ("a: !!int abc", 1, 4, "'abc' can't be read as 'int'"),
        ("a: !!bool maybe", 1, 4, "'maybe' can't be read as 'bool'"),
        ("a: !!timestamp soon", 1, 4, "'soon' can't be read as 'timestamp'"),
        ("a: .nan", 1, 4, "'.nan' is not a finite number"),
        ("a: -.inf", 1, 4, "'-.inf' is not a finite number"),
        ("a: 1\n---\nb: 2", 2, 1, "another document"),
        ("a: 1\n b: 2", 2, 3, ""),
        ("a: 'open", None, None, ""),
    ],
)
def test_what_is_refused_is_refused_with_its_place(text: str, line: int | None, column: int | None, says: str) -> None:
    """Line and column count from 1, as editors do."""
    with pytest.raises(DocumentError) as caught:
        parse_document(text, "rubric.yaml")
    assert says in str(caught.value)
    if line is not None:
        assert (caught.value.line, caught.value.column) == (line, column)
        assert str(caught.value).startswith(f"rubric.yaml:{line}:{column}: ")


@pytest.mark.parametrize("text", ["a: \x00", "a: \x07", "\ud800"], ids=["NUL", "bell", "lone surrogate"])
def test_unprintable_text_is_refused_on_one_line(text: str) -> None:
    """A binary file gets a message, not a traceback."""
    with pytest.raises(DocumentError, match=r"^f: not valid YAML: [^\n]+$"):
        parse_document(text, "f")


def test_number_with_too_many_digits_is_refused() -> None:
    """Python won't read it; neither do we."""
    with pytest.raises(DocumentError, match="can't be read as 'int'"):
        parse_document("a: " + "9" * 10_000, "f")


def test_deep_nesting_is_refused_at_once() -> None:
    """A hundred thousand brackets cost no more than twenty."""
    with pytest.raises(DocumentError, match="nested deeper"):
        parse_document("[" * 100_000, "f")


def test_values_know_their_places() -> None:
    """A path of keys and indexes leads to the value, or to the nearest parent that has a place."""
    document = parse_document("a:\n  - x\n  - b: 1\n", "f")
    assert document.place(("a", 1, "b")) == (3, 8)
    assert document.place(("a", 1, "missing", "deeper")) == document.place(("a", 1)) == (3, 5)
    assert str(document.error("wrong", ("a", 0))) == "f:2:5: wrong"


def test_byte_order_mark_is_taken_off(tmp_path: Path) -> None:
    """Windows editors put one at the start."""
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert load_document(path).data == {"a": 1}


def test_missing_file_is_named(tmp_path: Path) -> None:
    """The path and the system's reason."""
    with pytest.raises(InputError, match=r"can't read '.*none.yaml': No such file"):
        load_document(tmp_path / "none.yaml")


def test_folder_is_no_file(tmp_path: Path) -> None:
    """Nor is it a traceback."""
    with pytest.raises(InputError, match="can't read"):
        load_document(tmp_path)


def test_wrong_encoding_is_named_with_its_byte(tmp_path: Path) -> None:
    """Latin-1 from an old editor."""
    path = tmp_path / "f.yaml"
    path.write_bytes("a: sí".encode("latin-1"))
    with pytest.raises(InputError, match=r"is not UTF-8 text \(byte 4\)"):
        load_document(path)


def test_great_size_is_refused_before_parsing(tmp_path: Path) -> None:
    """Both sizes stand in the message."""
    path = tmp_path / "f.yaml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(InputError, match="has 1,000,001 bytes; at most 1,000,000"):
        load_document(path)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but our own error comes out, and what is read can be hashed."""
    try:
        document = parse_document(text, "f")
    except DocumentError:
        return
    canonical_json(document.data)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text("abc", max_size=3), lambda x: st.lists(x, max_size=3)
    )
)
def test_json_is_read_as_json(value: object) -> None:
    """YAML holds JSON: what a program writes is what we read."""
    assert parse_document(canonical_json(value), "f").data == value
