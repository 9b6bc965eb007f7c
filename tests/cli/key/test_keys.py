"""``casewright key``: made, listed, rotated and revoked by whoever runs the service."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from casewright.cli.ending import run_command
from casewright.service.keys.secret import VARIABLE

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``casewright key`` on a ledger of its own."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("CASEWRIGHT_LEDGER", str(tmp_path / "ledger.sqlite"))

    def go(*words: str) -> tuple[int, str, str]:
        code = run_command(["key", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return go


def test_a_key_is_printed_alone_so_that_a_script_can_take_it(run: Run) -> None:
    """What is said about it goes to the other stream."""
    code, out, err = run("create", "--name", "ana", "--role", "submit", "--role", "review")
    assert code == 0
    assert re.fullmatch(r"cw_[0-9a-f]{12}_[0-9a-f]{64}\n", out)
    assert "'ana'" in err
    assert "review, submit" in err
    assert out.strip() not in err


def test_keys_are_listed_by_project(run: Run) -> None:
    """With role, state and end; never the key itself."""
    made = json.loads(run("create", "--name", "ana", "--role", "submit", "--days", "90", "--max-usd", "5", "--json")[1])
    run("create", "--name", "eva", "--role", "admin", "--project", "ward")
    code, out, _ = run("list", "--project", "default", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(row["name"], row["roles"], row["state"], row["limits"]["usd"]) for row in rows] == [
        ("ana", ["submit"], "open", 5.0)
    ]
    assert "key" not in rows[0]
    table = run("list")[1]
    assert "eva" in table
    assert "ward" in table
    assert made["key"].split("_")[2] not in table


def test_a_key_is_rotated_and_revoked(run: Run) -> None:
    """The old one stays listed while it opens, and with --all for good."""
    old = json.loads(run("create", "--name", "ana", "--role", "submit", "--json")[1])
    new = json.loads(run("rotate", old["id"], "--overlap", "0", "--json")[1])
    assert (new["replaces"], new["roles"]) == (old["id"], ["submit"])
    assert [json.loads(line)["id"] for line in run("list", "--json")[1].splitlines()] == [new["id"]]
    assert run("revoke", new["id"])[1] == f"key {new['id']} is revoked\n"
    assert json.loads(run("revoke", new["id"], "--json")[1]) == {"id": new["id"], "revoked": True, "before": True}
    assert run("list")[1] == "no key; casewright key create makes one\n"
    states = {row["id"]: row["state"] for row in map(json.loads, run("list", "--all", "--json")[1].splitlines())}
    assert states == {old["id"]: "expired", new["id"]: "revoked"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["create", "--name", "ana"], "Missing option '--role'"),
        (["create", "--name", "ana", "--role", "boss"], "unknown role 'boss'"),
        (["create", "--name", " ", "--role", "submit"], "name of who holds it"),
        (["create", "--name", "ana", "--role", "submit", "--project", "../x"], "project"),
        (["rotate", "nothing"], "no such key"),
        (["revoke", "nothing"], "no such key"),
        (["list", "--ledger", "mysql://db/x"], "can't open ledger"),
    ],
)
def test_what_can_not_be_is_said(run: Run, words: list[str], told: str) -> None:
    """In one line, with exit code 2."""
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert told in err


def test_on_a_server_the_secret_comes_from_the_environment(run: Run, postgres_url: str) -> None:
    """Without it no key is made there: it would open nothing."""
    code, _, err = run("create", "--name", "ana", "--role", "submit", "--ledger", postgres_url)
    assert code == 2
    assert VARIABLE in err
