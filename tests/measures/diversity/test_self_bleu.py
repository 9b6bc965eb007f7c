"""Self-BLEU: equal to its definition, whatever is added, taken out, saved and loaded; damaged files are told."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.errors import InputError, StorageError
from casewright.measures.diversity.bleu import bleu_scores
from casewright.measures.diversity.gram_trie import GramTrie
from casewright.measures.diversity.self_bleu import SelfBleuTable

TEXT = st.lists(st.sampled_from(["a", "b", "c", 1, 2]), max_size=10)
SETS = st.lists(TEXT, max_size=7)

Text = list[str | int]


def table_of(texts: list[Text]) -> SelfBleuTable:
    table = SelfBleuTable()
    table.add_all((str(i), text) for i, text in enumerate(texts))
    return table


@given(SETS)
def test_equals_its_definition(texts: list[Text]) -> None:
    """Each text's score is its BLEU with all the others as references, to the last digit."""
    scores = table_of(texts).self_bleu()
    for i, text in enumerate(texts):
        assert scores[str(i)] == bleu_scores(text, texts[:i] + texts[i + 1 :])


@given(SETS, TEXT)
def test_a_candidate_is_held_against_everything(texts: list[Text], text: Text) -> None:
    """A text that was not added scores as BLEU against all that were, and changes nothing."""
    table = table_of(texts)
    before = table.self_bleu()
    assert table.score(text) == bleu_scores(text, texts)
    assert table.self_bleu() == before


@given(SETS)
def test_one_by_one_or_all_at_once(texts: list[Text]) -> None:
    """Adding one by one, all at once or in another order gives the same scores, within bounds."""
    table = SelfBleuTable()
    for i, text in reversed(list(enumerate(texts))):
        table.add(str(i), text)
    scores = table_of(texts).self_bleu()
    assert table.self_bleu() == scores
    assert all(0 <= value <= 1 for row in scores.values() for value in row)


@given(SETS.filter(bool), st.integers(0, 6))
def test_removed_as_if_never_added(texts: list[Text], place: int) -> None:
    """What was taken out leaves no trace, and its id is free again."""
    table, gone = table_of(texts), str(place % len(texts))
    table.remove(gone)
    rest = SelfBleuTable()
    rest.add_all((str(i), text) for i, text in enumerate(texts) if str(i) != gone)
    assert gone not in table
    assert table.self_bleu() == rest.self_bleu()
    table.add(gone, texts[int(gone)])
    assert table.self_bleu() == table_of(texts).self_bleu()


def test_small_sets() -> None:
    """No text, one text, empty texts: each has an answer."""
    table = SelfBleuTable()
    assert table.self_bleu() == {}
    assert table.mean() is None
    assert table.score(["a"]) == table.score([]) == (0, 0, 0, 0)
    table.add("one", ["calm", "and", "clear"])
    assert table.self_bleu() == {"one": (0, 0, 0, 0)}
    assert table.mean() is None
    table.add("empty", [])
    assert table.mean() == (0, 0, 0, 0)
    table.add("same", ["calm", "and", "clear"])
    assert table.self_bleu()["one"][:3] == (1, 1, 1)
    assert len(table) == 3


def test_long_texts_of_one_word() -> None:
    """Counts over 65,535 are kept as they are."""
    table = table_of([["a"] * 100_000, ["a"] * 70_000])
    assert table.self_bleu()["0"][0] == pytest.approx(0.7)


def test_many_texts_in_batches() -> None:
    """Texts beyond one batch are counted as those within it."""
    dice = np.random.default_rng(3)
    texts: list[Text] = [dice.integers(0, 400, 900).tolist() for _ in range(160)]
    table = table_of(texts)
    scores = table.self_bleu()
    for i in (0, 72, 73, 159):
        assert scores[str(i)] == bleu_scores(texts[i], texts[:i] + texts[i + 1 :])
    assert table.mean() == pytest.approx(np.mean(list(scores.values()), axis=0))
    assert 0 < table.nbytes < 50e6


def test_an_id_twice_is_refused() -> None:
    """An id is one text's; nothing is added when one of several is refused."""
    table = table_of([["a"], ["b"]])
    with pytest.raises(ValueError, match="'1' was added before"):
        table.add_all([("9", ["c"]), ("1", ["c"])])
    assert "9" not in table
    with pytest.raises(ValueError, match="no text '9'"):
        table.remove("9")


def test_keys_that_meet_in_one_slot() -> None:
    """However many nodes are made at once, each keeps its number."""
    trie = GramTrie()
    keys = np.arange(1, 40_001, dtype=np.uint64) << np.uint64(32)
    rows = trie.grow(keys)
    assert sorted(rows.tolist()) == list(range(1, 40_001))
    assert trie.find(keys).tolist() == rows.tolist()
    assert trie.find(keys + np.uint64(1)).max() == -1
    assert len(trie) == 40_000


@given(SETS, TEXT)
def test_saved_and_loaded(tmp_path_factory: pytest.TempPathFactory, texts: list[Text], text: Text) -> None:
    """A loaded table scores as the one that was saved, and goes on from there."""
    path = tmp_path_factory.mktemp("tables") / "accepted.selfbleu"
    table = table_of(texts)
    table.save(path)
    loaded = SelfBleuTable.load(path)
    assert loaded.self_bleu() == table.self_bleu()
    for one in (table, loaded):
        one.add("more", text)
    assert loaded.self_bleu() == table.self_bleu()


def saved(folder: Path) -> Path:
    path = folder / "table"
    table_of([["calm", "\udc80", 3], ["calm"]]).save(path)
    return path


def test_another_version_is_told(tmp_path: Path) -> None:
    """A file of another version says so, and which is read."""
    path = saved(tmp_path)
    head, body = path.read_bytes().split(b"\n")
    path.write_bytes(json.dumps(json.loads(head) | {"version": 7}).encode() + b"\n" + body)
    with pytest.raises(InputError, match="is of version 7; this version reads 1"):
        SelfBleuTable.load(path)


@given(st.data())
def test_damage_is_told(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """One byte changed, or the end cut off, is an error that names the file, wherever it happens."""
    path = saved(tmp_path_factory.mktemp("tables"))
    raw = path.read_bytes()
    place = data.draw(st.integers(0, len(raw) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != raw[place]))
    same = json.loads(raw.split(b"\n")[0])
    for bad in (raw[:place], raw[:place] + bytes([other]) + raw[place + 1 :]):
        path.write_bytes(bad)
        try:
            head = json.loads(bad.split(b"\n")[0])
        except ValueError:
            head = None
        if head != same or bad.split(b"\n")[1:] != raw.split(b"\n")[1:]:
            with pytest.raises(InputError, match="table"):
                SelfBleuTable.load(path)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param([4, ["a"], {"x": [1]}], id="unknown-token"),
        pytest.param([4, ["a"], {"x": [-1]}], id="negative"),
        pytest.param([4, ["a"], {"x": [True]}], id="no-number"),
        pytest.param([4, ["a", "a"], {}], id="token-twice"),
        pytest.param([4, [[]], {}], id="no-token"),
        pytest.param([0, [], {}], id="no-orders"),
        pytest.param({}, id="no-list"),
    ],
)
def test_tampering_is_told(tmp_path: Path, body: object) -> None:
    """A file with the right checksum is not believed for that."""
    from casewright.measures.diversity import self_bleu_file

    path = saved(tmp_path)
    raw = json.dumps(body).encode()
    head = json.loads(path.read_bytes().split(b"\n")[0]) | {"blake2b": self_bleu_file._digest(raw)}
    path.write_bytes(json.dumps(head).encode() + b"\n" + raw)
    with pytest.raises(InputError, match="holds no Self-BLEU table"):
        SelfBleuTable.load(path)


def test_what_cannot_be_read_or_written(tmp_path: Path) -> None:
    """A missing file, one of something else, a folder that is not there, a token without JSON: each is told."""
    with pytest.raises(InputError, match=r"can't read .*none"):
        SelfBleuTable.load(tmp_path / "none")
    other = tmp_path / "other"
    for raw in (b"", b"[1]\n", b"\xff\n", b"[" * 100_000):
        other.write_bytes(raw)
        with pytest.raises(InputError, match="is no Self-BLEU table"):
            SelfBleuTable.load(other)
    with pytest.raises(StorageError, match="can't write"):
        SelfBleuTable().save(tmp_path / "no" / "table")
    table = SelfBleuTable()
    table.add("1", [("a", "b")])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="strings or whole numbers"):
        table.save(other)
