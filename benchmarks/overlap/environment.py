"""The peers' own environment, made once, and questions to it as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.overlap.ours import Asked

__all__ = ["DEFAULT", "ask_peer", "prepare"]

HERE = Path(__file__).parent
DEFAULT = HERE.parents[1] / ".venv-overlap"
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}


def prepare(folder: Path = DEFAULT) -> Path | None:
    """The environment's Python, installed if need be; None, with the reason printed, where that fails."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)  # noqa: S603 - our own words
    probe = [str(python), "-c", "import datasketch, rapidfuzz, rensa, tantivy"]
    if subprocess.run(probe, capture_output=True, check=False).returncode == 0:  # noqa: S603 - the same
        return python
    wanted = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(HERE / "peers.txt")]
    done = subprocess.run([python, *wanted], capture_output=True, text=True, check=False)  # noqa: S603 - the same
    if done.returncode:
        print(f"the peers can't be installed: {done.stderr.strip().splitlines()[-1]}")
        return None
    return python


def ask_peer(python: Path, system: str, notes: Sequence[str], queries: Sequence[str]) -> Asked:
    """A peer's answers, in numbers of the notes from 0; what it prints is thrown away, for it may be text of notes."""
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder) / "asked.json", Path(folder) / "answered.json"
        asked.write_text(json.dumps({"notes": list(notes), "queries": list(queries)}), "utf-8")
        command = [str(python), str(HERE / "peer.py"), system, str(asked), str(answered)]
        environment = os.environ | ONE_CORE | {"TMPDIR": folder}
        subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603 - the same
        told = json.loads(answered.read_text("utf-8"))
    answers = [None if one is None else (int(one[0]), float(one[1])) for one in told["answers"]]
    return Asked(told["build"], answers, told["seconds"], told["bytes"])
