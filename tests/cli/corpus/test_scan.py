"""``casewright corpus scan``: which texts copy, and where, without a word of it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("of_notes", [True, False], ids=["notes", "index"])
def test_a_copy_fails_and_its_words_are_not_told(
    run: Any, notes: Path, index: Path, texts: Path, said: Any, *, of_notes: bool
) -> None:
    """By an index or by the notes themselves; the span is a place in the text that was given."""
    against = (notes, "--patient", "who") if of_notes else (index,)
    ended = run("corpus", "scan", *against, texts, "--json")
    assert ended.code == 0
    own, copied, summary = lines(ended.out)
    assert (own["id"], own["outcome"], own["privacy"]["spans"]) == ("own", "pass", [])
    assert (copied["id"], copied["outcome"]) == ("copied", "fail")
    assert copied["privacy"]["longest_run"] >= 17
    (span,) = copied["privacy"]["spans"]
    given = [json.loads(line)["text"] for line in texts.read_text("utf-8").splitlines()]
    assert given[1][span["start"] : span["end"]].startswith("Her brother keeps")
    assert summary["summary"]["copying"]["value"] == 0.5
    assert summary["summary"]["copying"]["n"] == 2
    shown = run("corpus", "scan", *against, texts)
    assert "fail" in shown.out
    assert "n = 2" in shown.out
    assert said(ended.out, ended.err, shown.out, shown.err) == []


def test_the_row_is_told_to_whoever_asks(run: Any, index: Path, texts: Path) -> None:
    """For the holder of the notes; by default no row is named."""
    _, copied, _ = lines(run("corpus", "scan", index, texts, "--json", "--source").out)
    assert copied["sources"][0][0] == 3
    assert lines(run("corpus", "scan", index, texts, "--json").out)[1]["sources"] == []


def test_a_check_that_fails_ends_with_five(run: Any, index: Path, texts: Path, tmp_path: Path) -> None:
    """And with none where nothing copies."""
    assert run("corpus", "scan", index, texts, "--fail-on", "copy").code == 5
    clean = tmp_path / "clean.txt"
    clean.write_text("Nothing in this text was seen anywhere before today.", encoding="utf-8")
    ended = run("corpus", "scan", index, clean, "--fail-on", "copy", "--json")
    assert ended.code == 0
    assert lines(ended.out)[1]["summary"]["copying"]["high"] > 0.7, "nothing found in one text says little"


def test_files_and_folders_of_every_kind_are_read(run: Any, index: Path, texts: Path, tmp_path: Path) -> None:
    """Ids stand once each; what can't be read is listed and the rest goes on."""
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "a.txt").write_text("A plain text that a person wrote down.", encoding="utf-8")
    (folder / "b.md").write_bytes("Depresión".encode("latin-1"))
    (folder / "c.csv").write_text("text,id\nA row of a table of words,x\nAnother row of it,x\n", encoding="utf-8")
    (folder / "d.jsonl.gz").write_bytes(gzip.compress(texts.read_bytes()))
    (folder / "ignored.bin").write_bytes(b"\0")
    ended = run("corpus", "scan", index, folder, texts, "--json")
    assert ended.code == 0
    names = [line["id"] for line in lines(ended.out)[:-1]]
    assert names == ["a.txt", "c.csv:x", "c.csv:x#2", "d.jsonl.gz:own", "d.jsonl.gz:copied",
                     "reports.jsonl:own", "reports.jsonl:copied"]  # fmt: skip
    assert "b.md: not UTF-8 text" in ended.err


def test_what_was_indexed_thin_finds_verbatim_copies(run: Any, notes: Path, texts: Path, tmp_path: Path) -> None:
    """A thinned index is smaller and still sees them."""
    out = tmp_path / "thin.cwindex"
    assert run("corpus", "index", notes, "--patient", "who", "--thin", "--out", out).code == 0
    assert run("corpus", "scan", out, texts, "--fail-on", "copy").code == 5
    assert "thinned" in run("corpus", "info", out).out
