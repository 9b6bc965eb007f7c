"""What a study ran with: versions and the machine."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

__all__ = ["versions"]

TOLD = ("casewright", "langgraph", "xllamacpp", "litellm", "transformers")


def versions() -> Mapping[str, str]:
    """Of this package, Python, whatever here can run or reach a model, and the machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    packages = {name: found for name in TOLD if (found := _version(name))}
    machine = {"python": platform.python_version(), "platform": platform.platform(), "cores": str(cores)}
    return {**packages, **machine}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
