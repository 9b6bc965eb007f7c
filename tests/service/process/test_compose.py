"""What starts service, workers and PostgreSQL names commands, options, files and variables that there are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from casewright.cli.group import casewright
from casewright.service.keys.secret import VARIABLE
from casewright.settings import load_settings

ROOT = Path(__file__).parents[3]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
OURS = ("service", "worker")


def parsed(command: list[str]) -> dict[str, Any]:
    """What a command line gives, without running it.

    Raises:
        click.ClickException: there is no such command or option.
    """
    name, *arguments = command
    found = casewright.get_command(click.Context(casewright), name)
    assert found is not None
    return found.make_context(name, arguments).params


def test_commands_are_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The service listens for others and leaves the work to workers, who work for every project."""
    monkeypatch.setenv("CASEWRIGHT_LEDGER", "postgresql://db/x")
    service, worker = (parsed(COMPOSE["services"][name]["command"]) for name in OURS)
    assert (service["host"], service["workers"]) == ("0.0.0.0", 0)  # noqa: S104 - in a network of its own
    assert worker["every_project"]
    assert service["config"] == worker["config"]
    assert service["grace"] == worker["grace"] < 40 == int(COMPOSE["services"]["worker"]["stop_grace_period"][:-1])


def test_both_share_ledger_secret_and_settings() -> None:
    """And the secrets are in no file: they come from the environment, and have to."""
    service, worker = (COMPOSE["services"][name] for name in OURS)
    assert service["environment"] == worker["environment"]
    assert set(service["environment"]) == {"CASEWRIGHT_LEDGER", VARIABLE}
    assert all(":?" in value for value in service["environment"].values())
    assert service["volumes"] == worker["volumes"]


def test_only_this_machine_reaches_it() -> None:
    """Plain HTTP is published on loopback, and the database not at all."""
    assert all(port.startswith("127.0.0.1:") for port in COMPOSE["services"]["service"]["ports"])
    assert "ports" not in COMPOSE["services"]["postgres"]
    assert all(COMPOSE["services"][name]["read_only"] for name in OURS)


def test_images_name_no_registry() -> None:
    """They are found wherever the user's Docker looks."""
    images = [service["image"] for service in COMPOSE["services"].values()]
    images += re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(images) == 5
    assert not [image for image in images if "/" in image]


def test_files_are_there(tmp_path: Path) -> None:
    """The settings that it starts with can be read; the image is made from a lock and from what isn't ignored."""
    (mounted,) = [volume for volume in COMPOSE["services"]["service"]["volumes"] if "casewright.yaml" in volume]
    settings = load_settings(ROOT / mounted.partition(":-")[2].partition("}")[0])
    assert settings.roles.writer == "parrot"
    kept = (ROOT / ".dockerignore").read_text("utf-8")
    for line in re.findall(r"^COPY (?!--from)(.+)", DOCKERFILE, re.MULTILINE):
        for name in line.split()[:-1]:
            assert (ROOT / name).exists()
            assert f"!{name}" in kept
    assert "--require-hashes" in DOCKERFILE


def test_the_image_holds_what_service_and_workers_need() -> None:
    """Its lock has every package that the service, PostgreSQL and telemetry declare."""
    import tomllib

    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements/service.txt").read_text("utf-8"), re.MULTILINE))
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    needs = [need for extra in ("service", "postgres", "telemetry") for need in extras[extra]]
    assert {re.split(r"[<>=!~\[ ;]", need)[0] for need in needs} <= locked
