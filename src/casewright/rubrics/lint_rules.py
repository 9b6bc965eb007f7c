"""The rules of the lint by name. `docs/rubric-lint.md` has an example and a fix for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = ["RULES", "Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """Errors make a file unusable, or unfit to be relied on; warnings don't."""

    level: Literal["error", "warning"]
    says: str


def _error(says: str) -> Rule:
    return Rule("error", says)


def _warning(says: str) -> Rule:
    return Rule("warning", says)


RULES: Mapping[str, Rule] = {
    "unreadable": _error("the file can't be read, is no UTF-8 text, or is too large"),
    "yaml": _error("the text is no YAML that is read here"),
    "alias": _error("a YAML alias, of which a few lines can unfold into gigabytes"),
    "duplicate-key": _error("a key stands twice in one mapping"),
    "tag": _error("a YAML tag that would build something else than plain values"),
    "depth": _error("nested too deeply"),
    "form": _error("a value that this key doesn't take"),
    "key": _error("a key that isn't known here"),
    "missing": _error("a key that must be there"),
    "version": _error("the version is no semantic version"),
    "weight": _error("a negative weight"),
    "kind": _error("no such kind of document"),
    "concept": _error("no such concept, or one of another category than the place takes"),
    "finds": _error("a tree of finds that can't be evaluated"),
    "regex": _error("a regular expression, which is never read from a file"),
    "term": _error("a term that can't be parsed"),
    "part": _error("a file of kinds or concept ids of an overlay that can't be used"),
    "review": _error("a status above draft without who reviewed it and when"),
    "todo": _error("a text that still says TODO"),
    "duplicate": _error("two files of one folder state the same rubric, or the same concept's terms"),
    "code": _error("the code table has no such place"),
    "parent": _error("the rubric that this one extends isn't there"),
    "cycle": _error("rubrics extend one another in a circle"),
    "mapping": _error("a rubric of one code system extends one of another without saying how they map"),
    "disable": _error("disables a criterion that isn't inherited"),
    "lost-contradiction": _error("drops an inherited contradiction without disabling it"),
    "golden": _error("a golden answers a criterion that isn't there"),
    "golden-silent": _warning("a golden's kind or age isn't asked a criterion that it answers"),
    "no-basis": _warning("a criterion of diagnosis or severity names no clause"),
    "ungated": _warning("a criterion that the rules critic has nothing to find for"),
    "ungated-contradiction": _warning("a contradiction that the rules critic has nothing to find for: nobody may veto"),
    "shadowed": _warning("two overlay folders state one rubric; only the later is used"),
    "shadowed-contradiction": _warning("a rubric in the place of another one drops its contradictions"),
}
"""By name, in the order in which a file meets them."""
