"""What one would use instead, in its own environment: JSON from a file, JSON to another. Imports nothing of ours.

Each system answers every query with the number of the likeliest note and its score, and says its CPU seconds.
"""

from __future__ import annotations

import json
import pickle
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Answer = tuple[int, float] | None
Built = tuple[Callable[[str], Answer], int | None]
SHINGLE = 4
PERMUTATIONS = 128
BANDS = {0.5: 32, 0.1: 64}
"""Bands of rensa's LSH by the Jaccard from which a pair is likely to meet: (1/32)^(1/4) = 0.42, (1/64)^(1/2) = 0.13."""
WINDOW, STEP = 30, 15


def shingles(text: str) -> list[str]:
    words = re.findall(r"\w+", text.lower())
    return list({" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))})


def datasketch_lsh(notes: list[str], jaccard: float) -> Built:
    import datasketch  # type: ignore[import-not-found,unused-ignore]  # a peer's

    def sign(text: str) -> Any:
        signature = datasketch.MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([one.encode() for one in shingles(text)])
        return signature

    lsh, signatures = datasketch.MinHashLSH(threshold=jaccard, num_perm=PERMUTATIONS), [sign(text) for text in notes]
    for number, signature in enumerate(signatures):
        lsh.insert(number, signature)

    def ask(text: str) -> Answer:
        mine = sign(text)
        return best((number, float(mine.jaccard(signatures[number]))) for number in lsh.query(mine))

    kept = pickle.dumps(lsh), [signature.hashvalues.astype("uint32").tobytes() for signature in signatures]
    return ask, len(kept[0]) + sum(map(len, kept[1]))


def rensa_lsh(notes: list[str], jaccard: float) -> Built:
    import rensa  # type: ignore[import-not-found,unused-ignore]  # a peer's

    def sign(text: str) -> Any:
        signature = rensa.RMinHash(num_perm=PERMUTATIONS, seed=42)
        signature.update(shingles(text))
        return signature

    lsh = rensa.RMinHashLSH(threshold=jaccard, num_perm=PERMUTATIONS, num_bands=BANDS[jaccard])
    signatures = [sign(text) for text in notes]
    for number, signature in enumerate(signatures):
        lsh.insert(number, signature)

    def ask(text: str) -> Answer:
        mine = sign(text)
        return best((number, float(mine.jaccard(signatures[number]))) for number in lsh.query(mine))

    return ask, len(pickle.dumps(lsh)) + 4 * PERMUTATIONS * len(notes)


def tantivy_bm25(notes: list[str], _: float) -> Built:
    import tantivy  # type: ignore[import-not-found,unused-ignore]  # a peer's

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", stored=True)
    builder.add_text_field("text", index_option="freq")
    folder = tempfile.mkdtemp(prefix="tantivy-")
    index = tantivy.Index(builder.build(), path=folder)
    writer = index.writer(num_threads=1)
    for number, text in enumerate(notes):
        writer.add_document(tantivy.Document(number=number, text=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(text: str) -> Answer:
        query = index.parse_query(" ".join(re.findall(r"\w+", text.lower())), ["text"])
        hits = searcher.search(query, 1, count=False).hits
        return (int(searcher.doc(hits[0][1])["number"][0]), float(hits[0][0])) if hits else None

    return ask, sum(file.stat().st_size for file in Path(folder).iterdir())


def rapidfuzz_windows(notes: list[str], _: float) -> Built:
    """Windows of thirty words, every fifteen, each in its best place in every note."""
    from rapidfuzz import fuzz

    def ask(text: str) -> Answer:
        words = text.split()
        windows = [" ".join(words[i : i + WINDOW]) for i in range(0, max(1, len(words) - STEP), STEP)]
        return best(
            (number, max(fuzz.partial_ratio(window, note) for window in windows)) for number, note in enumerate(notes)
        )

    return ask, sum(len(text.encode()) for text in notes)


def best(scored: Any) -> Answer:
    return max(scored, key=lambda one: one[1], default=None)


SYSTEMS: dict[str, tuple[Callable[[list[str], float], Built], float]] = {
    "datasketch-0.5": (datasketch_lsh, 0.5),
    "datasketch-0.1": (datasketch_lsh, 0.1),
    "rensa-0.5": (rensa_lsh, 0.5),
    "rensa-0.1": (rensa_lsh, 0.1),
    "tantivy": (tantivy_bm25, 0.0),
    "rapidfuzz": (rapidfuzz_windows, 0.0),
}


def run(name: str, asked: dict[str, Any]) -> dict[str, Any]:
    build, jaccard = SYSTEMS[name]
    began = time.process_time()
    ask, size = build(asked["notes"], jaccard)
    built = time.process_time() - began
    for text in asked["queries"][:20]:
        ask(text)
    answers, seconds = [], []
    for text in asked["queries"]:
        began = time.process_time()
        answers.append(ask(text))
        seconds.append(time.process_time() - began)
    return {"build": built, "bytes": size, "answers": answers, "seconds": seconds}


if __name__ == "__main__":
    told = json.loads(Path(sys.argv[2]).read_text("utf-8"))
    Path(sys.argv[3]).write_text(json.dumps(run(sys.argv[1], told)), "utf-8")
