"""What was accepted: exact scores, and a file that gives the same answers or none."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.errors import InputError, StorageError
from casewright.measures.diversity import AcceptedTable
from casewright.measures.diversity.bleu import bleu_scores
from casewright.measures.words import token_keys

WORDS = st.lists(st.sampled_from("abcdef"), max_size=30).map(" ".join)
REPORTS = st.lists(st.tuples(WORDS, st.sampled_from(["F32.1", "F41.1"])), max_size=6)


def filled(reports: list[tuple[str, str]]) -> AcceptedTable:
    table = AcceptedTable()
    for place, (text, code) in enumerate(reports):
        table.add(f"s{place}", text, code=code)
    return table


@given(WORDS, REPORTS)
def test_self_bleu_is_that_against_everything_accepted(text: str, reports: list[tuple[str, str]]) -> None:
    """Overall and of the code asked for, as BLEU with all of them as references."""
    score = filled(reports).score(text, code="F32.1")
    everything = [token_keys(one) for one, _ in reports]
    own = [token_keys(one) for one, code in reports if code == "F32.1"]
    assert (score.n, score.n_code) == (len(everything), len(own))
    assert score.self_bleu == (pytest.approx(bleu_scores(token_keys(text), everything)) if everything else None)
    assert score.self_bleu_code == (pytest.approx(bleu_scores(token_keys(text), own)) if own else None)


@given(WORDS, REPORTS)
def test_a_table_saved_and_loaded_gives_the_same_answers(text: str, reports: list[tuple[str, str]]) -> None:
    """Also after more was added to either."""
    import tempfile

    table = filled(reports)
    with tempfile.TemporaryDirectory() as folder:
        table.save(Path(folder, "accepted"))
        again = AcceptedTable.load(Path(folder, "accepted"))
    for one in (table, again):
        one.add("later", "a b c d e f a b", code="F41.1")
    assert again.ids == table.ids
    assert again.counts == table.counts
    assert again.score(text, code="F41.1") == table.score(text, code="F41.1")


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.integers(1, 6), st.integers(0, 6))
def test_reports_that_share_most_of_their_sentences_are_told_apart_exactly(seed: int, kinds: int, common: int) -> None:
    """Many reports made of few sentences: what needn't be counted doesn't change the answer."""
    dice = random.Random(seed)

    def sentence() -> str:
        return " ".join(f"w{dice.randrange(300)}" for _ in range(12))

    shared, variants = [sentence() for _ in range(common)], [[sentence() for _ in range(kinds)] for _ in range(8)]

    def report() -> str:
        return " ".join([*shared, *(dice.choice(some) for some in variants), sentence()])

    texts, table = [report() for _ in range(150)], AcceptedTable()
    for place, text in enumerate(texts):
        table.add(f"s{place}", text)
    for asked in (report(), report(), texts[7], sentence()):
        similarity, names = brute(asked, texts)
        assert table.nearest(asked) == (similarity, min(names, default=None))


def brute(text: str, others: list[str]) -> tuple[float, list[str]]:
    def grams(value: str) -> set[tuple[str, ...]]:
        words = value.split()
        return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}

    own = grams(text)
    values = [len(own & grams(other)) / len(own | grams(other)) for other in others]
    return max(values), [f"s{place}" for place, value in enumerate(values) if value == max(values) > 0]


@given(REPORTS, st.randoms())
def test_the_order_of_adding_changes_no_answer(reports: list[tuple[str, str]], dice: random.Random) -> None:
    """A resumed run adds in another order than the one that was stopped."""
    named = [(f"s{place}", *report) for place, report in enumerate(reports)]
    table, other = AcceptedTable(), AcceptedTable()
    for one, order in ((table, named), (other, dice.sample(named, len(named)))):
        for name, text, code in order:
            one.add(name, text, code=code)
    assert table.score("a b c d e f", code="F32.1") == other.score("a b c d e f", code="F32.1")


def test_same_id_twice_is_refused() -> None:
    """And the refused one leaves nothing behind."""
    table = filled([("one two three", "F32.1")])
    with pytest.raises(ValueError, match="'s0'"):
        table.add("s0", "four", code="F41.1")
    assert table.counts == {"F32.1": 1}


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda raw: raw[:-3], "damaged or cut off"),
        (lambda raw: raw[:-3] + b"xyz", "damaged or cut off"),
        (lambda raw: raw.replace(b"accepted 1 ", b"accepted 9 ", 1), "version"),
        (lambda raw: b"{}", "no table"),
        (lambda raw: b"", "no table"),
    ],
    ids=["cut", "changed", "version", "other", "empty"],
)
def test_a_damaged_file_is_refused(tmp_path: Path, damage: object, told: str) -> None:
    """It is never half believed."""
    path = tmp_path / "accepted"
    filled([("one two three four five six", "F32.1")]).save(path)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(InputError, match=told):
        AcceptedTable.load(path)


def test_a_right_checksum_over_nonsense_is_refused(tmp_path: Path) -> None:
    """Numbers that point nowhere, and things that are no table."""
    import json
    import zlib
    from hashlib import blake2b

    good = {"names": ["a"], "codes": ["F32.1"], "words": ["one"], "texts": [[0]]}
    nowhere, twice = {**good, "texts": [[5]]}, {**good, "names": ["a", "a"]}
    wrong: list[object] = [nowhere, twice, {**good, "codes": []}, [], {"names": 3}]
    for bad in wrong:
        body = zlib.compress(json.dumps(bad).encode())
        head = b"casewright-accepted 1 " + blake2b(body, digest_size=16).hexdigest().encode()
        (tmp_path / "accepted").write_bytes(head + b"\n" + body)
        with pytest.raises(InputError, match="checksum is right"):
            AcceptedTable.load(tmp_path / "accepted")


def test_files_that_are_not_there_or_can_not_be_written(tmp_path: Path) -> None:
    """The path is named."""
    with pytest.raises(InputError, match="nowhere"):
        AcceptedTable.load(tmp_path / "nowhere")
    with pytest.raises(StorageError, match="no-folder"):
        AcceptedTable().save(tmp_path / "no-folder" / "accepted")


def test_a_report_is_held_against_those_of_its_code() -> None:
    """BLEU-4 against what was accepted of the code, as the full score tells it; none where nothing was."""
    table = AcceptedTable()
    first = "She has slept badly for two weeks and wakes at four every morning."
    assert table.self_bleu(first, code="F32.1") is None
    table.add("a", first, code="F32.1")
    table.add("b", "He drinks a bottle of spirits a day and shakes when he stops.", code="F10.2")
    assert table.self_bleu(first, code="F32.1") == pytest.approx(1.0)
    full = table.score(first, code="F10.2").self_bleu_code
    assert full is not None
    assert table.self_bleu(first, code="F10.2") == full[3] < 0.1
