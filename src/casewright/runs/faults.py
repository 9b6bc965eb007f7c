"""Samples that met a fault of ours: kept aside, so that the others go on, and named at the end."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from traceback import extract_tb

from casewright.errors import SampleFaultError

__all__ = ["MOST_FAULTS", "fault_of"]

MOST_FAULTS = 3
"""After so many nothing more is begun."""


def fault_of(faults: Mapping[str, BaseException]) -> SampleFaultError:
    """The error that ends a run, by what each sample met. An exception's message may hold a report's text and is
    left out; the exception itself is the error's cause."""
    few = "a sample" if len(faults) == 1 else f"{len(faults)} samples"
    told = "; ".join(f"{sample}: {type(error).__name__} at {_place(error)}" for sample, error in sorted(faults.items()))
    found = SampleFaultError(f"{few} met a fault of the program and stay undecided: {told}")
    found.__cause__ = next(iter(faults.values()))
    return found


def _place(error: BaseException) -> str:
    frames = extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"
