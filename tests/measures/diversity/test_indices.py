"""The older indices against published values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.measures.diversity.indices import frequency_indices, length_indices, msttr


def test_published_values(data_dir: Path) -> None:
    """The values that LexicalRichness and quanteda publish; with test_lexical's and the counts these are all 35.

    One is not ours: told to discard the words left over, LexicalRichness drops the last segment even if it is whole.
    """
    lines = (data_dir / "vectors" / "lexdiv_published.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    held = 0
    for row in rows:
        words, metric, window = row["tokens"], row["metric"], row["params"].get("window")
        ours = {"words": len(words), "types": len(set(words)), "msttr": msttr(words, window or 100)}
        ours |= length_indices(words) | frequency_indices(words)
        dropped = metric == "msttr" and row["params"]["discard"] and len(words) % window == 0
        if metric in ours and not (dropped and "LexicalRichness" in row["source"]):
            assert ours[metric] == pytest.approx(row["expected"], abs=row["tol"]), metric
            held += 1
    assert held == 21


def test_korpus_sample(data_dir: Path) -> None:
    """koRpus's sample text; its logarithms are decimal, its values rounded to two places."""
    sample = json.loads((data_dir / "vectors" / "korpus_sample.json").read_text(encoding="utf-8"))
    words, table = sample["tokens"], sample["expected_table"]
    found = length_indices(words, 10)
    names = {"cttr": "CTTR", "herdan_c": "HerdanC", "dugast": "Uber", "summer_s": "Summer"}
    assert found == found | {name: pytest.approx(table[theirs], abs=0.006) for name, theirs in names.items()}
    assert (found["maas_a2"] or 0) ** 0.5 == pytest.approx(table["Maas_a"], abs=0.005)
    assert frequency_indices(words)["yule_k"] == pytest.approx(table["YuleK"], abs=0.005)
    assert msttr(words) == pytest.approx(table["MSTTR(seg=100)"], abs=0.005)


@given(st.lists(st.sampled_from("abc"), max_size=30))
def test_any_text_has_an_answer(words: list[str]) -> None:
    """Each index is a number or, where nothing is left to divide by, missing."""
    found = length_indices(words) | frequency_indices(words)
    assert len(found) == 9
    assert all(value is None or value == value for value in found.values())
    assert (msttr(words, 10) is None) == (len(words) < 10)
