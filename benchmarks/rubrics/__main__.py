"""Prints the tables of docs/real-notes.md: `python -m benchmarks.rubrics report --write docs/real-notes.md`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rubrics.baselines import prepare
from benchmarks.rubrics.candidates import categories, deep_categories
from benchmarks.rubrics.contrast import assessed, confusions
from benchmarks.rubrics.notes import labelled_notes
from benchmarks.rubrics.pace import render_pace
from benchmarks.rubrics.planted import render_planted
from benchmarks.rubrics.report import SECTIONS, into

from casewright.errors import UsageError


def main(what: str, write: Path | None) -> None:
    """Prints one thing, and writes it where that was asked for."""
    if what == "prepare":
        print(prepare())
    elif what == "pace":
        print("\n".join(render_pace(labelled_notes())))
    elif what == "planted":
        print("\n".join(render_planted()))
    elif what == "tune":
        print("\n".join(_tuned()))
    else:
        text = "\n\n".join("\n".join(SECTIONS[name]()) for name in (SECTIONS if what == "report" else [what]))
        print(text)
        if write:
            write.write_text(into(write.read_text("utf-8"), text), encoding="utf-8")


def _tuned() -> Iterator[str]:
    """Note by note what came before the own category; of the half that may be looked at."""
    for name, codes in (("deep", deep_categories()), ("all", categories())):
        notes = [note for note in assessed(labelled_notes(), codes) if note.label.half == "tune"]
        for cut in (False, True):
            for told in confusions(notes, codes, cut=cut):
                yield " ".join(map(str, (name, "cut" if cut else "whole", *told)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=[*SECTIONS, "report", "tune", "pace", "planted", "prepare"])
    parser.add_argument("--write", type=Path, help="the document whose section is made anew")
    try:
        main(**vars(parser.parse_args()))
    except UsageError as error:
        sys.exit(str(error))
