"""``casewright judge exam``: whatever sits, the exam ends with a certificate that says what came of it."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from casewright.certificates import Certificate, read_certificates
from casewright.testing import replies

SMALL = ("--codes", "F41.1", "--language", "en", "--bases", "composed", "--composed", "2", "--attacks", "0")
"""One composed report and what is made of it."""
SILENT = json.dumps({"reason": "Nothing is said.", "quote": "", "answer": "not_mentioned"})
Sit = Callable[..., Any]


@pytest.fixture
def sit(run: Any, served: Any, tmp_path: Path) -> Sit:
    """A judge behind an endpoint sits a small exam."""

    def exam(script: Any, *more: str, seconds: float = 20) -> tuple[Any, Certificate | None]:
        scripted = {"default": script} if isinstance(script, str | replies.EndpointReply) else {"script": script}
        with served(**scripted) as endpoint:
            config = tmp_path / "c.yaml"
            told = f"model: openai/local, api_base: '{endpoint.api_base}', api_key: k, timeout_seconds: {seconds}"
            config.write_text(f"endpoints: {{mine: {{{told}}}}}\n", encoding="utf-8")
            ended = run("judge", "exam", "--judge", "mine", *SMALL, "--budget", "12", "--config", config, *more)
            ended_calls[:] = [len(endpoint.chats)]
        found = read_certificates((tmp_path / "certificates",)) if ended.code == 0 else ()
        return ended, next((one for one in found if one.critic.endswith("local")), None)

    return exam


ended_calls: list[int] = []


def failures(certificate: Certificate | None) -> set[str]:
    assert certificate is not None
    assert not any(family.passes for family in certificate.families.values())
    assert not any(criterion.gates for criterion in certificate.criteria)
    return {kind for family in certificate.families.values() for kind in family.failures}


def test_the_rules_sit(run: Any, tmp_path: Path) -> None:
    """What it asks is said first; the certificate lies in the folder, and is printed with n and intervals."""
    ended = run("judge", "exam", "--judge", "rules", *SMALL, "--certificates", tmp_path / "own")
    assert ended.code == 0
    assert "no model is called" in ended.err
    (path,) = (tmp_path / "own").glob("*.json")
    found = json.loads(path.read_text("utf-8"))
    assert (found["critic"], found["language"], found["grade"]) == ("rules", "en", "provisional")
    assert "supports/diagnosis" in ended.out
    assert "planted defects alone" in ended.out
    assert f"certificate: {path}" in ended.out.replace("\n", "")
    assert run("judge", "exam", "--judge", "rules", *SMALL, "--json").out.startswith('{"id":')


def test_the_fact_check_sits(run: Any) -> None:
    """Its family is its own."""
    ended = run("judge", "exam", "--judge", "facts", *SMALL, "--json")
    assert list(json.loads(ended.out)["families"]) == ["facts"]


def test_a_judge_that_answers_in_prose(sit: Sit) -> None:
    """Is asked once more, then has failed; it may decide nothing, and the exam ends."""
    ended, found = sit("I have read the report, and the patient seems unwell to me.")
    assert ended.code == 0
    assert failures(found) == {"garbage"}
    assert "no answer:" in ended.out
    assert "calls" in ended.err


def test_a_judge_that_answers_in_another_language(sit: Sit) -> None:
    """An answer that isn't one of the four is none."""
    _, found = sit(json.dumps({"reason": "Lo dice.", "quote": "", "answer": "presente"}))
    assert failures(found) == {"garbage"}


def test_a_judge_that_quotes_nothing(sit: Sit) -> None:
    """*Present* without words of the report is no answer."""
    _, found = sit(json.dumps({"reason": "It is so.", "quote": "", "answer": "present"}))
    assert failures(found) == {"unquoted"}


def test_a_judge_that_times_out_half_the_time(sit: Sit) -> None:
    """It is asked again within reason; what it answered counts, and what it didn't is a failure of its kind."""
    turn = count()
    ended, found = sit(lambda _: replies.answer(SILENT, delay=5.0 if next(turn) % 2 else 0.0), seconds=0.2)
    assert ended.code == 0
    assert failures(found) <= {"timeout", "breaker_open"}


@pytest.mark.slow
def test_a_judge_that_times_out_on_half_of_the_questions(sit: Sit) -> None:
    """What it never answers is a failure of its kind, not an answer."""
    ended, found = sit(lambda asked: replies.answer(SILENT, delay=5.0 if len(asked.text) % 2 else 0.0), seconds=0.2)
    assert ended.code == 0
    assert failures(found), "on a busy machine all of them may be breaker_open"
    assert failures(found) <= {"timeout", "breaker_open"}


def test_an_exam_goes_on_without_paying_twice(sit: Sit) -> None:
    """Every answer is in its folder."""
    _, first = sit(SILENT)
    assert first is not None
    assert ended_calls[0] > 0
    _, again = sit(SILENT)
    assert ended_calls == [0]
    assert again == first


def test_an_exam_that_is_stopped(sit: Sit) -> None:
    """Ends with 130; the same command pays only for what was missing."""
    turn = count()

    def stopping(_: Any) -> str:
        if next(turn) == 6:
            os.kill(os.getpid(), signal.SIGINT)
        return SILENT

    ended, _ = sit(stopping)
    assert ended.code == 130
    assert "the same command goes on" in ended.err
    before = ended_calls[0]
    _, found = sit(SILENT)
    assert found is not None
    assert before + ended_calls[0] <= found.cost.calls + 8


def test_a_judge_that_is_not_there(run: Any, tmp_path: Path) -> None:
    """Unknown names list what there is; a server that is down pauses the exam."""
    assert "unknown model 'nobody'; known:" in run("judge", "exam", "--judge", "nobody", *SMALL).err
    told = "endpoints: {mine: {model: openai/local, api_base: 'http://127.0.0.1:9/v1', api_key: k}}\n"
    (tmp_path / "c.yaml").write_text(told, encoding="utf-8")
    ended = run("judge", "exam", "--judge", "mine", *SMALL, "--config", tmp_path / "c.yaml")
    assert ended.code == 4
    assert "nobody answers for 'openai/local'" in ended.err


@pytest.mark.parametrize("budget", ["", "0", "lots", "5 days", "$2s", "-3"])
def test_a_budget_is_calls_a_time_or_dollars(run: Any, budget: str) -> None:
    """Anything else says what is allowed."""
    ended = run("judge", "exam", "--judge", "rules", *SMALL, f"--budget={budget}")
    assert ended.code == 2
    assert "is no budget; allowed are calls (500), a time (90s, 10m, 2h) or dollars ($2)" in ended.err


@pytest.mark.parametrize("budget", ["500", "500calls", "90s", "10m", "2h", "$2", "0.5h"])
def test_budgets(run: Any, budget: str) -> None:
    """Code costs nothing, so that any is enough."""
    assert run("judge", "exam", "--judge", "facts", *SMALL, "--budget", budget, "--json").code == 0


def test_codes_without_texts(run: Any) -> None:
    """Say so; an unknown code is refused by the table."""
    ended = run("judge", "exam", "--judge", "rules", "--codes", "F99", "--bases", "goldens")
    assert ended.code == 2
    assert "nothing to examine on: no base text has one of these codes" in ended.err
    ended = run("judge", "exam", "--judge", "rules", "--codes", "F50.0", "--bases", "composed")
    assert "no case source for 'F50.0'; there are for" in ended.err
    assert "unknown ICD-10 code" in run("judge", "exam", "--judge", "rules", "--codes", "F32.19").err


LABEL = {"report": "r1", "rater": "ana", "code": "F41.1", "kind": "intake", "language": "en", "text": "She worries."}


def label_file(tmp_path: Path, *rows: dict[str, Any]) -> Path:
    path = tmp_path / "labels.jsonl"
    path.write_text("".join(f"{json.dumps(LABEL | row)}\n" for row in rows), encoding="utf-8")
    return path


def test_labels_of_unknown_criteria(run: Any, tmp_path: Path) -> None:
    """Listed with the nearest in the certificate; where there is nothing else, the exam says so and ends with 2."""
    path = label_file(tmp_path, {"criterion": "wether", "answer": "present"})
    ended = run("judge", "exam", "--judge", "rules", *SMALL, "--labels", path, "--json")
    assert any("1 labels not used: 'wether' is no criterion" in note for note in json.loads(ended.out)["notes"])
    only = ("--bases", "composed", "--composed", "0", "--language", "en", "--codes", "F41.1")
    ended = run("judge", "exam", "--judge", "rules", *only, "--labels", path)
    assert ended.code == 2
    assert "'wether' is no criterion of F41.1" in ended.err


def test_one_rater_one_class_too_few(run: Any, tmp_path: Path) -> None:
    """One label: no agreement, one class, too few to decide by; each is said in the certificate."""
    from casewright.rubrics import resolve

    criterion = next(item for item in resolve("F41.1", kind="intake").applicable() if item.role == "supports")
    path = label_file(tmp_path, {"criterion": criterion.id, "answer": "present", "criterion_hash": criterion.hash})
    only = ("--bases", "composed", "--composed", "0", "--language", "en", "--codes", "F41.1", "--attacks", "0")
    ended = run("judge", "exam", "--judge", "rules", *only, "--labels", path, "--json")
    assert ended.code == 0
    found = json.loads(ended.out)
    assert (found["labelled"], found["raters"], found["grade"]) == (1, 1, "provisional")
    notes = " ".join(found["notes"])
    for told in ("needs two; these labels have 1", "people gave one answer to all questions", "too few"):
        assert told in notes
    assert not any(family["passes"] for family in found["families"].values())


def test_labels_that_cannot_be_read(run: Any, tmp_path: Path) -> None:
    """The row and the column are named."""
    path = label_file(tmp_path, {"criterion": "c", "answer": "yes"})
    ended = run("judge", "exam", "--judge", "rules", *SMALL, "--labels", path)
    assert ended.code == 2
    assert "row 1: column 'answer': 'yes' is no answer; allowed are present, absent" in ended.err
