"""The peers' own environment, made once, and a process for each of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

__all__ = ["DEFAULT", "SINGLE", "ask", "prepare"]

HERE = Path(__file__).parent
DEFAULT = Path(os.environ.get("CASEWRIGHT_BENCH_RESEMBLANCE", HERE.parents[1] / ".venv-resemblance"))
SINGLE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""One thread for everybody, so that seconds of CPU are seconds of work."""


def prepare(folder: Path = DEFAULT) -> Path | None:
    """The environment's Python, installed if need be; None, with the reason printed, where that fails."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)  # noqa: S603 - our own words
    if subprocess.run([python, "-c", "import rouge_score"], capture_output=True, check=False).returncode == 0:  # noqa: S603
        return python
    wanted = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(HERE / "peers.txt")]
    done = subprocess.run([python, *wanted], capture_output=True, text=True, check=False)  # noqa: S603 - the same
    if done.returncode:
        print(f"the peers can't be installed: {done.stderr.strip().splitlines()[-1]}")
        return None
    return python


def ask(python: Path, name: str, folder: Path) -> dict[str, Any]:
    """What a contestant tells: ``seconds`` and ``values``, or what is ``missing``."""
    command = [str(python), str(HERE / "contestant.py"), name, str(folder)]
    quiet = os.environ | SINGLE | {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_VERBOSITY": "error"}
    done = subprocess.run(command, capture_output=True, text=True, env=quiet, check=False)  # noqa: S603 - our own words
    if done.returncode:
        return {"missing": f"it failed: {done.stderr.strip().splitlines()[-1]}"}
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
