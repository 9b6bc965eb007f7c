"""Which class of chapter V codes say."""

from __future__ import annotations

import pytest

from casewright.studies.usefulness.levels import Level, Told, codes_below, told_at


@pytest.mark.parametrize(
    ("level", "told"),
    [
        ("chapter", frozenset({"V"})),
        ("block", frozenset({"F10-F19"})),
        ("category", frozenset({"F17"})),
        ("subcategory", frozenset({"F17.2"})),
    ],
)
def test_a_national_code_is_read_by_its_beginning(level: Level, told: Told) -> None:
    """Of F17.210, which WHO's table doesn't have, the first characters count; codes of other chapters don't."""
    assert told_at(level, ("F17.210", "Z20.818", "A23.9")) == told


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        ((), "uncoded"),
        (("", " "), "uncoded"),
        (("307.7",), "unknown"),
        (("F32.1", "F08"), "unknown"),
        (("F32",), "unspecific"),
        (("F32.1", "F41"), "unspecific"),
        (("J45.0",), frozenset()),
        (("F29",), frozenset({"F29"})),
        (("f32.1", "F41.1"), frozenset({"F32.1", "F41.1"})),
        (("F3211",), frozenset({"F32.1"})),
    ],
    ids=[
        "no-code",
        "blank",
        "other-system",
        "unknown-beside",
        "category",
        "category-beside",
        "other-chapter",
        "leaf-category",
        "two",
        "fifth-character",
    ],
)
def test_what_cant_be_told_says_why(codes: tuple[str, ...], told: Told) -> None:
    """A code that isn't understood could be any class, so its note is in none."""
    assert told_at("subcategory", codes) == told


def test_a_class_holds_its_codes() -> None:
    """Down to the last character."""
    assert {"F30-F39", "F32", "F32.1", "F32.11"} <= set(codes_below("F30-F39"))
    assert codes_below("F29") == ("F29",)
