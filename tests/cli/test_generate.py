"""``casewright generate``: what is asked is there, or the exit code says why not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


def records(out: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The records and the summary of ``--json`` output."""
    lines = [json.loads(line) for line in out.splitlines()]
    return lines[:-1], lines[-1]["summary"]


def test_accepted_reports_come_out(run: Any, parrot: Any, tmp_path: Path) -> None:
    """A table for people, the folder named, its files written."""
    ended = run("generate", "F32.1", "-n", "2", *parrot)
    assert ended.code == 0
    assert "2 accepted + 0 short = 2" in ended.out
    assert "parrot writer, same cases" in ended.out
    folder = tmp_path / ended.out.rpartition("run folder: ")[2].strip()
    assert len((folder / "accepted.jsonl").read_text("utf-8").splitlines()) == 2


def test_json_is_for_machines(run: Any, parrot: Any) -> None:
    """One record a line, then the summary; nothing else, on either stream."""
    ended = run("generate", "F32.1", *parrot, "--json")
    (record,), summary = records(ended.out)
    assert ended.err == ""
    assert record["decision"]["outcome"] == "accepted"
    assert record["schema"] == 1
    assert summary["orders"][0]["short"] == 0


def test_the_same_command_again_says_so(run: Any, parrot: Any) -> None:
    """Nothing is written twice, and a person is told."""
    first = run("generate", "F32.1", *parrot, "--json")
    again = run("generate", "F32.1", *parrot)
    assert "complete already" in again.out
    assert again.code == 0
    assert records(run("generate", "F32.1", *parrot, "--json").out)[0] == records(first.out)[0]


def test_a_raised_n_goes_on(run: Any, parrot: Any) -> None:
    """The run is the same, and so is what it held."""
    (first,), _ = records(run("generate", "F32.1", *parrot, "--json").out)
    more, summary = records(run("generate", "F32.1", "-n", "3", *parrot, "--json").out)
    assert summary["run"] == first["run"]
    assert first["id"] in [record["id"] for record in more]
    assert summary["orders"][0]["accepted"] == 3


def test_new_starts_another_and_says_how_to_go_on(run: Any, parrot: Any) -> None:
    """Its folder is named at once, since the same command would start yet another."""
    run("generate", "F32.1", *parrot)
    other = run("generate", "F32.1", *parrot, "--new")
    folder = other.out.rpartition("run folder: ")[2].strip()
    assert f"--run {folder}" in other.err
    again = run("generate", "F32.1", *parrot, "--run", folder)
    assert "complete already" in again.out


def test_fewer_than_asked_is_exit_3(run: Any, parrot: Any) -> None:
    """With no sample allowed none is there; what was accepted before is kept."""
    assert run("generate", "F32.1", "-n", "2", "--max-samples", "0", *parrot).code == 3
    ended = run("generate", "F32.1", "-n", "2", "--max-samples", "1", *parrot)
    assert ended.code == 3
    assert "1 accepted + 1 short = 2" in ended.out


def test_several_codes_and_spanish(run: Any, parrot: Any) -> None:
    """Each code is an order; headings are the language's."""
    made, summary = records(run("generate", "F32.1", "f32.1", "F41.1", "--language", "es", *parrot, "--json").out)
    assert [order["short"] for order in summary["orders"]] == [0, 0]
    assert {record["code"] for record in made} == {"F32.1", "F41.1"}
    assert all("Exploración psicopatológica" in record["text"] for record in made)


def test_one_s_own_case(run: Any, parrot: Any, case_file: Path) -> None:
    """The report tells the facts of the file."""
    (record,), _ = records(run("generate", "F32.1", "--case", case_file, *parrot, "--json").out)
    assert record["case"]["person"]["age"] == 41
    assert "fluoxetine 20 mg" in record["text"]


def test_a_reference_corpus_is_named(run: Any, parrot: Any, tmp_path: Path) -> None:
    """What was compared with stands in every record and in the summary."""
    notes = tmp_path / "notes.jsonl"
    notes.write_text("\n".join(json.dumps({"text": f"A note about {word}."}) for word in ("rain", "ships")), "utf-8")
    (record,), summary = records(run("generate", "F32.1", "--reference", notes, *parrot, "--json").out)
    assert record["privacy"]["reference"] == "notes.jsonl (2 notes)"
    assert record["privacy"]["marks"] == ["corpus_small", "row_is_patient", "boilerplate_unknown"]
    assert summary["reference"] == ["notes.jsonl (2 notes)"]


@pytest.mark.slow
def test_an_endpoint_writes(run: Any, parrot: Any, served: Any, tmp_path: Path) -> None:
    """A server of one's own, named in settings: its key goes to it and nowhere else."""
    with served(default="The patient said little.", key="sk-test-1", models=["local"]) as endpoint:
        config = tmp_path / "c.yaml"
        config.write_text(
            f"endpoints: {{mine: {{model: openai/local, api_base: '{endpoint.api_base}', api_key: sk-test-1}}}}\n",
            encoding="utf-8",
        )
        ended = run("generate", "F32.1", *parrot, "--writer", "mine", "--config", config, "--max-samples", "1")
        assert ended.code == 3
        assert "rejected" in ended.out
        assert len(endpoint.chats) == 2
        assert "sk-test-1" not in ended.out + ended.err
        assert all(b"sk-test-1" not in path.read_bytes() for path in (tmp_path / "runs").rglob("*") if path.is_file())
