"""What every test gets: no network but loopback, and the place of the development data, if there is one."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import settings
from pytest_socket import socket_allow_hosts

if TYPE_CHECKING:
    from casewright.testing.postgres_server import PostgresServer

settings.register_profile("shared-machine", deadline=None)  # how long an example takes is the machine's doing
settings.load_profile("shared-machine")


def pytest_configure() -> None:
    """The model seam refuses a call that would leave this machine, in subprocesses of tests too."""
    os.environ["CASEWRIGHT_REAL_CALLS"] = "no"


def pytest_runtest_setup() -> None:
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A missing package fails what `make test-all` runs: it installs everything, and a skip is never red."""
    report = yield
    if report.skipped and "could not import" in str(report.longrepr) and {"slow", "server"} & set(item.keywords):
        report.outcome, report.longrepr = "failed", f"{report.longrepr}; make test-all installs it"
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a server is marked so."""
    for item in items:
        if {"postgres_server", "postgres_url"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("server")


@pytest.fixture(scope="session")
def postgres_server() -> Generator[PostgresServer, None, None]:
    """A server of this test session's own. Tests that stop or kill it make one for themselves."""
    from casewright.testing.postgres_server import PostgresServer, postgres_programs

    if postgres_programs() is None:
        pytest.skip("there is no PostgreSQL on this machine; make test-all installs it")
    with PostgresServer() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    """A ledger on a server, empty: what `open_ledger` and ``--ledger`` take. All that use it are marked ``server``."""
    return f"{postgres_server.url}?schema=test_{uuid4().hex}"


@pytest.fixture
def data_dir() -> Path:
    """The third-party development data; a test that needs it skips where it is not at hand."""
    folder = os.environ.get("CASEWRIGHT_DATA")
    if not folder:
        pytest.skip("CASEWRIGHT_DATA is not set: the development data is not at hand")
    return Path(folder)


RUBRIC = """\
id: "who:F32.1"
version: 1.0.0
extends: "who:V"
basis: cddg
criteria:
  low-mood:
    role: supports
    aspect: diagnosis
    asks: {en: "Is depressed mood described as current?", es: "¿Se describe un ánimo deprimido actual?"}
    weight: 3
    finds: {any: [{concept: depressed-mood}, {concept: depressed-affect, source: any}, {concept: guilt}]}
  few-pleasures:
    role: supports
    aspect: diagnosis
    asks: {en: "Is loss of interest or energy described?", es: "¿Se describe pérdida de interés o de energía?"}
    finds: {any: [{concept: anhedonia}, {concept: low-energy}, {concept: low-appetite}, {concept: guilt}]}
  elation:
    role: contradicts
    aspect: diagnosis
    asks: {en: "Is a present elevated mood described?", es: "¿Se describe un ánimo elevado actual?"}
    finds: {concept: elevated-mood}
"""
CASE = """\
person: {age: 41, sex: female}
facts:
  - {id: mood, concept: depressed-mood, severity: moderate, quantity: {value: 5, unit: weeks}}
  - {id: pleasure, concept: anhedonia}
  - {id: energy, concept: low-energy}
  - {id: guilt, concept: guilt}
  - {id: appetite, concept: low-appetite}
  - {id: voices, concept: auditory-hallucinations, status: absent}
  - {id: elation, concept: elevated-mood, status: absent}
  - {id: irritable, concept: irritability, source: informant, section: informants}
  - {id: drug, concept: fluoxetine, quantity: {value: 20, unit: mg}}
  - {id: affect, concept: depressed-affect}
  - {id: suicide, concept: suicidal-ideation, status: absent}
  - {id: dx, concept: dx-moderate-depressive-episode}
  - {id: visit, concept: outpatient-follow-up, quantity: {value: 3, unit: weeks}}
traits: {informant: partner, register: narrative}
"""


@pytest.fixture(scope="session")
def small_rubric() -> str:
    """The rubric of `overlay`, for whatever is made once for several tests."""
    return RUBRIC


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    """A folder with a small rubric for F32.1, so that tests of the gate don't move with the library."""
    folder = tmp_path / "rubrics"
    folder.mkdir()
    (folder / "F32.1.yaml").write_text(RUBRIC, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def unshipped(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own critics' certificates stay away from tests that aren't marked ``shipped``: what the gate does must not
    move with what exams find out.
    """
    if "shipped" not in request.keywords:
        monkeypatch.setattr("casewright.certificates.reading.shipped_certificates", tuple)


@pytest.fixture(scope="session")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of synthetic certificates: the rules and the fact check may decide the rubric above and those that
    ship. Tests of the gate's ways must not move with what exams find out about our critics.
    """
    from casewright.plans import case_sources
    from casewright.rubrics import resolve
    from casewright.testing import certificates_for, write_certificates
    from casewright.vocabulary.kinds import kinds

    own = tmp_path_factory.mktemp("rubrics")
    (own / "F32.1.yaml").write_text(RUBRIC, encoding="utf-8")
    ship = [resolve(code, kind=kind) for code in case_sources() for kind in kinds()]
    rubrics = [*ship, *(resolve("F32.1", kind=kind, overlays=(own,)) for kind in kinds())]
    return write_certificates(tmp_path_factory.mktemp("certificates"), certificates_for(rubrics))


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    """Facts of a progress note, which is short."""
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path
