"""Where a storm rages: its folder, settings and certificates, and the commands of its processes."""

from __future__ import annotations

import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["CODES", "Place", "config_of", "free_port"]

CODES = ("F32.1", "F41.1", "F20.0", "F33.1", "F43.1", "F31.1", "F10.2", "F41.0", "F43.21", "F90.0")
"""One order each, of progress notes, which are short, at the level that asks for no support."""
SETTINGS = """\
endpoints:
  storm: {{model: openai/storm-writer, api_base: "http://127.0.0.1:{port}/v1", concurrency: 256}}
how: {{concurrency: {concurrency}, lease_seconds: 15, ray_actors: {actors}}}
"""


@dataclass(frozen=True)
class Place:
    """The files of one run, and the commands on it. ``ledger`` is a URL, or empty for the file in its folder."""

    folder: Path
    samples: int
    concurrency: int
    ledger: str = ""
    actors: int = 2
    port: int = field(default_factory=lambda: free_port())

    def prepare(self, codes: tuple[str, ...] = CODES) -> None:
        """Writes settings, and certificates with which the rules and the fact check may decide."""
        from casewright.rubrics import resolve
        from casewright.testing import certificates_for, write_certificates

        self.folder.mkdir(parents=True)
        self.config.write_text(
            SETTINGS.format(port=self.port, concurrency=self.concurrency, actors=self.actors), encoding="utf-8"
        )
        rubrics = [resolve(code, kind="progress") for code in codes]
        write_certificates(self.folder / "certificates", certificates_for(rubrics))

    @property
    def config(self) -> Path:
        return config_of(self.folder)

    @property
    def diary(self) -> Path:
        return self.folder / "diary"

    @property
    def run(self) -> Path:
        return self.folder / "run"

    @property
    def kept(self) -> str:
        """What `open_ledger` takes."""
        return self.ledger or str(self.run / "ledger.sqlite")

    def steward(self, engine: str) -> list[str]:
        """Begins the run, or goes on with it."""
        return _hand("steward", engine, str(self.folder), self.kept, str(self.samples // len(CODES)))

    def worker(self) -> list[str]:
        """Takes part in whatever the ledger holds."""
        return _hand("worker", str(self.folder), self.kept)

    def endpoint(self, delay: float) -> list[str]:
        """Serves the scripted writer."""
        where = [str(self.port), str(self.diary), "--delay", str(delay)]
        return [sys.executable, "-m", "benchmarks.storm.endpoint", *where]


def config_of(folder: Path) -> Path:
    """The settings file of a storm."""
    return folder / "casewright.yaml"


def free_port() -> int:
    """A port of loopback that nobody listens at now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _hand(*told: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.storm.hand", *told]
