"""What a sample costs beside its judges' calls: the gate against its transport, LangGraph's saver and G-Eval.

Every contestant is a process that asks the same endpoint, which is a process too, so that CPU time counts one alone.
They take turns, and medians of turns are compared. `make bench-peers` installs the peers; without them their rows
are left out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from benchmarks.overhead.cases import draw, tell
from benchmarks.overhead.contestants import PEERS, SITE, Contestant, endpoint, process, told_by

ROUNDS = 9
SAMPLES = {"single": 10, "aspect": 10, "criterion": 4}
"""Of a turn, all of them at once."""
ALLOWED, QUIET_CALL = 8.0, 0.2
"""Milliseconds of CPU a sample over the transport, where aiohttp takes so many for a call. A busy machine makes both
dearer, so the limit grows with what a call takes now."""
IN_FLIGHT = 500
CALLS = {"single": 3, "aspect": 15, "criterion": 105}

Say = Callable[[str], None]


def commands(shape: str, base: str, report: Path) -> dict[str, list[str]]:
    """The contestants by name."""
    own = [sys.executable, "-m"]
    gate = [*own, "benchmarks.overhead.ours", shape, f"{base}/v1"]
    found = {
        "aiohttp alone": [*own, "benchmarks.overhead.plain", shape, f"{base}/v1"],
        "gate": [*gate, "nothing"],
        "gate and ledger": [*gate, "ledger"],
    }
    if SITE.is_dir():
        peer = [str(PEERS / "bin/python"), "-m", "benchmarks.overhead.geval", str(CALLS[shape]), f"{base}/v1"]
        found["gate and SQLite saver"] = [*gate, "saver", "--peers", str(SITE)]
        found["G-Eval, one client"] = [*peer, str(report), "shared"]
        if shape != "criterion":  # 105 clients a sample take minutes and tell nothing new
            found["G-Eval as it comes"] = [*peer, str(report), "local"]
    return found


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report for the peers."""
    import asyncio

    path = tmp_path_factory.mktemp("report") / "report.txt"
    cases = draw(1)
    path.write_text(asyncio.run(tell(cases)).reports[cases[0].id].text, encoding="utf-8")
    return path


def race(shape: str, home: Path, report: Path) -> dict[str, list[dict[str, Any]]]:
    """What each contestant told in each of its turns; the first is for warming up."""
    with endpoint(home) as base, ExitStack() as stack:
        entered = {
            name: Contestant(stack.enter_context(process(*command, home=home)))
            for name, command in commands(shape, base, report).items()
        }
        for contestant in entered.values():
            contestant.turn(SAMPLES[shape], SAMPLES[shape])
        turns: dict[str, list[dict[str, Any]]] = {name: [] for name in entered}
        for _ in range(ROUNDS):
            for name, contestant in entered.items():
                turns[name].append(contestant.turn(SAMPLES[shape], SAMPLES[shape]))
    return turns


def rows(turns: Mapping[str, list[dict[str, Any]]]) -> dict[str, dict[str, float]]:
    """Medians: CPU of a sample, what of it is work of its own, and what is left over the transport."""
    plain = median(turn["ms"] for turn in turns["aiohttp alone"])
    found = {}
    for name, told in turns.items():
        whole = median(turn["ms"] for turn in told)
        stages = {stage: median(turn["stages"][stage] for turn in told) for stage in told[0].get("stages", {})}
        apart = stages.get("textstat", 0.0) + stages.get("identifiers", 0.0)
        checks = sum(stages.values()) - apart
        found[name] = {"whole": whole, "apart": apart, "checks": checks, "over": whole - apart - plain, "plain": plain}
    return found


def table(shape: str, found: Mapping[str, Mapping[str, float]]) -> str:
    """The rows as Markdown."""
    lines = [
        f"CPU ms a sample, {CALLS[shape]} judge calls ({shape}), median of {ROUNDS} turns of {SAMPLES[shape]}:",
        "",
        "| | whole | textstat, identifiers | over aiohttp | of it facts, rules, text checks | rest | times aiohttp |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, row in found.items():
        rest = row["over"] - row["checks"]
        cells = (row["whole"], row["apart"], row["over"], row["checks"], rest, row["whole"] / row["plain"])
        lines.append(f"| {name} | " + " | ".join(f"{cell:.1f}" for cell in cells) + " |")
    return "\n".join(lines)


@pytest.mark.parametrize("shape", ["single", "aspect", "criterion"])
def test_overhead(shape: str, say: Say, tmp_path: Path, report: Path) -> None:
    """The gate's own share of a sample, over the same requests by aiohttp alone."""
    if not SITE.is_dir():
        say(f"peers are left out: no environment at {PEERS}; `make bench-peers` makes it")
    found = rows(race(shape, tmp_path, report))
    say(table(shape, found))
    if shape == "single":
        slower = max(1.0, found["aiohttp alone"]["whole"] / (CALLS[shape] * QUIET_CALL))
        assert found["gate"]["over"] - found["gate"]["checks"] <= ALLOWED * slower


def test_samples_in_flight(say: Say, tmp_path: Path) -> None:
    """At least 500 samples wait for their judges at once, where a call takes four seconds."""
    with endpoint(tmp_path, delay=4.0) as base:
        lines = []
        for kept in ("nothing", "ledger", *(["saver"] if SITE.is_dir() else [])):
            command = [sys.executable, "-m", "benchmarks.overhead.ours", "single", f"{base}/v1", kept]
            with process(*command, "--peers", str(SITE), home=tmp_path) as started:
                contestant = Contestant(started)
                contestant.turn(5, 5)
                told_by(base)["most"]
                told = contestant.turn(600, 600)
                lines.append((kept, told_by(base)["most"] // 3, told["ms"], told["seconds"]))
    for kept, most, ms, seconds in lines:
        say(f"keeping {kept}: {most} samples in flight at once, {ms:.1f} ms of CPU a sample, {seconds:.0f} s for 600")
    assert lines[0][1] >= IN_FLIGHT
