"""What figures of privacy let one say: seldom much"""

from __future__ import annotations

from collections.abc import Iterator

from casewright.measures.figure import Figure
from casewright.measures.privacy.sets import read_figures
from casewright.studies.part import Claim
from casewright.studies.privacy.among import Among
from casewright.studies.privacy.corpus import Copying
from casewright.studies.privacy.finding import Found
from casewright.studies.privacy.persons import Persons
from casewright.studies.privacy.vectors import Distances

__all__ = ["list_claims"]

LEAST = 5
"""Reports of which anything is said."""
FEW = 20
"""Reports below which nothing found says next to nothing."""


def list_claims(found: Found) -> Iterator[Claim]:
    """For each arm what was found of copies, attacks and identifiers, with bounds; and what distances don't show."""
    enough = {one.side for one in found.persons if one.identifiers["any"].n >= LEAST}
    for one in found.copying:
        if not one.baseline and one.side in enough:
            yield _copying(one)
    for among in found.among:
        if not among.baseline:
            yield from _examples(among)
    for distance in found.distances:
        if not distance.baseline and distance.side in enough:
            yield from _attacks(distance)
    for person in found.persons:
        if not person.baseline and person.side in enough:
            yield _identifiers(person)
    for name, figures in found.canaries.items():
        yield _canaries(name, figures["found"])
    if found.distances:
        yield Claim(
            "Reports that lie further than 0.05 from every real note copy nobody",
            "cannot",
            f"under {found.embedder} a copied sentence in a new text hardly moves a distance, and sets that distances "
            "called distant were recovered by attack (arXiv 2505.01524)",
        )


def _copying(one: Copying) -> Claim:
    """A run of twelve words, and the approximate copies beside it."""
    runs, near = one.figures["verbatim_copies"], one.figures["approximate_copies"]
    says = f"No report of {one.side} has twelve words in a row, or a passage all but copied, of {one.reference}"
    told = f"{_hits(runs)} a run of twelve words, {_hits(near)} a passage with BLEU above 0.75"
    if runs.value or near.value:
        return Claim(says, "cannot", told, one.side)
    bound = f"; none in {one.n} leaves at most {runs.high or 1.0:.1%}"
    return Claim(f"{says}, among the {one.n} looked at", "can" if one.n >= FEW else "open", told + bound, one.side)


def _hits(figure: Figure) -> str:
    return f"{round((figure.value or 0.0) * figure.n)} of {figure.n} reports have"


def _examples(one: Among) -> Iterator[Claim]:
    if one.examples_written.value:
        says = f"{one.side} writes in words of its own, not in those of its prompt's examples"
        hits = round(one.examples_written.value * one.examples_written.n)
        kept = round((one.examples.value or 0.0) * one.examples.n)
        told = (
            f"{hits} of {one.examples_written.n} written reports copy an example, {kept} of {one.examples.n} delivered"
        )
        yield Claim(says, "cannot", told, one.side)


def _attacks(one: Distances) -> Iterator[Claim]:
    figures = {**one.membership, **({"holdout_share": one.figures["holdout_share"]} if _has_holdout(one) else {})}
    told = read_figures(figures)
    if not told:
        return
    says = f"Nobody can tell from the reports of {one.side} which real notes the writer was shown"
    ends = [figure.low for name, figure in figures.items() if name.endswith((".auc", "holdout_share"))]
    seen = any(low is not None and low > 0.5 for low in ends)
    yield Claim(says, "cannot", " ".join(told) + ("" if seen else " Other attacks may see more."), one.side)


def _has_holdout(one: Distances) -> bool:
    return "holdout_share" in one.figures


def _identifiers(one: Persons) -> Claim:
    figure = one.identifiers["any"]
    hits = round((figure.value or 0.0) * figure.n)
    says = f"The reports of {one.side} hold no identifier but planned ones"
    if hits:
        types = ", ".join(sorted(name.lower() for name in one.identifiers if name != "any"))
        return Claim(says, "cannot", f"{hits} of {figure.n} reports have one by patterns ({types})", one.side)
    told = (
        f"patterns find none in {figure.n} reports, which leaves at most {figure.high or 1.0:.1%} by the same patterns"
    )
    return Claim(says, "open", f"{told}; they know some forms and miss others", one.side)


def _canaries(side: str, found: Figure) -> Claim:
    says = f"{side} gives away none of the corpus's markers"
    hits = round((found.value or 0.0) * found.n)
    if hits:
        return Claim(says, "cannot", f"{hits} of {found.n} markers stand in its reports word for word", side)
    bound = f"0 of {found.n} markers stand in its reports word for word, which leaves at most {found.high or 1.0:.1%}"
    return Claim(f"{says} word for word", "can", bound, side)
