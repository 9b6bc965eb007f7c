"""``casewright corpus remove``: a patient's notes leave an index."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from casewright.cli.corpus.options import key_option
from casewright.cli.options import FILE

__all__ = ["remove"]


@click.command()
@click.argument("index", type=FILE)
@click.option("--patient", metavar="VALUE", help="The patient as the notes name them; it stays in the shell's history.")
@click.option("--patient-file", type=FILE, help="File of patients, one a line.")
@key_option
def remove(index: Path, patient: str | None, patient_file: Path | None, key_env: str | None) -> None:
    """Take the notes of one patient, or of several, out of INDEX.

    With neither option the patients are read from standard input, one a line, so that no name stands in the shell's
    history; at a terminal the name is asked for and not shown. Where no patients were named, row:12 is the note of
    row 12. The index is written anew; backups and copies of it are yours to find.
    """
    from casewright.errors import InputError
    from casewright.measures.privacy import remove_patient
    from casewright.runs.reference import corpus_key

    key, gone, unknown = corpus_key(key_env), 0, []
    named = _patients(patient, patient_file)
    for number, name in named.items():
        try:
            gone += remove_patient(index, name, key)
        except InputError as error:
            if len(named) == 1 or not _is_unknown(error):
                raise
            unknown.append(number)
    found = len(named) - len(unknown)
    click.echo(f"{gone} note{'s' * (gone != 1)} of {found} patient{'s' * (found != 1)} removed from {str(index)!r}")
    if unknown:
        lines = ", ".join(map(str, unknown[:20]))
        raise InputError(f"{len(unknown)} of {len(named)} patients have no note there (lines {lines})")


def _is_unknown(error: Exception) -> bool:
    return "no note of that patient" in str(error)


def _patients(patient: str | None, file: Path | None) -> dict[int, str]:
    """Patients by the number of their line."""
    from casewright.errors import InputError, UsageError

    if patient is not None and file is not None:
        raise UsageError("give --patient or --patient-file, not both")
    if patient is not None:
        lines = [patient]
    elif file is not None:
        lines = _lines(file)
    elif sys.stdin.isatty():
        lines = [click.prompt("patient", hide_input=True, err=True)]
    else:
        lines = sys.stdin.read().splitlines()
    found = {number: line.strip() for number, line in enumerate(lines, start=1) if line.strip()}
    if not found:
        raise InputError("no patient was named: give --patient, --patient-file, or lines on standard input")
    return found


def _lines(file: Path) -> list[str]:
    from casewright.errors import InputError

    try:
        return file.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise InputError(f"{str(file)!r} is not UTF-8 text") from None
    except OSError as error:
        raise InputError(f"can't read {str(file)!r}: {error.strerror}") from None
