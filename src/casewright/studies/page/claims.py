"""What can and can't be said of the data: on one page for all arms together, and in full under each part"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casewright.studies.answers import answers
from casewright.studies.book import Book
from casewright.studies.page.condensing import Condensed, condense
from casewright.studies.page.markup import Markup, element, joined
from casewright.studies.page.sentences import sentence
from casewright.studies.part import Claim

__all__ = ["claims_in_full", "claims_section"]

HEADINGS = {
    "can": ("What can be said", "✓"),
    "cannot": ("What must not be said", "✗"),
    "open": ("What these numbers leave open", "?"),
}


LONG = 260
"""Letters of a reason on the page of all claims."""

SHORT = {"can": "Can be said", "cannot": "Must not be said", "open": "Open"}


def claims_section(book: Book) -> Markup:
    """Three lists; what is said of several arms alike stands once."""
    gaps = {one for part in book.parts for one in part.not_assessed}
    asked = [answer.claim for answer in answers(book.parts) if not answer.of_part]
    told = [claim for claim in book.claims if claim.says not in gaps and claim not in asked]
    lists = [_list(told, kind, book) for kind in HEADINGS]
    left = element(
        "p", "What nothing was given for is listed under ", element("a", "What was not assessed", href="#gaps"), "."
    )
    shown = lists if told else [element("p", "No part of this report carries a claim.")]
    heading = element("h2", "What can and can't be claimed", id="claims")
    return element("section", heading, *shown, left if gaps else joined(), class_="page")


def _list(claims: Sequence[Claim], kind: str, book: Book) -> Markup:
    found = condense((claim for claim in claims if claim.holds == kind), [arm.name for arm in book.arms])
    if not found:
        return joined()
    title, sign = HEADINGS[kind]
    writers = [arm.name for arm in book.arms if not arm.baseline]
    items = (element("li", _sign(sign), *_told(one, writers)) for one in found)
    return joined(element("h3", title), element("ul", *items, class_=f"claims {kind}"))


def _sign(sign: str) -> Markup:
    return element("span", sign, class_="sign", aria_hidden="true")


def _told(one: Condensed, writers: Sequence[str]) -> list[Markup]:
    because = element("span", f" {_brief(sentence(one.because))}" if one.because else "", class_="because")
    if not one.arms:
        return [element("span", sentence(one.says)), because]
    if set(one.arms) == {("; ".join(writers), "")}:
        return [
            element("span", sentence(one.says)),
            element("span", " Every arm but baselines.", class_="arms"),
            because,
        ]
    told = [element("span", *_of_arms(names, rest), class_="arms") for names, rest in one.arms]
    return [element("span", f"{sentence(one.says)[:-1]}:"), *told, because]


def _brief(because: str) -> str:
    """Without the end of a long list: it stands under its part."""
    if len(because) <= LONG:
        return because
    return f"{because[:LONG].rpartition('; ')[0] or because[:LONG].rpartition(' ')[0]}; more stands under its part."


def _of_arms(names: str, rest: str) -> Iterator[str]:
    """A line of its own, or one after another on paper."""
    yield " "
    yield element("b", names)
    yield f": {rest}." if rest else "."


def claims_in_full(claims: Sequence[Claim]) -> Markup:
    """Every claim of a part by itself, with what shows it."""
    if not claims:
        return joined()
    items = (
        element("li", element("b", f"{SHORT[claim.holds]}: "), *_whole(claim))
        for claim in sorted(claims, key=lambda claim: list(HEADINGS).index(claim.holds))
    )
    return joined(element("h3", "What this part lets one say"), element("ul", *items, class_="gap"))


def _whole(claim: Claim) -> list[str | Markup]:
    about = f"{claim.about}: " if claim.about and claim.about not in claim.says else ""
    return [f"{about}{sentence(claim.says)} ", element("span", sentence(claim.because), class_="note")]
