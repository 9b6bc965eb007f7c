"""``casewright judge certificate``: listed, read, compared, revoked."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casewright.certificates import (
    AttackEvidence,
    Certificate,
    CriterionEvidence,
    FamilyEvidence,
    GateEvidence,
)
from casewright.cli.group import COMMANDS
from casewright.cli.judge import JUDGE
from casewright.exams.store import CertificateStore
from casewright.measures.rates import rate
from casewright.types import Cost

FAMILY = "supports/diagnosis"


@pytest.fixture
def certificate() -> Certificate:
    family = FamilyEvidence(
        FAMILY, True, "within the floors", rate(2, 100), rate(5, 60), rate(155, 160), {"garbage": 5}, rate(1, 10),
        unseen=rate(1, 30), kappa=0.8, mcc=0.81,
    )  # fmt: skip
    own = CriterionEvidence("mood", "h", FAMILY, rate(30, 40), rate(0, 20), 60, 60, 0.7, 0.0, False, "its own are high")
    return Certificate(
        "zz11", "openai/\x1b[31mjudge", "f1", "en", "gating", "e", "2026-11-20", {FAMILY: family}, (own,), 40, 160,
        60, 2, {"krippendorff_alpha": 0.7}, attacks=(AttackEvidence("praise", rate(9, 10), rate(0, 10)),),
        cost=Cost(160, 9000, 800, 70.0, 0.5), notes=("a note",),
        gate=GateEvidence("generate", rate(0, 90), rate(4, 40), 3, 0.09, True, {"status-flipped": rate(0, 20)}),
    )  # fmt: skip


@pytest.fixture
def store(tmp_path: Path, certificate: Certificate) -> CertificateStore:
    found = CertificateStore(tmp_path / "certificates")
    found.put(certificate)
    return found


@pytest.mark.usefixtures("store")
def test_list(run: Any) -> None:
    """A line each; control characters of a name steer no terminal."""
    ended = run("judge", "certificate", "list")
    assert "zz11" in ended.out
    assert FAMILY in ended.out or "passes" in ended.out
    assert "\x1b[31m" not in ended.out
    assert '"id": "zz11"' in run("judge", "certificate", "list", "--json").out


@pytest.mark.usefixtures("store")
def test_show(run: Any) -> None:
    """Everything, with n and intervals."""
    said = " ".join(run("judge", "certificate", "show", "zz").out.split())
    for told in (
        "gating", "40 base texts, 160 items; 60 reports labelled by 2 people", "0.02 [0.01, 0.07] 2/100",
        "within the floors", "no answer: 5 garbage", "kappa 0.80, MCC 0.81", "praise 0.90", "0.00 [0.00, 0.28] 0/10",
        "mood: its own are high", "krippendorff_alpha 0.70", "160 calls, 9,800 tokens, 70 s, $0.50", "note: a note",
        "at most 0.09; passes", "status-flipped",
    ):  # fmt: skip
        assert told in said
    assert json.loads(run("judge", "certificate", "show", "zz11", "--json").out)["id"] == "zz11"
    ended = run("judge", "certificate", "show", "nothing")
    assert ended.code == 2
    assert "unknown certificate 'nothing'" in ended.err


def test_compare(run: Any, store: CertificateStore, certificate: Certificate) -> None:
    """What rose, what fell, and what may decide now."""
    family = replace(certificate.families[FAMILY], false_accepts=rate(60, 100))
    own = replace(certificate.criteria[0], gates=True)
    store.put(replace(certificate, id="zz22", families={FAMILY: family}, criteria=(own,), fingerprint="f2"))
    said = " ".join(run("judge", "certificate", "compare", "zz11", "zz22").out.split())
    for told in ("another fingerprint: f1 and f2", "+0.58 rose", "may decide now: mood", "may decide no more: none"):
        assert told in said


@pytest.mark.usefixtures("store")
def test_revoke(run: Any) -> None:
    """For a reason, once; it is then shown as revoked."""
    assert run("judge", "certificate", "revoke", "zz11").code == 2
    assert "revoked zz11" in run("judge", "certificate", "revoke", "zz11", "--why", "wrong labels").out
    assert "REVOKED: wrong labels" in run("judge", "certificate", "show", "zz11").out
    ended = run("judge", "certificate", "revoke", "zz11", "--why", "again")
    assert ended.code == 2
    assert "revoked already: wrong labels" in ended.err


def test_a_file_that_is_no_certificate(run: Any, store: CertificateStore) -> None:
    """Is named."""
    (store.folder / "x.json").write_text("{}", encoding="utf-8")
    ended = run("judge", "certificate", "list")
    assert ended.code == 2
    assert "x.json' is no certificate" in ended.err


@pytest.mark.parametrize(
    "command", ["", *JUDGE, *(f"certificate {name}" for name in ("list", "show", "compare", "revoke"))]
)
def test_every_command_about_judges_has_help(run: Any, command: str) -> None:
    """Usage and what it does."""
    ended = run("judge", *command.split(), "--help")
    assert ended.code == 0
    assert "Usage: casewright judge" in ended.out
    assert "judge" in COMMANDS
