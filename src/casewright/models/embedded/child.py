"""The process that holds the weights: llama.cpp's own server, on loopback, behind a key that only its parent knows.

Run by `process.py` as ``python -m casewright.models.embedded.child``. It reads one line of JSON from its standard
input, answers with one line that holds its address, and ends when that input is closed, however its parent ended.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from typing import Any

__all__ = ["main"]


def main() -> None:
    """Loads the weights, says where it listens, and waits for its input to end."""
    wanted = json.loads(sys.stdin.readline())
    with tempfile.TemporaryDirectory(prefix="casewright-states-") as states:
        server = _serve(wanted, states)
        sys.stdout.write(json.dumps({"address": server.listening_address, "states": states}) + "\n")
        sys.stdout.flush()
        while sys.stdin.read(1):
            pass
    os._exit(0)  # nothing to save, and llama.cpp's threads need not be waited for


def _serve(wanted: dict[str, Any], states: str) -> Any:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = wanted["path"]
    params.api_keys = [wanted["key"]]
    params.n_ctx, params.n_parallel = wanted["context"], 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = wanted["threads"]
    params.slot_save_path = states + os.sep
    params.cache_ram_mib = (
        0  # finished prompts would be kept in memory, and change what follows (docs/design/models.md)
    )
    params.warmup = params.ui = False
    params.offline = True
    params.verbosity = 0
    return xllamacpp.Server(params)


if __name__ == "__main__":
    main()
