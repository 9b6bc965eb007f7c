"""The labelled sets, with their labels as the kinds that a screen must find."""

from __future__ import annotations

import gzip
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from casewright.types import Language

__all__ = ["ACCEPTED", "APART", "Half", "Labelled", "Span", "data_folder", "labelled", "rows_of"]

Half = Literal["even", "odd", "all"]


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled passage. ``kind`` is ours where Safe Harbor asks for it, else the set's own name in lower case."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and its labels; ``form`` is the template it was made from, where there is one."""

    id: str
    text: str
    language: Language
    spans: tuple[Span, ...]
    form: int | None = None

    @property
    def clean(self) -> bool:
        """Whether nothing at all is labelled."""
        return not self.spans


ACCEPTED = {
    "NAME": {"NAME"},
    "STREET": {"ADDRESS", "POSTCODE", "PLACE"},
    "CITY": {"PLACE", "ADDRESS", "POSTCODE"},
    "POSTCODE": {"POSTCODE", "ADDRESS", "PLACE"},
    "DATE": {"DATE"},
    "AGE": {"AGE"},
    "PHONE": {"PHONE"},
    "EMAIL": {"EMAIL"},
    "URL": {"URL"},
    "IP": {"IP"},
    "SSN": {"SSN"},
    "CREDIT_CARD": {"CREDIT_CARD"},
    "IBAN": {"IBAN"},
    "LICENSE": {"ID_NUMBER", "LICENSE"},
    "VEHICLE": {"VEHICLE", "ID_NUMBER"},
    "DEVICE": {"DEVICE", "ID_NUMBER"},
    "ID": {"MRN", "ID_NUMBER", "DNI", "NIE", "CIP", "NASS", "PHONE", "LICENSE"},
}
"""Safe Harbor's kinds as the sets have them, and the types of ours that count as finding one."""

APART = ("organization", "nrp", "title", "country", "year or weekday", "age to 89", "hospital", "relative", "other")
"""What the sets label and Safe Harbor doesn't name; reported apart. An organisation's name isn't the patient's."""

_SYNTH = {
    "PERSON": "NAME", "STREET_ADDRESS": "STREET", "CREDIT_CARD": "CREDIT_CARD", "PHONE_NUMBER": "PHONE",
    "EMAIL_ADDRESS": "EMAIL", "ZIP_CODE": "POSTCODE", "DOMAIN_NAME": "URL", "IBAN_CODE": "IBAN", "US_SSN": "SSN",
    "IP_ADDRESS": "IP", "US_DRIVER_LICENSE": "LICENSE", "ORGANIZATION": "organization", "NRP": "nrp", "TITLE": "title",
}  # fmt: skip
_MEDDOCAN = {
    "NOMBRE_SUJETO_ASISTENCIA": "NAME", "NOMBRE_PERSONAL_SANITARIO": "NAME", "CALLE": "STREET", "TERRITORIO": "CITY",
    "ID_SUJETO_ASISTENCIA": "ID", "ID_TITULACION_PERSONAL_SANITARIO": "ID", "ID_ASEGURAMIENTO": "ID",
    "ID_CONTACTO_ASISTENCIAL": "ID", "CORREO_ELECTRONICO": "EMAIL", "NUMERO_TELEFONO": "PHONE", "NUMERO_FAX": "PHONE",
    "PAIS": "country", "HOSPITAL": "hospital", "INSTITUCION": "organization", "CENTRO_SALUD": "hospital",
    "FAMILIARES_SUJETO_ASISTENCIA": "relative",
}  # fmt: skip
_COUNTRIES = frozenset(Path(__file__).with_name("countries.txt").read_text(encoding="utf-8").split())


def data_folder() -> Path:
    """Where the development data is.

    Raises:
        SystemExit: the variable is unset.
    """
    if not (folder := os.environ.get("CASEWRIGHT_DATA")):
        raise SystemExit("CASEWRIGHT_DATA is unset; the labelled sets are not part of the project")
    return Path(folder)


def rows_of(name: str) -> list[dict[str, Any]]:
    """The rows of one file of the development data."""
    with gzip.open(data_folder() / name, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def labelled(language: Language, half: Half = "all") -> list[Labelled]:
    """The English or the Spanish set: rows by number, even for tuning, odd for the examination."""
    name = "phi/presidio_synth.jsonl.gz" if language == "en" else "phi/meddocan_train.jsonl.gz"
    wanted = {"even": (0,), "odd": (1,), "all": (0, 1)}[half]
    return [_read(row, language) for i, row in enumerate(rows_of(name)) if i % 2 in wanted]


def _read(row: dict[str, Any], language: Language) -> Labelled:
    text = row["text"]
    kind = _english if language == "en" else _spanish
    spans = tuple(
        Span(kind(one["type"], text[one["start"] : one["end"]]), one["start"], one["end"]) for one in row["spans"]
    )
    return Labelled(str(row["id"]), text, language, spans, row.get("template_id"))


def _english(label: str, value: str) -> str:
    if label == "GPE":
        return "country" if _COUNTRIES & set(re.findall(r"[a-z.]+", value.lower())) else "CITY"
    if label == "DATE_TIME":
        return "DATE" if len(re.findall(r"\d+", value)) > 1 else "year or weekday"
    return _aged(value) if label == "AGE" else _SYNTH[label]


def _spanish(label: str, value: str) -> str:
    if label == "EDAD_SUJETO_ASISTENCIA":
        return _aged(value)
    if label == "FECHAS":
        return "year or weekday" if re.fullmatch(r"(?:año )?\d{4}|[^\W\d]+", value) else "DATE"
    if label == "TERRITORIO":
        return "POSTCODE" if re.fullmatch(r"\D{0,3}\d{5}", value) else "CITY"
    return _MEDDOCAN.get(label, "other")


def _aged(value: str) -> str:
    digits = re.findall(r"\d+", value)
    return "AGE" if digits and 90 <= int(digits[0]) <= 120 else "age to 89"
