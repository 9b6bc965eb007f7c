"""What sorts of document there are, and how their sections are named and found."""

from casewright.vocabulary.kinds.catalogue import KINDS, Kind, KindSection, kind, kinds
from casewright.vocabulary.kinds.headings import heading
from casewright.vocabulary.kinds.names import SECTIONS
from casewright.vocabulary.kinds.splitting import split_sections

__all__ = ["KINDS", "SECTIONS", "Kind", "KindSection", "heading", "kind", "kinds", "split_sections"]
