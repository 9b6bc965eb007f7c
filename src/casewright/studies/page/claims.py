"""What can and can't be said of the data: on one page for all arms together, and in full under each part"""

from __future__ import annotations

from collections.abc import Sequence

from casewright.studies.book import Book
from casewright.studies.page.condensing import Condensed, brief, condense
from casewright.studies.page.markup import Markup, element, joined
from casewright.studies.part import Claim

__all__ = ["claims_in_full", "claims_section"]

HEADINGS = {
    "can": ("What can be said", "✓"),
    "cannot": ("What must not be said", "✗"),
    "open": ("What these numbers leave open", "?"),
}


SHORT = {"can": "Can be said", "cannot": "Must not be said", "open": "Open"}


def claims_section(book: Book) -> Markup:
    """Three lists; what is said of several arms alike stands once."""
    gaps = {one for part in book.parts for one in part.not_assessed}
    told = [claim for claim in book.claims if claim.says not in gaps]
    lists = [_list(told, kind, [arm.name for arm in book.arms]) for kind in HEADINGS]
    left = element(
        "p", "What nothing was given for is listed under ", element("a", "What was not assessed", href="#gaps"), "."
    )
    shown = lists if told else [element("p", "No part of this report carries a claim.")]
    heading = element("h2", "What can and can't be claimed", id="claims")
    return element("section", heading, *shown, left if gaps else joined(), class_="page")


def _list(claims: Sequence[Claim], kind: str, arms: Sequence[str]) -> Markup:
    found = condense((claim for claim in claims if claim.holds == kind), arms)
    if not found:
        return joined()
    title, sign = HEADINGS[kind]
    items = (element("li", _sign(sign), *_told(one, arms)) for one in found)
    return joined(element("h3", title), element("ul", *items, class_=f"claims {kind}"))


def _sign(sign: str) -> Markup:
    return element("span", sign, class_="sign", aria_hidden="true")


def _told(one: Condensed, arms: Sequence[str]) -> list[Markup]:
    because = f" {_sentence(one.because)}" if one.because else ""
    whom = "; ".join(f"{name}: {numbers}" if numbers else name for name, numbers in one.arms)
    every = set(one.arms) == {(name, "") for name in arms}
    named = "All arms" if every else whom
    told = [element("span", _sentence(one.says)), element("span", because, class_="because")]
    return [*told[:1], element("span", f" {named}.", class_="arms"), *told[1:]] if named else told


def _sentence(text: str) -> str:
    """Parts write sentences with and without a capital and a full stop."""
    whole = text[:1].upper() + text[1:] if text[:2].isalpha() and text.partition(" ")[0].isalpha() else text
    return whole if whole.endswith((".", "?", "!")) or not whole else f"{whole}."


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
    return [f"{about}{_sentence(brief(claim.says))} ", element("span", _sentence(claim.because), class_="note")]
