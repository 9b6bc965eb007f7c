"""The corpus of a run: notes or an index, whose key, what settings say, and what stops it from being loaded."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from casewright import Gate
from casewright.errors import InputError, SettingsError, UsageError
from casewright.measures.privacy import iter_reference, write_index
from casewright.runs.reference import corpus, corpus_key, load_reference
from casewright.runs.tracing import VARIABLES
from casewright.settings import Corpus, Settings, load_settings

NOTES = [
    f"Note {n}: {name} walks the {place} path every morning and counts the {thing} on the way home again."
    for n, (name, place, thing) in enumerate(
        [("Aunt Ro", "river", "boats"), ("The baker", "hill", "goats"), ("Old Tim", "harbour", "gulls")]
    )
]


@pytest.fixture(autouse=True)
def own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEWRIGHT_KEY_FILE", str(tmp_path / "corpus.key"))
    monkeypatch.setenv("WARD_KEY", "sixteen letters and more")


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.jsonl"
    rows = [{"text": text, "patient": f"p{number}"} for number, text in enumerate(NOTES)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def index(notes: Path) -> Path:
    path = notes.with_suffix(".cwindex")
    write_index(
        path, iter_reference(notes, patient_field="patient"), corpus_key("WARD_KEY"), name="ward", patients_named=True
    )
    return path


def test_an_index_says_what_its_notes_say(notes: Path, index: Path) -> None:
    """The same figures, and the same identity of a run, under the same key."""
    read = load_reference(notes, patient_field="patient", key_env="WARD_KEY")
    opened = load_reference(index, key_env="WARD_KEY")
    assert opened.fingerprint == read.fingerprint
    assert opened.limits == read.limits
    found, same = (one.screen(f"She says: {NOTES[1]}") for one in (read, opened))
    assert found.longest_run == same.longest_run
    assert (found.longest_run or 0) >= 12


def test_an_index_needs_its_key_and_no_patient_field(index: Path) -> None:
    """The user's own key is another one."""
    with pytest.raises(InputError, match="key"):
        load_reference(index)
    with pytest.raises(UsageError, match="knows its patients"):
        load_reference(index, patient_field="patient", key_env="WARD_KEY")


async def test_a_gate_takes_an_index_under_its_own_key(index: Path) -> None:
    """What it evaluates is held against it, and a copy is masked."""
    record = await Gate(reference=index, key_env="WARD_KEY").evaluate(f"She says: {NOTES[1]}", code="F32.1")
    assert record.privacy
    assert record.privacy.reference == "ward (3 notes)"
    assert record.masked


def test_settings_name_an_index(index: Path, tmp_path: Path) -> None:
    """Under ``index``, or as a path that ends in .cwindex; its key comes from where settings say."""
    file = tmp_path / "c.yaml"
    for name in ("index", "path"):
        file.write_text(f"corpora: {{ward: {{{name}: notes.cwindex, key_env: WARD_KEY}}}}\n", encoding="utf-8")
        found = corpus(None, None, load_settings(file))
        assert found is not None
        assert found.name == "ward"
    given = corpus(index, None, load_settings(file))
    assert given is not None, "a file that settings describe is read as they say"
    assert corpus(index, None, Settings(), "WARD_KEY") is not None


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{}", "give either 'path' .notes. or 'index'"),
        ("{path: a.jsonl, index: a.cwindex}", "give either 'path' .notes. or 'index'"),
        ("{index: a.cwindex, patient_field: p}", "an index knows its patients"),
        ("{index: a.cwindex, text_field: t}", "an index knows its patients"),
    ],
)
def test_a_corpus_is_notes_or_an_index(tmp_path: Path, entry: str, message: str) -> None:
    """Both, neither, or fields for what knows them: the place in the file is named."""
    file = tmp_path / "c.yaml"
    file.write_text(f"corpora: {{ward: {entry}}}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=rf"c\.yaml:1:.*setting 'corpora\.ward': {message}"):
        load_settings(file)


def test_the_place_is_either(tmp_path: Path) -> None:
    """Whichever is given."""
    assert Corpus(path=tmp_path / "a").place == tmp_path / "a"
    assert Corpus(index=tmp_path / "b").place == tmp_path / "b"


def test_a_key_from_the_environment_is_long_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifteen letters are too few, and so is no variable; the key itself is never said."""
    monkeypatch.setenv("WARD_KEY", "fifteen letters")
    for name in ("WARD_KEY", "NO_SUCH_VARIABLE"):
        with pytest.raises(SettingsError, match=f"'{name}' must hold a key of at least 16") as failed:
            corpus_key(name)
        assert "fifteen letters" not in str(failed.value)


def test_the_own_key_is_made_once_and_is_nobody_elses(tmp_path: Path) -> None:
    """Thirty-two bytes that only the user may read."""
    first = corpus_key()
    assert len(first) == 32
    assert corpus_key() == first
    if os.name == "posix":
        assert (tmp_path / "corpus.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", VARIABLES)
def test_tracing_by_environment_is_refused(notes: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Whatever a dependency reads; values that mean off are let through."""
    for value in ("0", "false", "off", ""):
        monkeypatch.setenv(name, value)
        load_reference(notes, patient_field="patient")
    monkeypatch.setenv(name, "true")
    with pytest.raises(SettingsError, match=f"{name} is on: tracing would carry reference text out"):
        load_reference(notes, patient_field="patient")


def test_tracing_switched_on_in_the_process_is_refused(notes: Path) -> None:
    """langsmith is asked itself: no variable need be set."""
    import langsmith

    with (
        langsmith.tracing_context(enabled=True),
        pytest.raises(SettingsError, match="langsmith's tracing is on"),
    ):
        load_reference(notes, patient_field="patient")
    load_reference(notes, patient_field="patient")


@pytest.mark.parametrize("name", ["callbacks", "success_callback", "failure_callback", "input_callback"])
def test_callbacks_of_litellm_are_refused(notes: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """They are handed every reply before it is screened: Langfuse, OpenTelemetry and others hang there."""
    library: Any = ModuleType("litellm")
    setattr(library, name, ["langfuse"])
    monkeypatch.setitem(sys.modules, "litellm", library)
    with pytest.raises(SettingsError, match=rf"litellm\.{name} is on"):
        load_reference(notes, patient_field="patient")
    setattr(library, name, [])
    load_reference(notes, patient_field="patient")


def test_an_instrumented_library_is_refused(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An OpenTelemetry instrumentor that is at work on one of the libraries between us and a model."""

    class BaseInstrumentor:
        is_instrumented_by_opentelemetry = True

    class LangChainInstrumentor(BaseInstrumentor):
        pass

    class SQLiteInstrumentor(BaseInstrumentor):
        pass

    module: Any = ModuleType("opentelemetry.instrumentation.instrumentor")
    module.BaseInstrumentor = BaseInstrumentor
    monkeypatch.setitem(sys.modules, module.__name__, module)
    with pytest.raises(SettingsError, match="LangChainInstrumentor is on"):
        load_reference(notes, patient_field="patient")
    BaseInstrumentor.is_instrumented_by_opentelemetry = False
    load_reference(notes, patient_field="patient")
