"""What PLACE may be, and what its name before ``=`` means."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from casewright.cli.study.places import file_place, place_named
from casewright.errors import InputError
from casewright.ledger import FILE_NAME, open_ledger
from casewright.testing.kept_run import RUN, keep_run


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A run's folder with its ledger."""
    folder = tmp_path / "kept"
    folder.mkdir()

    async def keep() -> None:
        ledger = open_ledger(folder / FILE_NAME)
        await keep_run(ledger, ["accepted"], n=1)
        await ledger.close()

    asyncio.run(keep())
    return folder


def test_a_run_is_a_folder_a_ledger_with_its_id_or_an_id(kept: Path) -> None:
    """All three are the same run."""
    named = [
        place_named(str(kept)),
        place_named(f"{kept / FILE_NAME}#{RUN}"),
        place_named(RUN, ledger=str(kept)),
    ]
    assert {(one.kind, one.run, one.path) for one in named} == {("run", RUN, kept)}


def test_a_name_before_the_sign_is_the_arms(kept: Path) -> None:
    """Unless there is a file or folder of the whole name."""
    assert place_named(f"mine={kept}").arm == "mine"
    odd = kept.rename(kept.parent / "a=b")
    assert (place_named(str(odd)).arm, place_named(str(odd)).path) == ("", odd)


def test_what_evaluate_judged_is_a_file(tmp_path: Path) -> None:
    """Named after its folder; no run wrote it."""
    (tmp_path / "judged").mkdir()
    (tmp_path / "judged" / "records.jsonl").write_text("{}\n", encoding="utf-8")
    for place in (place_named(str(tmp_path / "judged")), file_place(str(tmp_path / "judged"))):
        assert (place.kind, place.arm, place.path) == ("file", "judged", tmp_path / "judged" / "records.jsonl")


def test_exports_without_their_ledger_are_a_run(exports: Callable[..., Path]) -> None:
    """As copied from where the run was worked on."""
    place = place_named(str(exports("a", ["accepted"])))
    assert (place.kind, place.ledger) == ("run", "")


def test_a_folder_of_runs_is_none_itself(kept: Path) -> None:
    """It is said how to name them."""
    with pytest.raises(InputError, match=r"is no run and no study, it holds some: name them, such as .*/\*"):
        place_named(str(kept.parent))


def test_a_folder_of_texts_is_one_arm(tmp_path: Path) -> None:
    """Plain text files, one report each."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text("He sleeps well.", encoding="utf-8")
    assert place_named(str(tmp_path / "texts")).kind == "file"
