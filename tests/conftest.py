"""What every test gets: no network but loopback, and the place of the development data, if there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings
from pytest_socket import socket_allow_hosts

settings.register_profile("shared-machine", deadline=None)  # how long an example takes is the machine's doing
settings.load_profile("shared-machine")


def pytest_runtest_setup() -> None:
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


@pytest.fixture
def data_dir() -> Path:
    """The third-party development data; a test that needs it skips where it is not at hand."""
    folder = os.environ.get("CASEWRIGHT_DATA")
    if not folder:
        pytest.skip("CASEWRIGHT_DATA is not set: the development data is not at hand")
    return Path(folder)
