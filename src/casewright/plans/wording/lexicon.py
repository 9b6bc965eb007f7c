"""The files of phrasing/: sentence frames, and the forms of each concept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from casewright.documents import Document, parse_document
from casewright.overlays import part_documents, per_overlay
from casewright.types import Language
from casewright.vocabulary.concepts import concepts

__all__ = ["Lexicon", "Variant", "lexicon", "phrasing_files"]

FRAMES = "frames.yaml"
FORMS = ("np", "s", "not")


@dataclass(frozen=True, slots=True)
class Variant:
    """A template; held out ones are written as any other, but nobody who tunes critics looks at them."""

    text: str
    held_out: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All wording of a language."""

    frames: Mapping[str, tuple[Variant, ...]]
    relatives: Mapping[str, tuple[str, ...]]
    pronouns: Mapping[str, Mapping[str, str]]
    grades: Mapping[str, Mapping[str, str]]
    forms: Mapping[str, Mapping[str, tuple[Variant, ...]]]
    """Forms by concept: ``np`` a noun phrase, ``s`` a clause that says it is so, ``not`` one that denies it."""


@per_overlay("phrasing", "vocabulary")
def lexicon(language: Language) -> Lexicon:
    """The wording of a language: ours, and for each concept that an overlay folder words, that of the folder.

    Raises:
        DocumentError: a phrasing file of an overlay folder can't be used.
    """
    ours = [
        parse_document(text, f"plans/phrasing/{language}/{name}") for name, text in phrasing_files(language).items()
    ]
    frames = next(document.data for document in ours if document.source.endswith(FRAMES))
    forms = _forms(document for document in ours if document.data is not frames)
    for layer in part_documents(f"phrasing/{language}"):
        forms.update(_forms(layer))
    return Lexicon(
        frames={key: _variants(value) for key, value in frames["frames"].items()},
        relatives={key: tuple(value) for key, value in frames["relatives"].items()},
        pronouns=frames["pronouns"],
        grades=frames["grades"],
        forms=forms,
    )


def _forms(documents: Iterable[Document]) -> dict[str, Mapping[str, tuple[Variant, ...]]]:
    forms: dict[str, Mapping[str, tuple[Variant, ...]]] = {}
    for document in documents:
        for concept, entry in document.data.items():
            if concept in forms:
                raise document.error(f"{concept!r} stands in two files", (concept,))
            _require_form(document, concept, entry)
            forms[concept] = {form: _variants(entry.get(form, ())) for form in FORMS}
    return forms


def _require_form(document: Document, concept: str, entry: Any) -> None:
    if concept not in concepts():
        raise document.error(f"unknown concept {concept!r}", (concept,))
    if not isinstance(entry, Mapping) or not entry:
        raise document.error(f"{concept!r} needs a mapping of {', '.join(FORMS)} to lists of texts", (concept,))
    for form, items in entry.items():
        if form not in FORMS or not isinstance(items, list):
            allowed = ", ".join(FORMS)
            raise document.error(f"{concept!r}: {form!r} must be one of {allowed} with a list", (concept, form))


def phrasing_files(language: Language) -> Mapping[str, str]:
    """Text of each phrasing file of a language, by name."""
    folder = files("casewright.plans").joinpath("phrasing", language)
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".yaml")), key=lambda item: item.name)
    return {item.name: item.read_text("utf-8") for item in found}


def _variants(items: Iterable[Any]) -> tuple[Variant, ...]:
    return tuple(Variant(item) if isinstance(item, str) else Variant(item["text"], item["held_out"]) for item in items)
