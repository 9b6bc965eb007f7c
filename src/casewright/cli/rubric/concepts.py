"""``casewright rubric concepts``: ids for ``finds``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from casewright.cli.options import lay_over, overlay_option
from casewright.cli.rubric.options import config_option, json_option

if TYPE_CHECKING:
    from casewright.vocabulary.concepts import Concept

__all__ = ["concepts"]


@click.command()
@click.argument("words", metavar="[WORD]…", nargs=-1)
@overlay_option
@config_option
@json_option
def concepts(**given: Any) -> int:
    """Find concepts whose id, category, code or terms hold every WORD, with a few of their terms."""
    from casewright.settings import load_settings
    from casewright.wire import to_json

    lay_over(given["rubrics"], load_settings(given["config"]))
    found = _found([word.casefold() for word in given["words"]])
    for item, terms in found:
        if given["as_json"]:
            click.echo(json.dumps({**to_json(item), "terms": terms}, ensure_ascii=False))
        else:
            click.echo(_line(item, terms))
    if not given["as_json"]:
        click.echo(f"{len(found)} concepts")
    return 0


def _found(words: list[str]) -> list[tuple[Concept, list[str]]]:
    from casewright.rubrics.matching.concept_terms import concept_terms
    from casewright.vocabulary.concepts import concepts

    terms: dict[str, list[str]] = {}
    for term in concept_terms():
        if term.use == "present":
            terms.setdefault(term.concept, []).append(term.text)
    chosen = []
    for item in concepts().values():
        text = " ".join([item.id, item.category, *item.codes, *terms.get(item.id, ())]).casefold()
        if all(word in text for word in words):
            chosen.append((item, terms.get(item.id, [])))
    return chosen


def _line(item: Concept, terms: list[str]) -> str:
    takes = ", ".join([*item.quantity, *(["severity"] if item.severity else [])])
    short = sorted(terms, key=len)[:3]
    told = [item.category, f"takes {takes}" if takes else "", " ".join(item.codes), "; ".join(short)]
    return f"{item.id}: {' | '.join(part for part in told if part)}"
