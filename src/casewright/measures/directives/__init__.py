"""Instructions in a report to whoever reads, judges or writes it: a report describes a patient and instructs nobody."""

from __future__ import annotations

from casewright.measures.directives.describing import describe_directives
from casewright.measures.directives.directive import Directive, DirectiveKind, Disguise
from casewright.measures.directives.finding import find_directives

__all__ = ["Directive", "DirectiveKind", "Disguise", "describe_directives", "find_directives"]
