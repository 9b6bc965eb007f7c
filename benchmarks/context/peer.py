"""medSpaCy in its own environment: reads JSON from a file, writes JSON to another. Imports nothing of ours.

``spans``: notes with spans; each span gets medSpaCy's five context attributes. ``speed``: notes and surface forms;
sentences, targets and context are timed, loading is not.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from loguru import logger  # type: ignore[import-not-found]  # a peer's

logger.remove()  # medSpaCy logs the text of notes

import medspacy  # type: ignore[import-not-found]  # noqa: E402 - after its log is silenced
from medspacy.ner import TargetRule  # type: ignore[import-not-found]  # noqa: E402

SAID = ("is_negated", "is_family", "is_historical", "is_hypothetical", "is_uncertain")


def read(nlp: Any, note: dict[str, Any]) -> list[dict[str, bool]]:
    """One note at a time for each span, so that no two spans overlap."""
    answers = []
    for start, end in note["spans"]:
        doc = nlp.get_pipe("medspacy_pyrush")(nlp.make_doc(note["text"]))
        doc.ents = [doc.char_span(start, end, label="TARGET", alignment_mode="expand")]
        entity = nlp.get_pipe("medspacy_context")(doc).ents[0]
        answers.append({name: bool(getattr(entity._, name)) for name in SAID})
    return answers


def spans(asked: dict[str, Any]) -> Any:
    nlp = medspacy.load(medspacy_enable=["medspacy_pyrush", "medspacy_context"])
    return [read(nlp, note) for note in asked["notes"]]


def speed(asked: dict[str, Any]) -> Any:
    nlp = medspacy.load(medspacy_enable=["medspacy_pyrush", "medspacy_target_matcher", "medspacy_context"])
    rules = [TargetRule(form, "TARGET") for form in asked["forms"]]
    nlp.get_pipe("medspacy_target_matcher").add(rules)
    nlp(asked["notes"][0])
    began, found = time.process_time(), 0
    for text in asked["notes"]:
        found += len(nlp(text).ents)
    return {"seconds": time.process_time() - began, "mentions": found}


if __name__ == "__main__":
    told = json.loads(Path(sys.argv[2]).read_text("utf-8"))
    result = spans(told) if sys.argv[1] == "spans" else speed(told)
    Path(sys.argv[3]).write_text(json.dumps(result), "utf-8")
