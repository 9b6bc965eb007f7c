"""`python -m benchmarks.distances`: milliseconds a batch of queries, ours and faiss's; whether both say the same."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from benchmarks.distances.environment import DEFAULT, OURS, Answer, measure, prepare
from numpy.typing import NDArray

DIMENSIONS = 384
SIZES = (1_000, 10_000, 100_000)
BATCHES = (1, 64, 256, 1_000)
CENTRES = 200
SPREAD = 0.06
"""Around its centre; rows of one centre then lie at a cosine distance of about 0.6."""
SAME = 1e-5

Answers = Mapping[int, Answer]


def draw(folder: Path, size: int) -> None:
    """Unit rows around centres, as notes of a few kinds are, and queries of the same making."""
    dice = np.random.default_rng(size)
    centres = dice.standard_normal((CENTRES, DIMENSIONS)) / np.sqrt(DIMENSIONS)

    def rows(count: int) -> NDArray[np.float32]:
        made = centres[dice.integers(0, CENTRES, count)] + SPREAD * dice.standard_normal((count, DIMENSIONS))
        unit: NDArray[np.float64] = made / np.linalg.norm(made, axis=1, keepdims=True)
        return unit.astype(np.float32)

    np.save(folder / "corpus.npy", rows(size))
    for batch in BATCHES:
        np.save(folder / f"queries_{batch}.npy", rows(batch))


def table(size: int, ours: Answers, faiss: Answers | None, blas: Answers | None) -> Iterator[str]:
    for batch in BATCHES:
        cells = [f"{size:,}", f"{batch:,}", _time(ours[batch])]
        cells += [_beside(other, ours, batch) for other in (faiss, blas)]
        cells.append("–" if faiss is None else _same(ours[batch], faiss[batch]))
        yield f"| {' | '.join(cells)} |"


def _beside(other: Answers | None, ours: Answers, batch: int) -> str:
    return "not installed" if other is None else f"{_time(other[batch])} ({_ratio(other, ours, batch)})"


def _time(answer: Answer) -> str:
    return f"{1000 * answer[0]['cpu']:.1f} / {1000 * answer[0]['wall']:.1f}"


def _ratio(other: Answers, ours: Answers, batch: int) -> str:
    return " / ".join(f"{other[batch][0][clock] / ours[batch][0][clock]:.1f}" for clock in ("cpu", "wall"))


def _same(ours: Answer, other: Answer) -> str:
    apart = float(np.abs(ours[1] - other[1]).max())
    return "same" if apart < SAME else f"differ by {apart:.1e}"


def main(folder: Path, threads: int, sizes: tuple[int, ...]) -> None:
    python = prepare(folder)
    print(f"{DIMENSIONS} dimensions, k = 2, {threads} threads each; ms of CPU / of wall a batch, least of five\n")
    print("| rows | queries | ours | faiss flat (times ours) | faiss flat, BLAS always | answers |")
    print("| ---: | ---: | ---: | ---: | ---: | --- |")
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            draw(Path(place), size)
            ours = measure(OURS, "ours", Path(place), threads)
            faiss = measure(python, "faiss", Path(place), threads) if python else None
            blas = measure(python, "faiss-blas", Path(place), threads) if python else None
            print("\n".join(table(size, ours, faiss, blas)), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--venv", type=Path, default=DEFAULT, help="where faiss is, or goes")
    parser.add_argument("--threads", type=int, default=1, help="of every contestant")
    parser.add_argument("--rows", type=int, action="append", help="of the corpus; several times for several")
    asked = parser.parse_args()
    main(asked.venv, asked.threads, tuple(asked.rows or SIZES))
