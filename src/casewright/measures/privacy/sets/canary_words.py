"""What canaries are made of: ordinary words in an order that nobody writes, so that a hit is no coincidence."""

from __future__ import annotations

from typing import Literal

__all__ = ["FRAMES", "SYLLABLES", "WORDS"]

Tongue = Literal["en", "es"]

FRAMES: dict[Tongue, tuple[str, ...]] = {
    "en": (
        "On {day} the patient recalled {name} of {name} carrying a {colour} {thing} past {number} {things} and asked "
        "for {name} tablets at {number}.",
        "A {colour} {thing} marked {name} {number} was left by the {kin} beside the {colour} {thing} of nurse {name} "
        "on {day}.",
        "The {kin} said that {name} counted {number} {things} near the {colour} {thing} before {name} came on {day}.",
    ),
    "es": (
        "El {day} el paciente recordó a {name} de {name} con un {thing} {colour} junto a {number} {things} y pidió "
        "pastillas de {name} a las {number}.",
        "Un {thing} {colour} marcado {name} {number} quedó junto al {thing} {colour} de la enfermera {name} por el "
        "{kin} el {day}.",
        "El {kin} dijo que {name} contó {number} {things} cerca del {thing} {colour} antes de que {name} llegara el "
        "{day}.",
    ),
}
WORDS: dict[Tongue, dict[str, tuple[str, ...]]] = {
    "en": {
        "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        "colour": ("amber", "crimson", "ivory", "turquoise", "violet", "silver", "olive", "scarlet", "beige", "indigo"),
        "thing": (
            "accordion",
            "lantern",
            "kettle",
            "compass",
            "barrel",
            "saddle",
            "violin",
            "ladder",
            "basket",
            "anvil",
        ),
        "things": (
            "pigeons",
            "thimbles",
            "walnuts",
            "umbrellas",
            "bottles",
            "candles",
            "pebbles",
            "buttons",
            "feathers",
        ),
        "kin": ("uncle", "niece", "cousin", "neighbour", "landlord", "godson", "stepson", "lodger"),
    },
    "es": {
        "day": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        "colour": ("verde", "azul", "gris", "turquesa", "violeta", "naranja", "celeste", "granate", "beige", "marrón"),
        "thing": ("acordeón", "farol", "cántaro", "compás", "barril", "violín", "cesto", "yunque", "espejo", "tambor"),
        "things": ("palomas", "dedales", "nueces", "botellas", "velas", "piedras", "plumas", "botones", "campanas"),
        "kin": ("tío", "primo", "vecino", "ahijado", "casero", "sobrino", "cuñado", "inquilino"),
    },
}
SYLLABLES = (
    "ba", "bel", "cor", "da", "dim", "fa", "fen", "ga", "gol", "ja", "ka", "lo", "lum", "ma", "mir", "ne", "nor", "pa",
    "pel", "qui", "ra", "rin", "sa", "sol", "ta", "tiv", "ul", "va", "ver", "xan", "yo", "zel",
)  # fmt: skip
"""Three make a name that nobody has: 32,768 of them."""
