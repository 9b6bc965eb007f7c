"""Nothing that would report what it sees may run beside a corpus, whichever door it is loaded through."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest

from casewright import Gate, Order
from casewright.cli.ending import run_command
from casewright.errors import SettingsError
from casewright.runs.exported import make_gate
from casewright.settings import load_settings

VARIABLES = [
    "LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2", "LANGCHAIN_HANDLER",
    "LITELLM_PRINT_STANDARD_LOGGING_PAYLOAD",
]  # fmt: skip


@pytest.fixture
def settings(tmp_path: Path, corpus: Path) -> Path:
    path = tmp_path / "c.yaml"
    path.write_text(
        f"roles: {{writer: parrot}}\ncorpora: {{ward: {{path: {corpus.name}, patient_field: patient}}}}\n", "utf-8"
    )
    return path


@pytest.fixture
def doors(tmp_path: Path, corpus: Path, settings: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Every command that loads a corpus."""
    monkeypatch.chdir(tmp_path)
    reports = tmp_path / "reports.jsonl"
    reports.write_text('{"text": "She slept.", "code": "F32.1"}\n' * 2, "utf-8")
    assert run_command(["generate", "F32.1", "--writer", "parrot", "--max-samples", "1", "--run", "made"]) in (0, 3)
    notes = ["--patient", "patient"]
    return {
        "generate": ["generate", "F32.1", "--writer", "parrot", "--reference", str(corpus), *notes],
        "generate by settings": ["generate", "F32.1", "--config", str(settings)],
        "evaluate": ["evaluate", str(reports), "--reference", str(corpus), *notes],
        "evaluate by settings": ["evaluate", str(reports), "--config", str(settings)],
        "rejudge": ["rejudge", "made", "--reference", str(corpus), *notes],
        "corpus scan": ["corpus", "scan", str(corpus), str(reports), *notes],
        "corpus index": ["corpus", "index", str(corpus), *notes],
        "measure": ["measure", str(reports), "--reference", str(corpus), *notes],
    }


def test_every_command_refuses(
    doors: dict[str, list[str]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one line that names the variable, before a note is read."""
    for command in doors.values():
        capsys.readouterr()
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        assert run_command(command) == 2, command
        said = capsys.readouterr().err
        assert said.startswith("Error: LANGSMITH_TRACING is on"), command
        assert len(said.splitlines()) == 1


@pytest.mark.parametrize("name", VARIABLES)
@pytest.mark.parametrize("value", ["true", "1", "True", "yes", "anything"])
def test_any_word_for_on(settings: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """Libraries read them differently: what isn't plainly off is on."""
    monkeypatch.setenv(name, value)
    monkeypatch.setenv("CASEWRIGHT_SETTINGS", str(settings))
    with pytest.raises(SettingsError, match=name):
        make_gate()


def test_the_library_refuses(settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways into it, and the graph that langgraph.json names."""
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("CASEWRIGHT_SETTINGS", str(settings))
    gate = Gate(writer="parrot", settings=load_settings(settings))
    with pytest.raises(SettingsError):
        gate.run_sync([Order("F32.1")])
    with pytest.raises(SettingsError):
        asyncio.run(gate.evaluate("She slept.", code="F32.1"))
    with pytest.raises(SettingsError):
        make_gate()


@contextmanager
def langsmith_configured() -> Iterator[None]:
    from langsmith import run_helpers

    with run_helpers.tracing_context(enabled=True):
        yield


@contextmanager
def langchain_mode(name: str) -> Iterator[None]:
    from langchain_core import globals as modes

    getattr(modes, f"set_{name}")(True)
    try:
        yield
    finally:
        getattr(modes, f"set_{name}")(False)


@contextmanager
def litellm_callback() -> Iterator[None]:
    from casewright.models.network.library import litellm

    library = litellm()
    library.success_callback = ["langfuse"]
    try:
        yield
    finally:
        library.success_callback = []


IN_PROCESS: dict[str, Callable[[], Any]] = {
    "langsmith's tracing": langsmith_configured,
    "langchain's debug mode": lambda: langchain_mode("debug"),
    "langchain's verbose mode": lambda: langchain_mode("verbose"),
    "litellm.success_callback": litellm_callback,
}


@pytest.mark.parametrize("name", IN_PROCESS)
def test_what_somebody_switched_on_in_the_process(settings: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A notebook may have done so long before; off again, the corpus loads."""
    monkeypatch.setenv("CASEWRIGHT_SETTINGS", str(settings))
    with IN_PROCESS[name](), pytest.raises(SettingsError, match=name):
        make_gate()
    with nullcontext():
        make_gate()


@pytest.mark.parametrize("value", ["", "0", "false", "False", "off", "no"])
def test_off_is_off(settings: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """Whoever switched it off by name is not refused."""
    monkeypatch.setenv("LANGSMITH_TRACING", value)
    monkeypatch.setenv("CASEWRIGHT_SETTINGS", str(settings))
    make_gate()


def test_without_a_corpus_tracing_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing real is at hand that could be carried out."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGSMITH_TRACING", "false")
    monkeypatch.setenv("LITELLM_PRINT_STANDARD_LOGGING_PAYLOAD", "1")
    assert run_command(["generate", "F32.1", "--writer", "parrot", "--max-samples", "1", "--run", "made"]) in (0, 3)
