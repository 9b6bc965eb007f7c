"""medSpaCy's own environment, made once, and questions to it as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

__all__ = ["ask", "prepare"]

HERE = Path(__file__).parent
DEFAULT = HERE.parents[1] / ".venv-context"
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def prepare(folder: Path = DEFAULT) -> Path | None:
    """The environment's Python, installed if need be; None, with the reason printed, where that fails."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)  # noqa: S603 - our own words
    if subprocess.run([python, "-c", "import medspacy"], capture_output=True, check=False).returncode == 0:  # noqa: S603
        return python
    wanted = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(HERE / "peers.txt")]
    done = subprocess.run([python, *wanted], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        print(f"medSpaCy can't be installed: {done.stderr.strip().splitlines()[-1]}")
        return None
    return python


def ask(python: Path, what: str, question: Any) -> Any:
    """An answer of `peer.py`; what it prints is thrown away, for it may be text of notes."""
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder) / "asked.json", Path(folder) / "answered.json"
        asked.write_text(json.dumps(question), "utf-8")
        command = [str(python), str(HERE / "peer.py"), what, str(asked), str(answered)]
        subprocess.run(command, check=True, capture_output=True, env=os.environ | ONE_CORE)  # noqa: S603
        return json.loads(answered.read_text("utf-8"))
