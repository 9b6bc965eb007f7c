"""`python -m benchmarks.plagiarism report`: labelled answers, planted spans, natural twins, conditions, as Markdown."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks.plagiarism.answers import render_answers
from benchmarks.plagiarism.conditions import render_conditions
from benchmarks.plagiarism.planted import render_planted
from benchmarks.plagiarism.twins import render_twins

SECTIONS: Mapping[str, tuple[str, Callable[[Path], Iterator[str]]]] = {
    "answers": ("Labelled answers", render_answers),
    "planted": ("Spans planted into real notes", render_planted),
    "twins": ("Natural near-duplicates and templates", render_twins),
    "conditions": ("Size of the corpus, and boilerplate from a wider source", render_conditions),
}


def main(what: str, data: Path) -> None:
    """Prints one section, or all."""
    for title, render in SECTIONS.values() if what == "report" else [SECTIONS[what]]:
        print(f"### {title}\n")
        for line in render(data):
            print(line, flush=True)
        print()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=[*SECTIONS, "report"])
    asked = parser.parse_args()
    if not os.environ.get("CASEWRIGHT_DATA"):
        parser.error("CASEWRIGHT_DATA is not set: the development data is not at hand")
    main(asked.what, Path(os.environ["CASEWRIGHT_DATA"]))
