"""The profile's file: JSON that is read back by closed lists, so that nothing else can come in with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, ValidationError, model_validator

from casewright.errors import InputError
from casewright.measures.style.abbreviations import abbreviations
from casewright.measures.style.numbers import Spread
from casewright.measures.style.person import VOICES
from casewright.measures.style.profile import AbbreviationUse, SectionUse, StyleProfile
from casewright.settings.base import Strict
from casewright.types import Language
from casewright.vocabulary.kinds.names import SECTIONS, shared_names
from casewright.wire import to_json

__all__ = ["SCHEMA", "profile_json", "read_profile", "style_profile", "write_profile"]

SCHEMA = 1
MOST_BYTES = 1_000_000

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Rate = Annotated[float, Field(ge=0, le=1000)]
Size = Annotated[float, Field(ge=0, le=100_000)]


def _listed(section: str) -> str:
    if section not in SECTIONS:
        raise ValueError(f"no section of our list; known: {', '.join(SECTIONS)}")
    return section


class _Spread(Strict):
    mean: Size
    low: Size | None = None
    median: Size | None = None
    high: Size | None = None


class _Section(Strict):
    id: Annotated[str, AfterValidator(_listed)]
    share: Share
    words: _Spread
    names: dict[str, Share]


class _Abbreviation(Strict):
    share: Share
    per_thousand: Rate


class _Profile(Strict):
    version: Literal[1] = Field(alias="schema")
    language: Language
    k: int = Field(ge=5)
    notes: int = Field(ge=5)
    patients: int = Field(ge=5)
    patients_named: bool
    words: _Spread
    sentence_words: _Spread
    short_sentences: Share
    sections: tuple[_Section, ...]
    abbreviations: dict[str, _Abbreviation]
    voices: dict[str, Rate]
    left_out: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _ours(self) -> Self:
        strange = [name for name in self.abbreviations if name not in abbreviations(self.language)]
        strange += [name for name in self.voices if name not in VOICES]
        for section in self.sections:
            strange += [name for name in section.names if name not in shared_names(section.id, self.language)]
        if strange:
            raise ValueError(f"{len(strange)} names are on none of our lists")
        if self.patients < self.k or self.notes < self.patients:
            raise ValueError("it says of fewer than k patients, or of fewer notes than patients")
        if len({section.id for section in self.sections}) < len(self.sections):
            raise ValueError("a section is there twice")
        return self


def write_profile(profile: StyleProfile, path: Path) -> None:
    """Writes the file.

    Raises:
        InputError: it can't be written.
    """
    try:
        path.write_text(json.dumps(profile_json(profile), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"can't write {str(path)!r}: {error.strerror}") from error


def profile_json(profile: StyleProfile) -> dict[str, object]:
    """The profile as plain JSON; `style_profile` makes it one again."""
    return {"schema": SCHEMA, **to_json(profile)}


def read_profile(path: Path) -> StyleProfile:
    """Reads a file that `write_profile` wrote, or a person by its form.

    Raises:
        InputError: it can't be read, or is no profile; the message names the place.
    """
    try:
        raw = path.read_bytes()
        data = json.loads(raw[: MOST_BYTES + 1].decode("utf-8"))
    except OSError as error:
        raise InputError(f"can't read the style profile {str(path)!r}: {error.strerror}") from error
    except (ValueError, RecursionError):
        raise InputError(f"{str(path)!r} is no style profile: not JSON in UTF-8 of at most a megabyte") from None
    return style_profile(data, str(path))


def style_profile(data: object, source: str = "style") -> StyleProfile:
    """The profile that plain JSON states.

    Raises:
        InputError: it states none; the message names the place.
    """
    try:
        found = _Profile.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"])) or "profile"
        raise InputError(f"{source!r} is no style profile: {place}: {first['msg']}") from None
    return _from_checked(found)


def _from_checked(found: _Profile) -> StyleProfile:
    plain = found.model_dump(exclude={"version", "words", "sentence_words", "sections", "abbreviations"})
    return StyleProfile(
        **plain,
        words=_spread(found.words),
        sentence_words=_spread(found.sentence_words),
        sections=tuple(SectionUse(one.id, one.share, _spread(one.words), one.names) for one in found.sections),
        abbreviations={name: AbbreviationUse(use.share, use.per_thousand) for name, use in found.abbreviations.items()},
    )


def _spread(found: _Spread) -> Spread:
    return Spread(found.mean, found.low, found.median, found.high)
