"""Streets, boxes and whole addresses, in the forms of English-speaking countries, Spain and the rest of Europe."""

from __future__ import annotations

from casewright.measures.privacy.name_lists import countries, given_names, is_clinical, is_unknown, surnames
from casewright.measures.privacy.patterns import Pattern, digits_of

__all__ = ["STREETS"]

_UP = "A-ZÀ-ÞĀ-ſΑ-ΩА-Я"
_LOW = "a-zß-ÿĀ-ſά-ώа-я"
_LETTER = "A-Za-zÀ-ɏΆ-ώА-я\u0300-\u036f"
"""Latin, Greek and Cyrillic by their blocks: RE2 makes of the full classes programs too large to be fast."""
_CAP = rf"[{_UP}][{_LETTER}'’\-]*\.?"
_ANY = rf"[{_LETTER}'’.\-]+"
_SMALL = (
    r"(?:(?:de|del|de la|de los|de las|la|el|los|las|d´|d'|dei|della|du|des|da|do|dos|van|von|der|den|zur|am|im|"
    r"of|and|e|y) ?)*"
)
_STREET = (
    "Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Court|Ct|Way|Place|Pl|Terrace|Ter|Circle|Cir|Square|Sq|"
    "Highway|Hwy|Parkway|Pkwy|Trail|Alley|Crescent|Row|Close|Grove|Gardens|Mews|Rise|Quay|Hill|Green|Walk|Park|Ridge|Str\\.|Str"
)
_RARE = (
    "Union|Dam|Mount|Mountain|Valley|Village|Ville|Vista|Viaduct|Turnpike|Throughway|Summit|Stream|"
    "Stravenue|Station|Spur|Springs|Shore|Shores|River|Rapids|Ranch|Prairie|Plaza|Pines?|Pike|Overpass|"
    "Oval|Orchard|Motorway|Mission|Mills?|Meadows?|Manors?|Mall|Lodge|Locks?|Loop|Landing|Knolls?|"
    "Junction|Islands?|Isle|Inlet|Heights|Hollow|Haven|Harbors?|Groves|Glens?|Gateway|Freeway|Forge|"
    "Forks?|Forest|Fords?|Flats?|Fields?|Ferry|Falls|Expressway|Estates?|Drives|Divide|Dale|Creek|"
    "Crossing|Crossroad|Crest|Courts|Corners?|Common|Cliffs?|Causeway|Cape|Canyon|Bypass|Burgs?|Brooks?|"
    "Bridge|Bluffs?|Bend|Beach|Bayou|Arcade|Annex|Alley"
)
"""What American and Australian streets are called beside these."""
_LARGE = "Street|Avenue|Ave|Road|Boulevard|Blvd|Lane|Drive|Highway|Parkway|Terrace|Crescent"
_ENDING = (
    "gatan|gata|gaten|vägen|vagen|vegen|veien|vej|gade|gasse|stra(?:ss|ß)e|strase|str\\.|katu|kuja|polku|rinne|"
    "kaari|straat|"
    "laan|weg|plein|kade|dreef|stræti|straeti|terrasse|allee|platz|damm|hof|gränd|backen|stien|vænget|bakken|toften|"
    "útja|utca|körút|rkp\\.|tér|sétány|köz|fasor|ulica|cesta|tänav|maantee|puiestee|stræde|alléen|haugen|kollen|kroken|løkka|plassen|ringen|"
    "stigen|sletta|skogen|svingen|vollen|åsen|steg|ufer|chaussee|graben|gracht|singel|dijk|steeg|väylä|puisto|ranta|mäki|"
    "braut|vegur|stígur|hlíð|brekka|løkken|parken|vangen|lunden|mosen|engen|marken|haven|krogen|krog"
)
_PREFIX = (
    r"Rua|Rue|R\.|Via|Viale|Piazza|Piazzale|Largo|Corso|Avenida|Av\.?|Avenue|Boulevard|[Uu]l\.|[Uu]lica|Aleja|"
    r"[Aa]l\.|Praça|"
    r"Travessa|Chemin|Impasse|Quai|Strada|Calea|Jalan|Jl\.|Calle|C/\.?|Paseo|Plaza|Rambla|Carrer|Hoge|Lange|"
    r"Náměstí|Nám\."
)
_VIA = (
    r"[Cc]alle|C/\.?|c/|CALLE|[Aa]venid[ao]|AVENIDA|[Aa]vda\.?|[Aa]v\.|[Pp]aseo\.?|P\.º|Pº|[Pp]laza|[Pp]za\.?|"
    r"[Pp]lza\.?|"
    r"[Cc]arretera|[Cc]tra\.?|[Cc]amino|[Rr]onda|[Tt]raves[ií]a|[Uu]rbanizaci[oó]n|[Uu]rb\.|[Pp]ol[ií]gono|[Pp]asaje|"
    r"[Rr]ambla|[Gg]lorieta|[Cc]uesta|[Bb]arrio|[Cc]arrer|[Rr]úa|[Bb]ulevar|[Pp]asseig|Gran [Vv]ía|[Cc]allejón|"
    r"[Pp]artida"
)
_STATE = (
    "A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]"
)
_UNIT = r"\b(?:[Aa]pt|APT|[Aa]partment|Suite|SUITE|Ste|STE)\.? ?#? ?\d+[A-Za-z]?\b"
_LOW_UNIT = r"\b(?:[Aa]pt|APT|[Aa]partment|[Ss]uite|SUITE|Ste|STE)\.? ?#? ?\d+[A-Za-z]?\b"
_TOWN = rf"(?:[\s,?.]{{1,8}}(?:{_CAP}|\({_CAP}\)|nan)(?: (?:{_SMALL}{_CAP}|\({_CAP}\)|nan)){{0,4}})"
_TAIL = rf"(?:{_TOWN}{{0,3}}[\s,?]{{1,8}}\d{{4,6}}(?:-\d{{4}})?\b)"


def _is_numbered(value: str) -> bool:
    """Number, name, number: not a year with a drug and its dose."""
    words = value.partition("\n")[0].replace(",", " ").split()
    year = len(words[0]) == 4 and words[0][:2] in ("19", "20")
    names = [word for word in words[1:] if word[0].isupper()]
    return not year and any(map(str.islower, "".join(names))) and not any(map(is_clinical, names))


def _is_called(value: str) -> bool:
    """Whether a capitalised word in it is none of medicine and no ordinary one."""
    return any(not is_clinical(word) for word in value.split() if word[0].isupper() and len(word) > 2)


def _is_of_country(value: str) -> bool:
    return value.split()[0].strip("()").lower() in countries()


def _has_three_digits(value: str) -> bool:
    return len(digits_of(value)) >= 3


def _is_rare(value: str) -> bool:
    """Number, name and a rare word for a street: the name is someone's, or a word that English lacks."""
    names = [word.strip(".,").lower() for word in value.partition("\n")[0].split()[1:-1]]
    return any(name in given_names() or name in surnames() or is_unknown(name) for name in names if name.isalpha())


STREETS: tuple[Pattern, ...] = (
    Pattern(
        "ADDRESS",
        rf"(?:^|[^\d/.,\-])(\d{{1,6}}[A-Z]?,? (?:[NSEW]\.? |North |South |East |West )?"
        rf"(?:(?:{_CAP}|\d{{1,5}}(?:st|nd|rd|th)?) ){{1,6}}(?:{_STREET})\b\.?(?:,?\s{{1,3}}{_UNIT})?{_TAIL}?)",
    ),
    Pattern("ADDRESS", rf"(?:^|[^\d/.,\-])(\d{{1,6}} (?:[{_UP}][{_LETTER}'’\-]+ ){{1,3}}(?:{_RARE})\b)", _is_rare),
    Pattern(
        "ADDRESS",
        r"(?:^|[^\d/.,\-])(\d{1,6} (?:\p{Ll}+|\d+)(?: \p{Ll}+){0,2} (?:street|avenue|road|boulevard|lane|drive|"
        r"court|terrace))\b",
    ),
    Pattern("ADDRESS", rf"\b\d{{1,6}} (?:{_ANY} ){{1,6}}(?:\d{{1,5}}[a-zA-Z]?\.?,?)?[\s?,]{{0,6}}{_LOW_UNIT}{_TAIL}?"),
    Pattern("ADDRESS", rf"{_UNIT}{_TAIL}?"),
    Pattern("ADDRESS", r"(?i)(?:\d{1,6} )?\bp\.? ?o\.? ?box \d+"),
    Pattern("ADDRESS", r"(?i)\b(?:psc|cmr|unit)(?: |-)\d{1,5},? box \d{1,5}(?:\s+(?:apo|fpo|dpo),? a[aep] \d{5})?"),
    Pattern("ADDRESS", rf"(?:\bUS[A-Z]{{1,3}} {_CAP}\s+)?\b(?:APO|FPO|DPO),? A[AEP] \d{{5}}"),
    Pattern(
        "ADDRESS",
        rf"(?:^|[^{_LETTER}\d])((?:\d{{1,6}} )?(?:{_CAP} ){{0,3}}(?:[{_UP}][{_LETTER}\-]{{2,}}|{_CAP} |"
        rf"[{_LOW}]{{3,}} )(?:{_ENDING}) ?"
        rf"\d{{1,4}}[A-Za-z]?\b{_TAIL}?)",
    ),
    Pattern("ADDRESS", rf"\b(?:\d{{1,6}} )?[{_UP}][{_LETTER}\-]{{4,}}(?:tie|tee|puiestee) \d{{1,4}}\b{_TAIL}?"),
    Pattern(
        "ADDRESS",
        rf"(?:^|[^{_LETTER}])((?:\d{{1,6}} )?(?:{_PREFIX}) {_SMALL}(?:{_CAP}|\d+)(?: (?:{_SMALL}{_CAP}|"
        rf"[{_LOW}]+)){{0,4}},? "
        rf"\d{{1,5}}[A-Za-z]?\b{_TAIL}?)",
        _is_called,
    ),
    Pattern("ADDRESS", rf"\b(?:\d{{1,6}} )?\d{{1,5}},? (?:[Rr]ue|[Aa]v|[Aa]venue|[Bb]oulevard|[Cc]hemin|Via|[Rr]ua)"
        rf" {_SMALL}{_ANY}(?: {_SMALL}{_CAP}){{0,3}}"),
    Pattern(
        "ADDRESS",
        rf"(?:^|[^\d/.,\-])(\d{{3,6}} (?:{_SMALL}{_CAP} ){{1,5}}(?:[{_LOW}]{{1,2}}\. )?\d{{1,5}}\b\.?{_TAIL}?)",
        _is_numbered,
    ),
    Pattern(
        "ADDRESS",
        rf"(?i:\b(?:liv(?:es?|ed|ing)|resid(?:es|ed|ing)|stay(?:s|ed|ing)|located|address is|side|meet|return|"
        rf"drops [{_LETTER}]+|"
        rf"enter|send|taxi|deliver[{_LOW}]*)(?: [{_LOW}]+)? (?:on|at|of|to|is|near)(?: the)?) "
        rf"((?:\d{{1,6}} )?{_CAP}(?: (?:and )?{_SMALL}{_CAP}){{0,3}} \d{{1,5}}\b)",
        _is_called,
    ),
    Pattern("ADDRESS", rf"(?i:\b(?:the )?corner of) ([^\n?!,]{{2,40}} and (?:{_ANY} ){{0,2}}{_CAP}(?: {_CAP}|"
        rf" \d+){{0,3}})"),
    Pattern("ADDRESS", rf"\b(?:on|at|off|near|along|of) ({_CAP}(?: {_CAP}){{0,2}} (?:{_LARGE}))\b", _is_called),
    Pattern(
        "ADDRESS",
        rf"(?:^|[^{_LETTER}])((?:{_VIA})[ ,]*(?:(?:de|del|de la|de los|de las|la|el|los|las|d´|d') ?)*"
        rf"(?:{_CAP}|\d+ de {_CAP}|\d+ de [a-z]+)(?:[ ]+(?:de|del|la|las|los|el|y|{_CAP}|[a-z]+)){{0,8}},? *"
        r"(?:n[º°.]+ ?|n[uú]m(?:ero|\.)? ?|km\.? ?|s/n|núm\. ?)?(?:\d+(?:[\-,.]\d+)*|s/n)"
        r"(?:[ ,]+(?:\d+ ?[ºª°]|(?:bajo|piso|portal|esc(?:alera)?|puerta|dcha|izda|izq|[A-Z])\b\.?))*)",
        language="es",
    ),
    Pattern("ADDRESS", rf"(?:^|[^{_LETTER}])((?:C/\.?|Avda\.?|Pza\.?|Plza\.?|Ctra\.?|P\.º|Pº)"
        rf" ?{_SMALL}{_CAP}(?: {_SMALL}{_CAP}){{0,4}})", language="es"),
    Pattern("ADDRESS", rf"(?:^|[^{_LETTER}])((?:calle|avenida|plaza|paseo|carretera)"
        rf" {_SMALL}{_CAP}(?: {_SMALL}{_CAP}){{0,4}})", language="es"),
    Pattern("ADDRESS", r"(?i)\b(?:apartado de correos|apdo\.?(?: de correos)?|apartado postal) \d+", language="es"),
    Pattern("ADDRESS", rf"\b({_CAP}(?: {_SMALL}{_CAP}){{0,2}},? s/n)(?:$|[^{_LETTER}])", language="es"),
    Pattern("ADDRESS", r"(?i)\b(?:domicilio|direcci[oó]n(?: postal)?|(?:home |street |billing |"
        r"mailing )?address)\s*: *([^\n\[]*\d[^\n\[]*)"),
    Pattern("ADDRESS", r"(?i)\bdomicilio\s*: *([^\n\[.]{6,})", language="es"),
    Pattern("POSTCODE", r"(?i)\b(?:zip(?: ?code)?|c\.? ?p\.?|c[oó]digo postal|post(?:al)? ?code)\s*(?:is |"
        r"es )?[:.]?\s*((?:[a-z]{1,2}-?)?\d[\da-z]{2,4}(?:[ \-]\d?[\da-z]{1,4})?)\b", _has_three_digits),
    Pattern("POSTCODE", rf"\b(?:{_STATE}),?\s+(\d{{5}}(?:-\d{{4}})?)\b", language="en"),
    Pattern("POSTCODE", r"\b[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b"),
    Pattern("POSTCODE", r"\b[ABCEGHJ-NPR-TVXY]\d[A-Z] \d[A-Z]\d\b"),
    Pattern("POSTCODE", r"(?:^|[^\p{L}])(\p{Lu}\p{Ll}+(?: \([\p{L}]+\))?[\s,]+\d{4,6})\b", _is_of_country),
    Pattern("POSTCODE", r"[,.\nºª\-][ -]*(?:E-?|E )?((?:0[1-9]|[1-4]\d|5[0-2])\d{3})"
        r"[ ,.\-–]+\(?\p{Lu}\p{L}", language="es"),
    Pattern("POSTCODE", r"\p{Lu}\p{Ll}+,? ((?:0[1-9]|[1-4]\d|5[0-2])\d{3})[.,]? \(?\p{Lu}\p{Ll}+", language="es"),
)  # fmt: skip
"""The longest forms first. Lines are broken anywhere in an address."""
