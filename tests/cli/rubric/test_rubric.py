"""``casewright rubric``: what each command says, and its exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casewright.cli.rubric import RUBRIC
from casewright.cli.rubric.calls import most_calls
from casewright.rubrics import resolve
from casewright.rubrics.goldens import golden_cases
from casewright.settings.judging import Cascade, Judging, Jury


@pytest.mark.parametrize("command", RUBRIC)
def test_every_command_has_help(run: Any, command: str) -> None:
    """Usage, and what it does."""
    ended = run("rubric", command, "--help")
    assert ended.code == 0
    assert f"Usage: casewright rubric {command}" in ended.out


def test_list_counts_by_language_and_status(run: Any, own: Path) -> None:
    """A line a rubric with where it stands; counts at the end."""
    ended = run("rubric", "list", "--block", "F30-F39", "--rubrics", own)
    assert ended.code == 0
    assert "who:F32.1" in ended.out
    assert "who:F41.1" not in ended.out
    assert "rubrics (" in ended.out
    told = json.loads(run("rubric", "list", "--rubrics", own, "--json").out)
    (mine,) = [item for item in told["rubrics"] if item["id"] == "who:F32.1"]
    assert mine["criteria"] == {"supports": 1, "contradicts": 1, "documents": 0}
    assert mine["goldens"] == {"en": 1, "es": 1}
    known = {item["id"] for item in (*told["rubrics"], *told["drafts"])}
    assert set(told["codes"].values()) <= known
    assert run("rubric", "list", "--block", "F99.99").code == 2


def test_show_reads_in_either_language(run: Any, own: Path) -> None:
    """What is asked, and the neighbours."""
    assert "Low mood or loss of joy?" in run("rubric", "show", "F32.1", "--rubrics", own).out
    ended = run("rubric", "show", "f321", "--language", "es", "--rubrics", own)
    assert "¿Ánimo bajo o pérdida de alegría?" in ended.out
    assert run("rubric", "show", "F32.19").code == 2
    assert run("rubric", "show", "F32.1", "--kind", "letter").code == 2


def test_drafts_are_counted_listed_and_explained(run: Any) -> None:
    """What a code resolves to is what is told of it."""
    few, every = (run("rubric", "list", "--block", "F42", *more).out for more in ((), ("--all",)))
    assert "a draft made from the code table" in few
    assert "who:F42.0 " not in few
    assert "who:F42.0 " in every
    told = json.loads(run("rubric", "explain", "F42.0", "--json").out)
    assert told["hash"] == resolve("F42.0", kind="intake").hash
    assert "drafted" in told["files"][-1]["origin"]["file"]


def test_explain_says_where_each_criterion_comes_from(run: Any, own: Path) -> None:
    """File, version, what it overrides, what was disabled by whom, and the layer beneath."""
    said = " ".join(run("rubric", "explain", "F32.1", "--rubrics", own).out.split())
    file = f"who:F32.1 0.2.0 ({own / 'F32.1.yaml'})"
    assert f"{file}: draft adds to who:F32.1" in said
    assert f"from {file}; F32 {file} overrides the one of who:F32 " in said
    assert "Not asked symptom-range" in said or "symptom-range of who:F32.1" in said
    assert f"disabled by {file}" in said
    assert "rules in en advises, not examined: no certificate in this language" in said


@pytest.mark.usefixtures("own")
def test_explain_as_json(run: Any, own: Path, certified: Path) -> None:
    """Everything, with each critic's standing."""
    told = json.loads(run("rubric", "explain", "F32.1", "--certificates", certified, "--json").out)
    assert {one["state"] for item in told["criteria"] for one in item["standings"]} >= {"certified"}
    assert told["hash"]
    assert told["files"][0]["origin"]["rubric"] == "who:V"


def test_lint_ends_by_errors(run: Any, own: Path) -> None:
    """Five with an error, nought without; for programs as JSON and SARIF."""
    assert run("rubric", "lint", own).code == 0
    path = own / "F32.1.yaml"
    path.write_text(path.read_text("utf-8").replace("weight: 5", "weight: -5"), encoding="utf-8")
    ended = run("rubric", "lint", path)
    assert ended.code == 5
    assert f"{path}:11:13: error [weight]" in ended.out
    assert "1 errors, 0 warnings" in ended.out
    assert json.loads(run("rubric", "lint", path, "--format", "json").out)[0]["rule"] == "weight"
    (ours,) = json.loads(run("rubric", "lint", path, "--format", "sarif").out)["runs"]
    assert ours["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 11, "startColumn": 13}
    assert {rule["id"] for rule in ours["tool"]["driver"]["rules"]} >= {"weight"}
    assert run("rubric", "lint", "nowhere").code == 2


def test_test_names_what_failed(run: Any, own: Path) -> None:
    """File and line, criterion, expected, found, quotation; rates with n and interval; exit code 5."""
    ended = run("rubric", "test", own)
    assert ended.code == 5
    said = " ".join(ended.out.split())
    assert f"{own / 'F32.1.yaml'}:24: elation: expected present, found absent (false accept)" in said
    assert "“" in ended.out
    assert "rules: 2 of 3 answers hold, in 2 texts" in said
    assert "false accepts 1.00 [" in said
    told = json.loads(run("rubric", "test", own / "F32.1.yaml", "--json").out)
    assert told["figures"]["false_rejects"] == {"hits": 0, "n": 2, **_interval(told["figures"]["false_rejects"])}
    assert [answer["holds"] for answer in told["answers"]] == [True, True, False]


def _interval(rate: dict[str, Any]) -> dict[str, Any]:
    return {name: rate[name] for name in ("low", "high", "clusters")}


def test_nothing_tested_is_no_success(run: Any, own: Path) -> None:
    """A path without goldens, or of another code."""
    assert run("rubric", "test", own, "--code", "F41").code == 5
    assert run("rubric", "test", "nowhere").code == 2


def test_a_model_is_a_critic_too(run: Any, own: Path) -> None:
    """How many calls it takes is said before; an unknown one is refused."""
    ended = run("rubric", "test", own, "--critic", "nobody")
    assert ended.code == 2
    assert "nobody: 3 questions about 2 texts, at most 3 calls" in ended.err
    assert "unknown model 'nobody'" in ended.err


def test_calls_are_counted_for_juries(own: Path) -> None:
    """Members times askings; rules cost nothing; an aspect a call where judges are asked so."""
    cases = golden_cases((own,), lambda place, source: source.startswith(str(own)))
    jury = Jury(members=("rules", "a", "b"), replicates=2)
    judging = Judging(juries={"three": jury}, cascades={"two": Cascade(first="a", then="three")})
    assert most_calls("three", judging, cases) == 12
    assert most_calls("two", judging, cases) == 15
    assert most_calls("a", Judging(ask="aspect"), cases) == 2


def test_new_writes_what_lint_names_until_it_is_filled_in(run: Any, tmp_path: Path) -> None:
    """Nothing crashes on it, nothing is overwritten, and it resolves at once."""
    ended = run("rubric", "new", "F40.1", "--out", "mine")
    path = Path("mine") / "F40.1.yaml"
    assert ended.code == 0
    assert str(path) in ended.out
    ended = run("rubric", "lint", path)
    assert ended.code == 5
    assert set(_rules(ended.out)) == {"todo", "ungated", "ungated-contradiction"}
    assert run("rubric", "explain", "F40.1", "--rubrics", "mine").code == 0
    tested = run("rubric", "test", path)
    assert tested.code == 5
    assert "12 goldens still say TODO and were left out" in tested.out
    again = run("rubric", "new", "F40.1", "--out", "mine")
    assert again.code == 2
    assert "nothing is overwritten" in again.err
    assert run("rubric", "new", "F40.1", "--out", "b", "--basis", "guess").code == 2
    assert run("rubric", "new", "F40.77").code == 2


def _rules(text: str) -> list[str]:
    return [
        line.partition("[")[2].partition("]")[0]
        for line in text.splitlines()
        if ": error [" in line or "warning [" in line
    ]


def test_new_under_a_file(run: Any, tmp_path: Path) -> None:
    """What can't be written is said in a line."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    ended = run("rubric", "new", "F40.1", "--out", "taken/rubrics")
    assert ended.code == 2
    assert "can't write" in ended.err


def test_concepts_are_found_by_word(run: Any) -> None:
    """By id, code or term."""
    ended = run("rubric", "concepts", "anhedonia")
    assert "anhedonia: symptom" in ended.out
    first, *_ = run("rubric", "concepts", "anhedonia", "--json").out.splitlines()
    assert json.loads(first)["category"] == "symptom"
