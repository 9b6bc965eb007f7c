"""Spanish titles of WHO's ICD-10, from the package cie. CIE-10-ES, which follows ICD-10-CM, is not covered."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from functools import cache
from importlib.metadata import distribution, version
from pathlib import Path

from casewright.icd10.entry import CHAPTERS, Title

__all__ = ["PACKAGE", "spanish_title"]

PACKAGE = "cie"


def spanish_title(code: str) -> Title | None:
    """The Spanish title of a WHO code, with the list it comes from, or ``None`` where the package has none."""
    return _titles().get(code.replace(".", ""))


@cache
def _titles() -> Mapping[str, Title]:
    """Read straight from the archive: the package's own class would unpack files beside its code."""
    titles: dict[str, Title] = {}
    chapters, package = iter(CHAPTERS), f"{PACKAGE} {version(PACKAGE)}"
    with zipfile.ZipFile(_archive()) as archive, archive.open("cie-10.csv") as file:
        for row in csv.DictReader(io.TextIOWrapper(file, "utf-8")):
            code = next(chapters) if row["level"] == "0" else row["code"].strip()
            titles[code] = Title(_clean(row["description"]), f"{package} ({row['source']})", "es")
    return titles


def _archive() -> Path:
    return Path(str(distribution(PACKAGE).locate_file("cie/data/cie-10.zip")))


def _clean(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())
