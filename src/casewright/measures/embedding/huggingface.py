"""A sentence encoder of the user's own, from a folder on this disk, by transformers. No hub is asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from casewright.errors import InputError, UsageError
from casewright.hashing import content_hash
from casewright.measures.embedding.packages import hash_file
from casewright.measures.embedding.protocol import Rows
from casewright.measures.embedding.stretches import mean_of_stretches, unit_rows
from casewright.measures.embedding.tokens import Tokens

__all__ = ["LocalEmbedder"]

MOST_TOKENS = 512
INSTALL = "'casewright[huggingface]'"


class LocalEmbedder:
    """Mean of the last layer over tokens, by stretches of what the model reads (at most 512 tokens).

    Args:
        path: A folder as transformers saves it: ``config.json``, weights and a tokenizer.

    Raises:
        InputError: there is no such folder, or no model in it.
    """

    def __init__(self, path: str) -> None:
        self._folder = Path(path).expanduser()
        if not (self._folder / "config.json").is_file():
            what = "holds no config.json" if self._folder.is_dir() else "is not there"
            raise InputError(f"embedder 'huggingface/{path}': {str(self._folder)!r} {what}; a folder is needed")

    @property
    def name(self) -> str:
        return f"huggingface/{self._folder}"

    @cached_property
    def fingerprint(self) -> str:
        """Of the folder's own files, whatever it is called."""
        files = sorted(path for path in self._folder.iterdir() if path.is_file())
        return content_hash([[path.name, hash_file(path)] for path in files])

    def fitted(self, texts: Sequence[str]) -> Self:
        return self

    def embed(self, texts: Sequence[str]) -> Rows:
        rows = [self._row(text) for text in texts]
        return unit_rows(np.stack(rows)) if rows else np.zeros((0, self._dimensions), dtype=np.float32)

    def embed_tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """Rows of the last layer, each stretch read alone; marks of ends are left out."""
        return [self._tokens_of(text) for text in texts]

    def _tokens_of(self, text: str) -> Tokens:
        pieces: list[str] = []
        parts = [np.zeros((0, self._dimensions), dtype=np.float32)]
        for ids, special in self._stretches(text):
            kept = np.flatnonzero(np.array(special) == 0)
            parts.append(self._states(ids)[kept])
            pieces += self._loaded[0].convert_ids_to_tokens([ids[place] for place in kept])
        return Tokens(tuple(pieces), unit_rows(np.concatenate(parts)))

    def _row(self, text: str) -> NDArray[np.float32]:
        return mean_of_stretches([ids for ids, _ in self._stretches(text)], self._stretch, self._dimensions)

    def _stretches(self, text: str) -> list[tuple[list[int], list[int]]]:
        """Ids of each stretch, and which of them are marks rather than text."""
        how = {"return_overflowing_tokens": True, "return_special_tokens_mask": True, "truncation": True}
        told = self._loaded[0](text, max_length=self._tokens, **how)
        both = zip(told["input_ids"], told["special_tokens_mask"], strict=True)
        return [(ids, special) for ids, special in both if not all(special)]

    def _stretch(self, ids: list[int]) -> NDArray[np.float32]:
        mean: NDArray[np.float32] = self._states(ids).mean(axis=0)
        return mean

    def _states(self, ids: list[int]) -> NDArray[np.float32]:
        import torch

        whole = torch.tensor([ids])
        with torch.inference_mode():
            states = self._loaded[1](input_ids=whole, attention_mask=torch.ones_like(whole)).last_hidden_state
        rows: NDArray[np.float32] = states[0].float().numpy()
        return rows

    @property
    def _tokens(self) -> int:
        """Of a stretch."""
        tokenizer, model = self._loaded
        read = getattr(model.config, "max_position_embeddings", MOST_TOKENS)
        return int(min(tokenizer.model_max_length, read, MOST_TOKENS))

    @property
    def _dimensions(self) -> int:
        return int(self._loaded[1].config.hidden_size)

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        try:
            import torch  # noqa: F401 - transformers imports without it and fails later
            from transformers import AutoModel, AutoTokenizer
        except ImportError as error:
            raise UsageError(f"embedder 'huggingface/PATH' needs {error.name}: pip install {INSTALL}") from error
        how: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
        try:
            tokenizer = AutoTokenizer.from_pretrained(str(self._folder), **how)
            model = AutoModel.from_pretrained(str(self._folder), **how).eval()
        except (OSError, ValueError, ImportError, KeyError) as error:
            raise InputError(f"transformers can't load {str(self._folder)!r}: {error}") from error
        if not tokenizer.is_fast:
            raise InputError(f"{str(self._folder)!r} has no tokenizer.json, which longer texts take")
        return tokenizer, model
