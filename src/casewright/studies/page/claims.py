"""What can and can't be said of the data, on one page"""

from __future__ import annotations

from collections.abc import Sequence

from casewright.studies.page.markup import Markup, element, joined
from casewright.studies.part import Claim

__all__ = ["claims_section"]

HEADINGS = {
    "can": ("What can be said", "✓"),
    "cannot": ("What must not be said", "✗"),
    "open": ("What these numbers leave open", "?"),
}


def claims_section(claims: Sequence[Claim]) -> Markup:
    """Three lists; each sentence with what shows it, or what is missing."""
    lists = [_list(claims, kind) for kind in HEADINGS]
    if not claims:
        lists = [element("p", "No part of this report carries a claim.")]
    return element("section", element("h2", "What can and can't be claimed", id="claims"), *lists, class_="page")


def _list(claims: Sequence[Claim], kind: str) -> Markup:
    found = [claim for claim in claims if claim.holds == kind]
    if not found:
        return joined()
    title, sign = HEADINGS[kind]
    return joined(
        element("h3", title), element("ul", *(_item(claim, sign) for claim in found), class_=f"claims {kind}")
    )


def _item(claim: Claim, sign: str) -> Markup:
    about = (element("b", f"{claim.about}: "),) if claim.about and not claim.says.startswith(claim.about) else ()
    because = (element("span", claim.because, class_="because"),) if claim.because else ()
    return element("li", element("span", sign, class_="sign", aria_hidden="true"), *about, claim.says, *because)
