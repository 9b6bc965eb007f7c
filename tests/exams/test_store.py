"""Certificates are kept whole, found by what begins their id, revoked for a reason, and compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casewright.certificates import (
    Certificate,
    CriterionEvidence,
    FamilyEvidence,
    certificate_for,
    read_certificates,
    shipped_certificates,
)
from casewright.errors import InputError, UnknownNameError, UsageError
from casewright.exams.store import CertificateStore
from casewright.measures.rates import rate

FAMILY = "supports/diagnosis"
Make = Callable[..., Certificate]


def criterion(name: str, *, gates: bool) -> CriterionEvidence:
    nothing = rate(0, 0)
    return CriterionEvidence(name, f"hash of {name}", FAMILY, nothing, nothing, 9, 9, None, None, gates, "because")


@pytest.fixture
def make() -> Make:
    def made(name: str, accepts: tuple[int, int] = (1, 100), gates: str = "ab", **more: Any) -> Certificate:
        family = FamilyEvidence(FAMILY, True, "", rate(*accepts), rate(0, 50), rate(90, 100))
        given: dict[str, Any] = {"critic": "m/judge", "fingerprint": "f1", "language": "en", "grade": "provisional"}
        given |= {"exam": "e", "issued": "2026-11-20", "families": {FAMILY: family}, "bases": 1, "items": 9}
        given["criteria"] = tuple(criterion(one, gates=one in gates) for one in "abc")
        return Certificate(**(given | {"id": name} | more))

    return made


@pytest.fixture
def store(tmp_path: Path) -> CertificateStore:
    return CertificateStore(tmp_path / "certificates")


def test_what_is_put_is_found(store: CertificateStore, make: Make) -> None:
    """By id, by what begins it alone, and by whoever reads the folder for a run."""
    one, other = make("judge-en-1a"), make("judge-en-2b")
    path = store.put(one)
    store.put(other)
    assert path == store.folder / "judge-en-1a.json"
    assert store.get("judge-en-1a") == one
    assert store.get("judge-en-2") == other
    assert read_certificates((store.folder,))[-2:] == (one, other)
    assert not list(store.folder.glob(".*"))


@pytest.mark.shipped
def test_a_folder_that_is_not_there_holds_nothing(store: CertificateStore) -> None:
    """Ours are there all the same."""
    assert store.list() == shipped_certificates()
    with pytest.raises(UnknownNameError, match="unknown certificate 'x'"):
        store.get("x")


def test_an_ambiguous_beginning(store: CertificateStore, make: Make) -> None:
    """Names those that begin so; an id that begins another is itself."""
    for name in ("zz-1", "zz-12", "zz-13"):
        store.put(make(name))
    assert store.get("zz-1").id == "zz-1"
    with pytest.raises(UsageError, match="'zz-' begins 3 certificates: zz-1, zz-12, zz-13"):
        store.get("zz-")


@pytest.mark.parametrize("name", ["../up", "a/b", "", ".hidden", "x" * 201])
def test_an_id_is_no_path(store: CertificateStore, make: Make, name: str) -> None:
    """Nothing is written outside the folder."""
    with pytest.raises(InputError, match="certificate id"):
        store.put(make(name))


def test_a_revoked_certificate_speaks_for_nobody(store: CertificateStore, make: Make) -> None:
    """It stays to be read, with the reason; twice is refused, and so is no reason."""
    store.put(make("zz-1"))
    with pytest.raises(UsageError, match="for a reason"):
        store.revoke("zz-1", " ")
    assert store.revoke("zz-1", "wrong labels").revoked == "wrong labels"
    assert store.get("zz-1").revoked == "wrong labels"
    assert certificate_for(store.list(), "f1", "en") is None
    with pytest.raises(UsageError, match="revoked already: wrong labels"):
        store.revoke("zz-1", "again")


def test_ours_can_be_revoked(store: CertificateStore, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy in one's own folder stands over what ships; the package isn't written."""
    ours = make("zz-ours", fingerprint="ours")
    monkeypatch.setattr("casewright.certificates.reading.shipped_certificates", lambda: (ours,))
    assert certificate_for(store.list(), "ours", "en") == ours
    store.revoke("zz-ours", "not for our notes")
    assert certificate_for(store.list(), "ours", "en") is None
    assert [item.revoked for item in store.list()] == ["not for our notes"]


def test_what_rose_and_what_fell(store: CertificateStore, make: Make) -> None:
    """By family; and which criteria decide now, or no more."""
    store.put(make("zz-1", (1, 100), "ab"))
    store.put(make("zz-2", (30, 100), "bc", fingerprint="f2"))
    found = store.compare("zz-1", "zz-2")
    accepts = next(item for item in found.families if item.measure == "false_accepts")
    assert accepts.rise == pytest.approx(0.29)
    assert accepts.apart
    assert not next(item for item in found.families if item.measure == "answered").apart
    assert (found.now, found.no_more) == (("c",), ("a",))
    assert found.notes == ("another fingerprint: f1 and f2",)


def test_families_and_criteria_of_one_only(store: CertificateStore, make: Make) -> None:
    """Are listed, without a difference."""
    one = make("zz-1")
    store.put(one)
    store.put(replace(one, id="zz-2", families={}, criteria=one.criteria[1:]))
    found = store.compare("zz-1", "zz-2")
    assert {(item.rise, item.after) for item in found.families} == {(None, None)}
    assert (found.only_before, found.only_after) == (("a",), ())
