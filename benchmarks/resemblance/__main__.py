"""`python -m benchmarks.resemblance`: each measure beside its best-known library on the same input, digits and time."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.resemblance.contestant import PERMUTATIONS, timed
from benchmarks.resemblance.environment import DEFAULT, SINGLE, ask, prepare
from benchmarks.resemblance.inputs import LENGTH, write_inputs
from benchmarks.resemblance.ours import OURS

TITLES = {
    "rouge": ("ROUGE-L, English", "rouge-score"),
    "meteor": ("METEOR, exact and stem, English", "nltk, empty word net"),
    "meteor_es": ("METEOR, exact and stem, Spanish", "nltk, Snowball, empty word net"),
    "mmd": (f"MMD², {PERMUTATIONS} permutations", "frouros"),
    "transport": ("earth mover's distance", "POT, ot.emd2"),
    "bertscore": ("greedy matching of given token vectors", "bert-score"),
}


def table(python: Path, folder: Path) -> Iterator[str]:
    """A row a measure; where the peer is missing, why."""
    yield "| measure | peer | n | ours, ms of CPU | peer, ms | peer / ours | largest difference |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
    said = [""]
    for name, (title, peer) in TITLES.items():
        told = ask(python, name, folder)
        if "missing" in told:
            yield f"| {title} | {peer} | – | – | – | – | not measured: {told['missing']} |"
            continue
        seconds, values = timed(OURS[name](folder))
        compared = 1 if name == "mmd" else len(values)
        apart = max(abs(a - b) for a, b in zip(values[:compared], told["values"], strict=False))
        ratio = told["seconds"] / seconds
        cells = [title, peer, str(compared), f"{1000 * seconds:.1f}", f"{1000 * told['seconds']:.1f}", f"{ratio:.1f}"]
        yield f"| {' | '.join(cells)} | {apart:.0e} |"
        if name == "mmd":
            said.append(f"p of the same samples, each with its own permutations: {values[1]} and {told['values'][1]}")
    yield from said


def main(folder: Path, pairs: int, rows: int) -> None:
    python = prepare(folder)
    if python is None:
        return
    print(
        f"{pairs} pairs of texts of {LENGTH} words, {rows} vectors a sample, one thread each; least of three rounds\n"
    )
    with tempfile.TemporaryDirectory() as place:
        write_inputs(Path(place), pairs, rows)
        for line in table(python, Path(place)):
            print(line, flush=True)


if __name__ == "__main__":
    if any(os.environ.get(name) != value for name, value in SINGLE.items()):
        again = [sys.executable, "-m", "benchmarks.resemblance", *sys.argv[1:]]
        os.execve(sys.executable, again, os.environ | SINGLE)  # noqa: S606 - threads are set before numpy loads
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--venv", type=Path, default=DEFAULT, help="where the peers are, or go")
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--rows", type=int, default=100, help="vectors of each sample")
    asked = parser.parse_args()
    main(asked.venv, asked.pairs, asked.rows)
