"""A folder of one's own with a small rubric, its goldens, and words."""

from __future__ import annotations

from pathlib import Path

import pytest

OWN = """\
id: "who:F32.1"
version: 0.2.0
extends: "who:F32.1"
basis: cddg
disable: [symptom-range]
criteria:
  core-symptoms:
    role: supports
    aspect: diagnosis
    asks: {en: "Low mood or loss of joy?", es: "¿Ánimo bajo o pérdida de alegría?"}
    weight: 5
    finds: {any: [{concept: depressed-mood}, {concept: anhedonia}]}
    clause: F32
  elation:
    role: contradicts
    aspect: diagnosis
    asks: {en: "Elated?", es: "¿Eufórico?"}
    finds: {concept: elevated-mood}
    clause: F32
goldens:
  # typical
  - {kind: intake, text: "She reports low mood.", answers: {core-symptoms: present, elation: not_mentioned}}
  # wrong on purpose
  - {kind: intake, language: es, text: "Niega ánimo eufórico.", answers: {elation: present}}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "F32.1.yaml").write_text(OWN, encoding="utf-8")
    return folder
