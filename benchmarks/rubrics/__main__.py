"""Prints the tables of docs/real-notes.md: `python -m benchmarks.rubrics report --write docs/real-notes.md`."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.rubrics.baselines import prepare
from benchmarks.rubrics.candidates import categories, deep_categories
from benchmarks.rubrics.contrast import assessed, confusions
from benchmarks.rubrics.notes import labelled_notes
from benchmarks.rubrics.pace import render_pace
from benchmarks.rubrics.report import SECTIONS, into

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=[*SECTIONS, "report", "tune", "pace", "prepare"])
    parser.add_argument("--write", type=Path, help="the document whose section is made anew")
    told = parser.parse_args()
    if told.what == "prepare":
        print(prepare())
    elif told.what == "pace":
        print("\n".join(render_pace(labelled_notes())))
    elif told.what == "tune":
        for name, codes in (("deep", deep_categories()), ("all", categories())):
            mine = [note for note in assessed(labelled_notes(), codes) if note.label.half == "tune"]
            for cut in (False, True):
                for row in confusions(mine, codes, cut=cut):
                    print(name, "cut" if cut else "whole", *row)
    else:
        names = list(SECTIONS) if told.what == "report" else [told.what]
        text = "\n\n".join("\n".join(SECTIONS[name]()) for name in names)
        print(text)
        if told.write:
            told.write.write_text(into(told.write.read_text("utf-8"), text), encoding="utf-8")
