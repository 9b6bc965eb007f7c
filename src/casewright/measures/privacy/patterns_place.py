"""Words before which a place stands, in English and Spanish."""

from __future__ import annotations

import re

from casewright.measures.privacy.patterns import Pattern

__all__ = ["BEFORE_PLACE", "CUED_PLACES"]

_CAP = r"\p{Lu}[\p{L}\p{M}'’\-]+"
_NAME = rf"({_CAP}(?: (?:(?:de|del|la|las|los|el|upon|nad|u|am|sur|le) )*{_CAP}){{0,3}})"
_EDGE = r"(?:^|[^\p{L}])"

CUED_PLACES: tuple[Pattern, ...] = (
    Pattern(
        "PLACE",
        rf"{_EDGE}(?:[Ll]iv(?:es?|ed|ing) (?:near |outside )?in|[Rr]esid(?:es?|ed|ing|ent) (?:in|of)|"
        rf"[Bb]orn (?:and raised )?in|"
        r"[Rr]aised in|[Gg]r(?:ew|own|owing) up in|[Mm]ov(?:ed|es?|ing) (?:here |back |away )?(?:to|from)|"
        r"[Oo]riginally from|"
        r"[Cc]omes? from|[Ii]s from|[Ww]as from|[Bb]ased in|I am in|[Tt]ravel(?:s|l?ed|l?ing)? (?:to|from)|"
        r"[Rr]eturned to|"
        r"[Nn]ative of|[Ff]l(?:ew|own|ying) (?:in )?(?:to|from)|[Aa]rrived (?:at|in)|[Ii]mmigrated (?:to|from)|"
        r"[Ss]ettled in|"
        r"(?:[Tt]own|[Cc]ity|[Vv]illage|[Ss]uburb|[Cc]ounty|[Pp]arish) of|[Ss]tay(?:s|ed|ing) in|[Vv]isit(?:ed|"
        r"ing) from|"
        rf"[Tt]rips? to|(?:[Hh]ouse|[Hh]ome|[Jj]ob|[Aa]partment|[Oo]ffice|[Ff]actory|[Ff]arm|[Ss]treet|"
        rf"[Ss]chool|[Cc]hurch|"
        rf"[Ff]amily|[Pp]arents|[Rr]elatives|[Ss]helter|[Jj]ail|[Pp]rison) in|[Hh]ometown:?|[Rr]esidence:) {_NAME}",
    ),
    Pattern("PLACE", rf"{_EDGE}(?:in|from|of|to|near|at) {_NAME}, (?:[A-Z]{{2}}|{_CAP})(?:$|[^\p{{L}}])"
        rf"", language="en"),
    Pattern("PLACE", rf"{_EDGE}((?:{_CAP} ){{1,2}}(?:County|Township|Borough))(?:$|[^\p{{L}}])", language="en"),
    Pattern("PLACE", rf"(?i:\b(?:city|town|municipality|city/state|place of birth)\s*: *){_NAME}"),
    Pattern(
        "PLACE",
        rf"{_EDGE}(?:[Vv]iv(?:e|en|ía|ió|iendo|ido|ir) en|[Rr]esid(?:e|en|ente|entes|ía|ió|iendo) (?:actualmente )?en|"
        r"[Nn]atural de|[Pp]rocedentes? de|[Nn]aci(?:ó|d[oa]) en|[Oo]riund[oa] de|[Vv]ecin[oa] de|[Dd]omicilio en|"
        r"[Tt]raslad(?:ó|ad[oa]|arse|a) (?:a|desde)|[Mm]ud(?:ó|arse|ad[oa]) a|[Vv]iaj(?:e|ó|ar|ado) (?:a|por)|"
        r"[Vv]olvió a|"
        rf"[Ee]mpadronad[oa] en|[Tt]rabaj(?:a|ó|aba) en|[Ee]migr(?:ó|ad[oa]) (?:a|de|desde)|(?:[Cc]iudad|"
        rf"[Pp]ueblo|[Pp]rovincia|"
        rf"[Ll]ocalidad|[Mm]unicipio|[Bb]arrio|[Aa]ldea) de) {_NAME}",
        language="es",
    ),
    Pattern(
        "PLACE",
        rf"(?i:\b(?:localidad(?: ?/ ?provincia)?|provincia|municipio|poblaci[oó]n|ciudad|lugar de nacimiento)\s*: *)"
        rf"{_NAME}",
        language="es",
    ),
    Pattern("PLACE", rf"\b(?:0[1-9]|[1-4]\d|5[0-2])\d{{3}}[ ,.\-–]+{_NAME}", language="es"),
    Pattern("PLACE", rf"{_NAME}[ ,.\-–]+\(?(?:España|Spain)\b", language="es"),
    Pattern("PLACE", rf"\((?:provincia de )?{_NAME}\)(?:,? España|\.?$|\.?\n)", language="es"),
)  # fmt: skip
"""Their group is a place unless lists say otherwise."""

BEFORE_PLACE = re.compile(
    r"(?:\b(?:Universidad|Hospital|University|College|Bank|Club|Virgen|Santa|Real|Criterios|Declaración|Test|"
    r"Escala|Gripe|"
    r"Clasificación|Consenso)(?: of| de| del| de la)?|[Cc]alle|[Cc]/\.?|[Aa]vda\.?|[Pp]laza)\s*$"
)
"""What makes a city's name that of an institution, a street or a thing."""
