"""What a model leaves in a report that belongs to no report: chatter, templates and markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from casewright.measures.surrogates import without_surrogates
from casewright.measures.words import INVISIBLE

__all__ = ["LEFTOVERS", "find_leftovers"]

LEFTOVERS: Mapping[str, Sequence[str]] = {
    "chatter": (
        r"(?i)\bas an? (?:ai|artificial intelligence|(?:large )?language model)\b",
        r"(?i)\bcomo (?:una? )?(?:ia|inteligencia artificial|modelo de lenguaje|asistente virtual)\b",
        r"(?i)\bi(?:'|’)?(?: a)?m (?:an ai|just an ai|a language model)\b",
        r"(?i)^\W{0,3}(?:sure|certainly|of course|absolutely|okay|great)\s*[!,.:]\s*(?:here|i|below|let)\b",
        r"(?i)^\W{0,3}(?:claro|por supuesto|desde luego|vale|de acuerdo|perfecto)\s*[!,.:]\s*"
        r"(?:aquí|a continuación|te|le)\b",
        r"(?im)^\W{0,3}(?:here(?:'|’)?(?: i)?s|below is|this is) (?:the|a|an|your) (?:\w+[ -]){0,6}"
        r"(?:report|note|summary|text|version|section|draft|evaluation|assessment)\b[^.\n]{0,80}:",
        r"(?im)^\W{0,3}(?:aquí (?:tiene|tienes|está)|a continuación (?:se presenta|presento|tiene|le presento)|"
        r"este es) (?:el|la|un|una|su|tu) (?:\w+ ){0,6}"
        r"(?:informe|nota|resumen|texto|versión|sección|borrador|evaluación)\b",
        r"(?i)\b(?:let me know if you(?:'d| would|’d)? (?:like|want|need) (?:me|any (?:changes|edits|revisions))|"
        r"feel free to (?:ask|edit|modify|adapt|adjust)|i hope this helps|(?:do|would) you (?:want|like) me to)\b",
        r"(?i)\b(?:espero que (?:esto )?(?:te|le) (?:sea|ayude|sirva)|av[ií]s[ea]me si|h[aá](?:zme|game) saber|"
        r"(?:te|le) gustar[ií]a que (?:haga|escriba|añada))",
        r"(?i)\bi(?:'|’)?(?: a)?m sorry,? but i (?:can(?:'|’)?t|cannot|can not|am unable)\b",
        r"(?i)\blo siento,? pero no puedo (?:ayudar|generar|crear|escribir|proporcionar)\b",
    ),
    "template": (
        r"(?i)\[\s*(?:insert|enter|add|specify|your|describe|fill|list|provide|include|continue|"
        r"insert[ae]|introduz\w+|añad[ae]|especifi\w+|escrib[ae]|describ[ae]|indi(?:car|que)|complet[ae]r?|su|tu)\b[^\]\n]{0,80}\]",
        r"\{\{?\s*[A-Za-z_][A-Za-z0-9_. ]{0,40}\}?\}",
        r"(?i)<\s*(?:insert|enter|your|patient|name|date|nombre|fecha|paciente|insertar)[ _a-záéíóúñ]{0,40}>",
        r"\b(?:TODO|TBD|FIXME|LOREM IPSUM|Lorem ipsum)\b",
        r"(?i)\bX{2,}[/-]X{2,}(?:[/-]X{2,})?\b",
    ),
    "markup": (
        r"(?i)</?(?:think|thinking|answer|report|note|section|s|p|br|b|i|div|span|ul|li|h[1-6]|html|body|xml|output|"
        r"response|informe|nota|sección)\s*/?>",
        r"<\|[^|>\n]{1,40}\|>|\[/?INST\]|<</?SYS>>|<(?:start|end)_of_turn>|</s>",
        r"```",
        r'(?m)^\s*[{\[]\s*"[a-z_ ]+"\s*:',
    ),
    "invisible": (f"[{INVISIBLE}]",),
}
"""RE2 expressions by check. Markdown headings and emphasis are no leftovers: people's notes have them too, and the
sections of such a report are found. Placeholders like [NAME] are allowed, and so is a byte order mark at the start."""


def find_leftovers(text: str) -> dict[str, int]:
    """Which checks find something, and how often."""
    body = without_surrogates(text).removeprefix("\ufeff").replace("\u00ad", "")
    counts = {check: sum(len(pattern.findall(body)) for pattern in _compiled(check)) for check in LEFTOVERS}
    return {check: count for check, count in counts.items() if count}


@cache
def _compiled(check: str) -> tuple[Any, ...]:
    import re2

    return tuple(re2.compile(expression) for expression in LEFTOVERS[check])
