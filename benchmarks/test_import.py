"""What it costs to start, against bare Python: CPU time of a process, which other work on the machine moves least."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

ROUNDS = 9
BARE = (sys.executable, "-c", "pass")
IMPORT = (sys.executable, "-c", "import casewright")
HELP = (str(Path(sys.executable).with_name("casewright")), "--help")


def seconds(command: tuple[str, ...]) -> float:
    """CPU seconds of one run, the system's part included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own interpreter and script
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_import_and_help(benchmark: Any) -> None:
    """`import casewright` costs about what Python itself does, and `casewright --help` a few times that."""
    commands = (BARE, IMPORT, HELP)
    for command in commands:
        seconds(command)  # byte code is compiled once
    rounds = [[seconds(command) for command in commands] for _ in range(ROUNDS)]
    bare, imported, helped = (median(one) for one in zip(*rounds, strict=True))
    benchmark.pedantic(seconds, (HELP,), rounds=3)
    benchmark.extra_info |= {"import_ratio": round(imported / bare, 2), "help_ratio": round(helped / bare, 2)}
    print(
        f"\nimport: bare Python {1000 * bare:.0f} ms of CPU, import casewright {1000 * imported:.0f} ms "
        f"({imported / bare:.2f} times), casewright --help {1000 * helped:.0f} ms ({helped / bare:.1f} times)"
    )
    assert imported / bare < 2
    assert helped / bare < 8
