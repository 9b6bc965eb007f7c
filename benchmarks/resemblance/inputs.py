"""What every contestant is given: pairs of invented texts, vectors, and loads to carry; nothing of anybody's notes."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np

__all__ = ["write_inputs"]

WORDS = {
    "en": """patient reports reported reporting low mood moods sleep sleeps slept poorly wakes waking early eats eating
    less weight lost loses denies denied hearing voices hears fear fears worried worries worrying about work working his
    sister mother lives living alone with takes taking sertraline daily tearful today speech slow slowed plan plans no
    suicide thought thoughts attempts the a of and for weeks months since was is were anxious tired tiredness""",
    "es": """la el paciente refiere refirió ánimo bajo duerme dormía mal despierta temprano come comía menos peso perdió
    niega negaba oír voces oye miedo miedos preocupada preocupado preocupación por trabajo trabaja su hermana madre vive
    vivía sola con toma tomaba sertralina diaria llora llorosa hoy habla lento ideas planes no suicidio intentos de y
    desde hace semanas meses estaba es ansiedad ansiosa cansada cansancio""",
}
LENGTH = 150
"""Words of a text, all of which BERTScore's model reads."""
DIMENSIONS = 256


def write_inputs(folder: Path, pairs: int, rows: int) -> None:
    """So many pairs of texts a language, two samples of so many vectors, and as many loads as pairs."""
    dice = random.Random(7)
    texts = {language: [[_text(dice, language) for _ in range(2)] for _ in range(pairs)] for language in WORDS}
    (folder / "texts.json").write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
    draw = np.random.default_rng(7)
    first, second = draw.standard_normal((2, rows, DIMENSIONS)) + np.array([0.0, 0.05])[:, None, None]
    np.savez(folder / "samples.npz", first=first, second=second)
    loads = {}
    for place in range(pairs):
        n, m = draw.integers(5, 30, 2)
        loads[f"a{place}"], loads[f"b{place}"] = draw.integers(3, 25, n), draw.integers(3, 25, m)
        loads[f"c{place}"] = np.abs(draw.standard_normal((n, m)))
    np.savez(folder / "loads.npz", **loads)


def _text(dice: random.Random, language: str) -> str:
    words = WORDS[language].split()
    weights = [1 / (place + 3) for place in range(len(words))]
    return " ".join(dice.choices(words, weights, k=LENGTH))
