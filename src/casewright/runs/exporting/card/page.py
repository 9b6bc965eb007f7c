"""The card as a page."""

from __future__ import annotations

from casewright.runs.exporting.card.decided import licences, who_decided
from casewright.runs.exporting.card.facts import CardFacts
from casewright.runs.exporting.card.front import front_matter
from casewright.runs.exporting.card.made import acceptance, counts, how_made, rubrics
from casewright.runs.exporting.card.measured import measured, not_measured

__all__ = ["CardFacts", "write_card"]

USE = """\
For building and testing software that reads clinical text, for teaching, and for research on synthetic data that says
so.

Not for decisions about patients; not as evidence of how frequent anything is; not as the only data that a model is
judged on; not to be passed off as real notes. Every record says `synthetic: true`: keep that field.
"""

FIELDS = """\
One row a report: `text`, its `code`, `kind` and `language`, the decision, figures, and the evidence behind them as JSON
text (`fidelity` with each critic's answer and quotations, `facts`, `privacy`, `case`). Offsets are code points into
`text`. Each outcome exported is a configuration of its own with one split, `train`: `load_dataset(FOLDER, "surplus")`.
"""


def write_card(facts: CardFacts) -> str:
    """README.md of a dataset folder."""
    sections = {
        "How it was made": how_made(facts),
        "Rubrics": rubrics(facts),
        "What came of it": counts(facts),
        "Acceptance": acceptance(facts),
        "What was measured": measured(facts),
        "What was not measured": not_measured(facts),
        "Who decided": who_decided(facts),
        "Licences": licences(facts),
        "Use": USE,
        "Fields": FIELDS,
    }
    title = (
        "# Synthetic clinical reports\n\n**No report here is of a person.** All were written for imagined patients by "
        "the writer named below and selected by the critics named below; figures of what critics measured flatter a "
        "set that they selected.\n\n"
    )
    body = "\n".join(f"## {name}\n\n{text}" for name, text in sections.items())
    return f"{front_matter(facts)}\n{title}{body}"
