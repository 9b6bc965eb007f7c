"""Fictional identifiers written into real notes: which are found, by type; and what is flagged without them.

The identifiers are made here, apart from the patterns and their lists. A sentence that holds one is put behind a
sentence of the note, by a dice whose seed is fixed. Real notes are only counted: nothing of them is printed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from benchmarks.identifiers.sets import Half, Labelled, Span, rows_of

from casewright.types import Language

__all__ = ["planted_notes", "real_notes"]

_EN: dict[str, tuple[str, ...]] = {
    "NAME": (
        "Collateral was obtained from {Wilhelmina Achterberg}.", "Discussed with {Dr. Obadele} by telephone.",
        "{Teodora Vance} drove her to the appointment.", "The case manager, {Lucien Farquhar}, agrees.",
        "Her roommate {Zuleika} noticed the change.", "Report dictated for {K. Rademaker, MD}.",
        "Emergency contact: {Ignatius Moreland} (uncle).", "Message left for {Mrs. Penhaligon}.",
    ),
    "STREET": (
        "Resides at {2218 Cottonwood Bend Road}.", "Mail goes to {PO Box 7731}.",
        "Lives at {14B Larkspur Terrace, Apt 3}.",
        "Address on file: {907 N. Quarry St, Suite 210}.", "Group home at {55 Saint Bride Avenue}.",
    ),
    "CITY": (
        "Grew up in {Wexborough}.", "Moved here from {Port Ellery} last year.",
        "Lives in {Tannersfield} with a cousin.",
        "Works in {Cincinnati}.", "Was jailed in {Halvorsen County}.",
    ),
    "DATE": (
        "Last seen on {11/23/2019}.", "Admitted {February 9, 2020}.", "Next visit {2021-07-30}.",
        "Discharged on {the 4th of October}.", "DOB: {07-19-64}.", "Injection given {3 Aug 2022}.",
    ),
    "AGE": ("The informant is a {94-year-old} aunt.", "She is {ninety-six years old}.", "Patient aged {101}."),
    "PHONE": (
        "Reachable at {(614) 555-0182}.", "Pharmacy phone {614.555.0137}.", "Fax: {1-614-555-0199}.",
        "Cell {+44 20 7946 0958}.", "Call {614-555-0121 ext. 44}.",
    ),
    "EMAIL": ("Prefers e-mail: {t.vance88@examplemail.test}.", "Sent to {obadele@clinic.example.org}."),
    "URL": ("Posts on {https://blog.example.net/tvance}.", "See {www.example.org/portal?id=77}."),
    "IP": ("Portal login from {203.0.113.45}.",),
    "SSN": ("SSN {219-64-0087}.", "Social security number: {219 64 0087}."),
    "ID": (
        "MRN {7741-0925}.", "Medical record number: {A00831177}.", "Policy number {XK-4471902}.",
        "Account # {88120453}.", "Member ID: {W2208 9917 01}.", "Accession no. {22-104558}.",
    ),
    "LICENSE": ("Driver's license {D4471 0098 2217}.", "DEA {BV4471902}."),
    "POSTCODE": ("ZIP {43085}.", "Zip code: {43085-2210}."),
    "CREDIT_CARD": ("Paid with card {4539 1488 0343 6467}.",),
    "IBAN": ("Refund to {DE89 3704 0044 0532 0130 00}.",),
    "VEHICLE": ("Plate {GHR 4471} was noted.", "VIN {1HGCM82633A004352}."),
    "DEVICE": ("Pump serial number {SN-88120-7741}.",),
}  # fmt: skip
_ES: dict[str, tuple[str, ...]] = {
    "NAME": (
        "Acompañado por {Eustaquio Berrocal Nieva}.", "Se habla con la {Dra. Urrutikoetxea}.",
        "Su hermana {Fuensanta} confirma los datos.", "Remitido por {Dr. Lizarralde}.",
        "{Don Casimiro Roldán} firma el alta.", "Contacto: {Nicanor Pedraza} (tío).",
        "Fdo.: {Maravillas Otxoa Leiva}.", "Valorado por {Hermenegilda Zafra}.",
    ),
    "STREET": (
        "Domicilio: {C/ Tejedores, 17, 2º C}.", "Vive en la {calle Doctor Almansa 44}.",
        "Residencia en {Avda. de los Almendros, 102}.", "{Plaza del Humilladero, 3, bajo}.",
        "Carta a {Apartado de Correos 418}.",
    ),
    "CITY": (
        "Natural de {Valdeorquilla}.", "Reside en {Puebla de Arriaza}.", "Procedente de {Albacete}.",
        "Localidad: {Torremayor del Río}.", "Trabajó en {Zumaia}.",
    ),
    "DATE": (
        "Visto el {23/11/2019}.", "Ingresa el {9 de febrero de 2020}.", "Próxima cita {30-07-2021}.",
        "Alta el {4 de octubre}.", "F. nacimiento: {19.07.1964}.", "Última dosis en {agosto de 2022}.",
    ),
    "AGE": ("La informante es una tía de {94 años}.", "Mujer de {noventa y seis años}.", "Edad: {101}."),
    "PHONE": (
        "Tel. {916 55 01 82}.", "Móvil {655 013 799}.", "Fax: {91 655 01 99}.", "Contacto {+34 655 01 21 44}.",
        "Teléfono: {955-501-377}.",
    ),
    "EMAIL": ("Correo: {n.pedraza88@ejemplo.test}.", "Enviar a {consulta@clinica.example.es}."),
    "URL": ("Publica en {https://blog.example.net/nic}.", "Véase {www.example.es/portal}."),
    "ID": (
        "DNI {48129663H}.", "NIE {Y3338121F}.", "NHC: {7741092}.", "NASS {28 4471902211}.", "CIP: {RDRD0764190027}.",
        "Nº Col. {28 28 44719}.", "Póliza {4471-90221}.", "Nº de historia clínica {83117-22}.",
    ),
    "POSTCODE": ("C.P. {16410}.", "Código postal: {28921}."),
    "CREDIT_CARD": ("Pagó con tarjeta {4539 1488 0343 6467}.",),
    "IBAN": ("Ingreso en {ES91 2100 0418 4502 0005 1332}.",),
    "VEHICLE": ("Matrícula {4471 GHR}.",),
}  # fmt: skip


def real_notes(language: Language, half: Half = "odd") -> list[str]:
    """Transcriptions (English) or case reports (Spanish) of the development data, at most 120."""
    name, field = ("mtsamples_dev", "text") if language == "en" else ("codiesp_dev", "text_es")
    wanted = {"even": (0,), "odd": (1,), "all": (0, 1)}[half]
    texts = [str(row[field]) for i, row in enumerate(rows_of(f"notes/{name}.jsonl.gz")) if i % 2 in wanted]
    return texts[:120]


def planted_notes(language: Language, half: Half = "odd", seed: int = 20) -> Iterator[Labelled]:
    """Each note with four sentences more, of as many kinds; every sentence is planted in several notes."""
    kinds = _EN if language == "en" else _ES
    sentences = [(kind, sentence) for kind, said in kinds.items() for sentence in said]
    dice = random.Random(seed)
    for number, text in enumerate(real_notes(language, half)):
        chosen = [sentences[(4 * number + i) % len(sentences)] for i in range(4)]
        yield _planted(f"{language}-{number}", text, language, chosen, dice)


def _planted(name: str, text: str, language: Language, chosen: list[tuple[str, str]], dice: random.Random) -> Labelled:
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s)", text)] or [len(text)]
    places = sorted(dice.choice(ends) for _ in chosen)
    parts, spans, last, length = [], [], 0, 0
    for place, (kind, sentence) in zip(places, chosen, strict=True):
        parts += [text[last:place], " "]
        length, last = length + place - last + 1, place
        before, value, after = re.split(r"[{}]", sentence)
        spans.append(Span(kind, length + len(before), length + len(before) + len(value)))
        parts.append(before + value + after)
        length += len(parts[-1])
    return Labelled(name, "".join([*parts, text[last:]]), language, tuple(spans))
