"""Certificates as a ledger keeps them."""

from __future__ import annotations

from dataclasses import replace

from casewright.certificates import shipped_certificates
from casewright.runs.certificate_json import certificate_json
from casewright.wire import to_json


def test_a_certificate_is_written_out_once() -> None:
    """Every run that goes by it gets the same, and an equal one with another ending its own."""
    one = shipped_certificates()[0]
    kept = certificate_json(one)
    assert kept == to_json(one)
    assert certificate_json(one) is kept
    revoked = replace(one, revoked="a fault in the exam")
    assert certificate_json(revoked) == {**kept, "revoked": "a fault in the exam"}
    assert certificate_json(revoked).key != kept.key
