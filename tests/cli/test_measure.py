"""``casewright measure``: figures with n and interval, what was found, and what nothing was given for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "reference_notes.jsonl"
PARTS = (
    "She has not been to the allotment since the frost and lets the telephone ring.",
    "He repairs radios at night because the quiet of the flat keeps him awake.",
    "They argue about the heating, then she walks to the pier until it is dark.",
    "Her appetite came back with the spring, though bread still tastes of nothing.",
    "He lost two jobs over the winter and calls the office that turned him down.",
    "Sleep is short; the lorries under the window wake her before four each day.",
)


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Twelve reports of two codes, no two alike."""
    rows = [
        {
            "id": f"r{n}",
            "code": ("F32.1", "F41.1")[n % 2],
            "text": " ".join(PARTS[(n + k) % 6] for k in range(1 + n % 3)),
        }
        for n in range(12)
    ]
    return write(tmp_path / "reports.jsonl", rows)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    rows = [{"text": f"{PARTS[n]} {PARTS[(n + 1) % 6]}", "who": f"p{n}"} for n in range(6)]
    return write(tmp_path / "notes.jsonl", rows)


def measured(run: Any, *arguments: Any) -> dict[str, Any]:
    ended = run("measure", *arguments, "--json")
    assert ended.code == 0, ended.err
    found: dict[str, Any] = json.loads(ended.out)
    return found


def figures(found: Any) -> list[dict[str, Any]]:
    """Every figure, however deep."""
    if isinstance(found, dict):
        own = [found] if {"value", "n", "low", "high"} <= set(found) else []
        return own + [one for value in found.values() for one in figures(value)]
    return [one for value in found for one in figures(value)] if isinstance(found, list) else []


def test_every_figure_has_its_n(run: Any, reports: Path, notes: Path) -> None:
    """And where it can't be told, why."""
    found = figures(measured(run, reports, "--reference", notes, "--patient", "who"))
    assert len(found) > 30
    for figure in found:
        assert isinstance(figure["n"], int)
        assert figure["value"] is not None or figure["note"]
        if figure["low"] is not None:
            assert figure["low"] - 1e-9 <= figure["value"] <= figure["high"] + 1e-9


def test_a_set_stands_beside_real_notes(run: Any, reports: Path, notes: Path) -> None:
    """Overall and by code, with what it copies and of whom it doesn't say."""
    found = measured(run, reports, "--reference", notes, "--patient", "who")
    assert found["texts"] == 12
    assert found["codes"] == {"F32.1": 6, "F41.1": 6}
    assert set(found["diversity"]["by_code"]) == {"F32.1", "F41.1"}
    assert found["diversity"]["reference"]
    assert found["copying"]["reference"] == "notes.jsonl"
    assert found["copying"]["reports"], "the reports are made of the notes' sentences"
    assert found["distances"]["embedder"] == "tfidf"
    assert any("held out" in line for line in found["not_assessed"])
    shown = run("measure", reports, "--reference", notes, "--patient", "who", "--by", "code")
    assert shown.code == 0
    for part in PARTS:
        assert part.split(",")[0] not in shown.out + json.dumps(found)
    assert "F41.1" in shown.out


def test_without_a_corpus_it_says_so(run: Any, reports: Path) -> None:
    """What was not assessable is not passed over."""
    found = measured(run, reports)
    assert found["copying"] is None
    assert "without a corpus: copying was not assessable (--reference)" in found["not_assessed"]
    assert "copying was not assessable" in run("measure", reports).out


def test_an_index_tells_of_copying_alone(run: Any, reports: Path, notes: Path) -> None:
    """It holds no text: diversity beside real notes takes the notes."""
    assert run("corpus", "index", notes, "--patient", "who").code == 0
    index = notes.with_suffix(".cwindex")
    found = measured(run, reports, "--reference", index)
    assert found["copying"]["reports"]
    assert not found["diversity"]["reference"]
    assert any("without the text of real notes" in line for line in found["not_assessed"])
    both = measured(run, reports, "--reference", index, "--real", notes, "--patient", "who")
    assert both["diversity"]["reference"]
    assert both["copying"] == found["copying"]


@pytest.mark.parametrize(
    ("check", "code"), [("collapse", 0), ("copy", 5), ("identifiers", 0)], ids=["collapse", "copy", "identifiers"]
)
def test_a_check_ends_with_five(run: Any, reports: Path, notes: Path, check: str, code: int) -> None:
    """Where what it is about was found."""
    assert run("measure", reports, "--reference", notes, "--patient", "who", "--fail-on", check).code == code


def test_a_collapsed_mode_fails_and_names_what_to_replace(run: Any, tmp_path: Path) -> None:
    """One text forty times over is no set."""
    alike = [{"id": f"same{n}", "code": "F32.1", "text": f"{PARTS[0]} {PARTS[3]} {PARTS[1]}"} for n in range(40)]
    path = write(tmp_path / "alike.jsonl", alike)
    ended = run("measure", path, "--fail-on", "collapse", "--json")
    assert ended.code == 5
    alarms = json.loads(ended.out)["diversity"]["alarms"]
    assert alarms[0]["code"].startswith("F32.1")
    assert set(alarms[0]["replace"]) <= {row["id"] for row in alike}
    assert len(alarms[0]["replace"]) >= 30


def test_identifiers_fail_and_planned_ones_do_not(run: Any, tmp_path: Path) -> None:
    """By type; the identifier itself is not repeated."""
    bare = {"id": "a", "text": "Call her sister on +34 612 345 678 or write to ana.lopez@example.com."}
    age = "She is 93 years old and lives alone."
    start = age.index("93")
    planned = {
        "id": "b",
        "text": age,
        "privacy": {"phi": [{"type": "AGE", "start": start, "end": start + 2, "planned": True}]},
    }
    path = write(tmp_path / "rows.jsonl", [bare, planned])
    ended = run("measure", path, "--fail-on", "identifiers", "--json")
    assert ended.code == 5
    found = json.loads(ended.out)["identifiers"]
    assert set(found["reports"]) == {"a"}
    assert found["planned"] == {"AGE": 1}
    assert found["figures"]["any"]["n"] == 2
    assert "612" not in ended.out
    assert run("measure", write(tmp_path / "b.jsonl", [planned]), "--fail-on", "identifiers").code == 0


def test_the_accepted_reports_of_a_run(run: Any, parrot: tuple[str, ...], tmp_path: Path) -> None:
    """Its folder, or what it exported: the same set."""
    folder = tmp_path / "made"
    assert run("generate", "F32.1", "-n", "3", *parrot, "--run", folder).code in (0, 3)
    of_run, exported = measured(run, folder), measured(run, folder / "accepted.jsonl")
    assert of_run["texts"] >= 2
    assert of_run == exported


def test_canaries_are_made_and_looked_for(run: Any, tmp_path: Path, reports: Path) -> None:
    """The same arguments draw the same markers; one that came out is found, and fails as a copy does."""
    file = tmp_path / "canaries.json"
    made = run("corpus", "canaries", "make", "4", "--seed", "7", "--out", file)
    assert made.code == 0
    drawn = json.loads(file.read_text("utf-8"))
    assert len(drawn["inserted"]) == 4
    assert run("corpus", "canaries", "make", "4", "--seed", "7", "--out", file).code == 2
    again = tmp_path / "again.json"
    assert run("corpus", "canaries", "make", "4", "--seed", "7", "--out", again).code == 0
    assert again.read_bytes() == file.read_bytes()
    clean = measured(run, reports, "--canaries", file)["canaries"]
    assert (clean["found"]["value"], clean["found"]["n"]) == (0, 4)
    assert clean["found"]["high"] > 0.4, "none of four found leaves much open"
    leaking = write(tmp_path / "leaking.jsonl", [{"text": f"She said: {drawn['inserted'][2]} Then she left."}])
    ended = run("measure", leaking, "--canaries", file, "--fail-on", "copy", "--json")
    assert ended.code == 5
    assert json.loads(ended.out)["canaries"]["found"]["value"] == 0.25
    assert drawn["inserted"][2] not in ended.out + run("measure", leaking, "--canaries", file).out


def test_held_out_notes_and_membership(run: Any, reports: Path, notes: Path, tmp_path: Path) -> None:
    """Held-out notes serve as those that the writer wasn't shown; files without patients don't get mixed up."""
    out = write(tmp_path / "others.jsonl", [{"text": f"Visit {n}: the harbour was closed, he says."} for n in range(6)])
    found = measured(run, reports, "--reference", notes, "--holdout", out)["distances"]
    assert found["reports"]["holdout_share"]["value"] == 1
    assert found["membership"]["maximum.auc"]["value"] > 0.9
    assert "holdout_share" in run("measure", reports, "--reference", notes, "--holdout", out).out
    other = measured(run, reports, "--reference", notes, "--members", notes, "--nonmembers", out)["distances"]
    assert other["membership"]["maximum.auc"]["value"] > 0.9
    assert "holdout_share" not in other["reports"]


def test_settings_name_what_a_set_is_held_against(run: Any, reports: Path, notes: Path, tmp_path: Path) -> None:
    """Notes with the field of their patients, or an index, which takes no such field."""
    config = tmp_path / "c.yaml"
    config.write_text("corpora: {ward: {path: notes.jsonl, patient_field: who}}\n", encoding="utf-8")
    by_settings = measured(run, reports, "--config", config)
    assert by_settings == measured(run, reports, "--reference", notes, "--patient", "who")
    assert run("corpus", "index", notes, "--patient", "who").code == 0
    config.write_text("corpora: {ward: {index: notes.cwindex}}\n", encoding="utf-8")
    by_index = measured(run, reports, "--config", config, "--real", notes, "--patient", "who")
    assert by_index["copying"]["reports"] == by_settings["copying"]["reports"]
    assert by_index["diversity"] == by_settings["diversity"]


def test_what_nothing_was_given_for_is_refused(run: Any, reports: Path, notes: Path) -> None:
    """A check that can't be made is no check that passes."""
    assert "needs something that may not be copied" in run("measure", reports, "--fail-on", "copy").err
    assert "--members" in run("measure", reports, "--nonmembers", notes).err
    assert "--nonmembers" in run("measure", reports, "--members", notes).err
    assert "--reference FILE or --real" in run("measure", reports, "--holdout", notes).err
    assert "unknown embedder 'bert'; known: " in run("measure", reports, "--embedder", "bert").err


def test_it_works_on_our_example(run: Any) -> None:
    """Twenty-six notes in two languages: everything but what was not given."""
    found = measured(run, EXAMPLE, "--reference", EXAMPLE, "--patient", "patient")
    assert found["languages"] == {"en": 14, "es": 12}
    assert len(found["copying"]["reports"]) == 26, "each stands in its own corpus"


def test_everything_goes_to_a_file(run: Any, reports: Path, tmp_path: Path) -> None:
    """As JSON, beside the tables."""
    out = tmp_path / "told.json"
    ended = run("measure", reports, "--out", out)
    assert ended.code == 0
    assert json.loads(out.read_text("utf-8"))["texts"] == 12
    assert "diversity" in ended.out


@pytest.mark.parametrize(
    "rows",
    [
        [{"text": "One report alone."}],
        [{"text": "word"}, {"text": "word"}],
        [{"text": "¿?"}, {"text": "…"}, {"text": "🙂🙂🙂"}],
        [{"text": "a " * 5000}, {"text": "The dog " * 2000}],
        [{"text": "He said \ud800 nothing."}, {"text": "عربي نص قصير"}],
    ],
    ids=["one", "a word", "no letters", "long", "strange"],
)
def test_strange_sets_have_an_answer(run: Any, tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    """Figures that can't be told say why; nothing breaks."""
    path = write(tmp_path / "rows.jsonl", rows)
    assert measured(run, path, "--reference", EXAMPLE, "--patient", "patient")["texts"] == len(rows)
    assert run("measure", path, "--by", "code").code == 0
