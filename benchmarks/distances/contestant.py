"""One contestant in a process of its own: ``corpus.npy`` and ``queries_N.npy`` of a folder in, seconds and answers out.

``faiss`` is IndexFlatIP as it comes. It takes BLAS from a size on that its 1.15 sets high; ``faiss-blas`` is told to
take it always. ``ours`` is `casewright.measures.embedding.nearest`. All are asked for the two nearest rows.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROUNDS = 5

Search = Callable[[Any], Any]
"""Queries to two distances each."""


def ours(corpus: Any) -> Search:
    from casewright.measures.embedding import nearest

    def search(queries: Any) -> Any:
        found = nearest(queries, corpus)
        return np.stack([found.first, found.second], axis=1)

    return search


def theirs(corpus: Any, *, blas: bool) -> Search:
    import faiss  # type: ignore[import-not-found]  # a peer's

    if blas:
        faiss.cvar.distance_compute_blas_threshold = 1
    index = faiss.IndexFlatIP(corpus.shape[1])
    index.add(corpus)
    return lambda queries: np.maximum(1 - index.search(queries, 2)[0], 0)


def timed(search: Search, queries: Any) -> tuple[dict[str, float], Any]:
    """The least of some rounds, after one that warms up."""
    answer, cpu, wall = search(queries), [], []
    for _ in range(ROUNDS):
        began = time.process_time(), time.perf_counter()
        search(queries)
        cpu.append(time.process_time() - began[0])
        wall.append(time.perf_counter() - began[1])
    return {"cpu": min(cpu), "wall": min(wall)}, answer


def main(system: str, folder: Path) -> None:
    corpus = np.load(folder / "corpus.npy")
    search = ours(corpus) if system == "ours" else theirs(corpus, blas=system == "faiss-blas")
    told = {}
    for path in sorted(folder.glob("queries_*.npy")):
        size = path.stem.removeprefix("queries_")
        told[size], answer = timed(search, np.load(path))
        np.save(folder / f"{system}_{size}.npy", answer)
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
