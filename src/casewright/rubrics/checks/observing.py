"""What can be seen in a report: the concepts that the matcher finds, and those that a check derives from them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from casewright.hashing import content_hash
from casewright.rubrics.checks.ages import age_conflicts
from casewright.rubrics.checks.agreement import agreement_conflicts
from casewright.rubrics.checks.dates import date_conflicts
from casewright.rubrics.checks.diagnoses import diagnosis_conflicts
from casewright.rubrics.checks.doses import impossible_doses, off_label_doses
from casewright.rubrics.checks.genders import gender_conflicts, sex_conflicts
from casewright.rubrics.checks.methods import method_details
from casewright.rubrics.checks.pronouns import pronoun_conflicts
from casewright.rubrics.checks.reading import Reading
from casewright.rubrics.checks.scores import band_mismatches, scores_off_scale
from casewright.rubrics.checks.statements import statement_conflicts
from casewright.rubrics.checks.stigma import stigmatising_words
from casewright.rubrics.matching import find_mentions, matching_fingerprint
from casewright.types import Mention, Report
from casewright.vocabulary.scales import scale_file

__all__ = ["CHECKS", "observe", "observing_fingerprint"]

Check = Callable[[Reading], Iterator[Mention]]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "impossible-dose": impossible_doses,
        "off-label-dose": off_label_doses,
        "score-off-scale": scores_off_scale,
        "scale-band-mismatch": band_mismatches,
        "statement-conflict": statement_conflicts,
        "diagnosis-conflict": diagnosis_conflicts,
        "age-conflict": age_conflicts,
        "sex-conflict": sex_conflicts,
        "gender-conflict": gender_conflicts,
        "pronoun-conflict": pronoun_conflicts,
        "agreement-conflict": agreement_conflicts,
        "date-conflict": date_conflicts,
        "self-harm-method-detail": method_details,
        "stigmatising-language": stigmatising_words,
    }
)
"""By the concept that a check finds."""


def observe(report: Report, asked: Collection[str]) -> tuple[Mention, ...]:
    """Every mention that the matcher finds, and those of checks whose concept is asked for, in the order of the text.

    Args:
        report: The report.
        asked: Concept ids that somebody asks about; a check that nobody asks about costs nothing.
    """
    mentions = find_mentions(report)
    wanted = [check for name, check in CHECKS.items() if name in asked]
    if not wanted:
        return mentions
    reading = Reading.of(report, mentions)
    derived = [mention for check in wanted for mention in check(reading)]
    return tuple(sorted((*mentions, *derived), key=lambda item: (item.start, item.end)))


@cache
def _own() -> tuple[tuple[str, str], ...]:
    room = [item for item in files(__package__).iterdir() if item.name.endswith((".py", ".yaml"))]
    return tuple(sorted((item.name, item.read_text("utf-8")) for item in room))


def observing_fingerprint() -> str:
    """Hash of whatever decides `observe`: the matcher with its words, and the checks with theirs."""
    return content_hash([matching_fingerprint(), scale_file(), _own()])
