"""The card of a dataset folder: what it is, how it was made, what was measured, what was not, and who decided."""

from casewright.runs.exporting.card.page import CardFacts, write_card

__all__ = ["CardFacts", "write_card"]
