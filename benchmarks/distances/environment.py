"""faiss's own environment, made once, and one process for each contestant so that all get the same threads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["DEFAULT", "OURS", "Answer", "measure", "prepare"]

HERE = Path(__file__).parent
DEFAULT = HERE.parents[1] / ".venv-distances"
OURS = Path(sys.executable)

Answer = tuple[dict[str, float], NDArray[np.float32]]
"""Seconds (``cpu`` and ``wall``) a batch, and two distances a query."""


def prepare(folder: Path = DEFAULT) -> Path | None:
    """The environment's Python, installed if need be; None, with the reason printed, where that fails."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)  # noqa: S603 - our own words
    if subprocess.run([python, "-c", "import faiss"], capture_output=True, check=False).returncode == 0:  # noqa: S603
        return python
    wanted = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(HERE / "peers.txt")]
    done = subprocess.run([python, *wanted], capture_output=True, text=True, check=False)  # noqa: S603 - the same
    if done.returncode:
        print(f"faiss can't be installed: {done.stderr.strip().splitlines()[-1]}")
        return None
    return python


def measure(python: Path, system: str, folder: Path, threads: int) -> dict[int, Answer]:
    """By batch size what ``contestant.py`` says of the vectors in a folder."""
    count = {name: str(threads) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
    command = [str(python), str(HERE / "contestant.py"), system, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | count)  # noqa: S603
    told: dict[str, Any] = json.loads(done.stdout)
    return {int(size): (seconds, np.load(folder / f"{system}_{size}.npy")) for size, seconds in told.items()}
