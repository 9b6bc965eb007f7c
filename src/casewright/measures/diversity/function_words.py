"""Words that hold a sentence together, by language; what is left of a sentence without them is its content.

General grammar, written for this project: articles, pronouns, prepositions, conjunctions, auxiliaries, negation.
Keys as `casewright.measures.words.token_keys` gives them, so without accents.
"""

from __future__ import annotations

from collections.abc import Mapping

from casewright.types import Language

__all__ = ["FUNCTION_WORDS"]

_ENGLISH = """
a about above after again against all also although am among an and another any are around as at be because been before
being below between both but by can could did do does doing down during each either ever every few for from further had
has have having he her here hers herself him himself his how however i if in into is it its itself just least less may
me might more most much must my myself neither never no none nor not of off on once one only or other others our ours
out over own per quite rather same shall she should since so some still such t than that the their theirs them
themselves then there these they this those though through to together too under until up upon us very was we were what
when where whether which while who whom whose why will with within without would yet you your yours s
"""
_SPANISH = """
a al algo algun alguna algunas alguno algunos ante antes apenas aquel aquella aquello asi aun aunque bajo bastante bien
cada casi como con contra cual cuales cualquier cuando cuanto cuya cuyo de debe deben del desde despues donde dos
durante e el ella ellas ello ellos embargo en entonces entre era eran eres es esa esas ese eso esos esta estaba estaban
estado estan estar estas este esto estos estuvo fue fueron ha haber habia habian han hasta hay hubo incluso la las le
les lo los mas me menos mi mientras mis misma mismo mucha muchas mucho muchos muy nada ni ningun ninguna ninguno no nos
nosotros nunca o os otra otras otro otros para pero poco por porque pues puede pueden que quien quienes se sea segun
ser si sido siempre sin sino sobre solo son su sus tal tambien tampoco tan tanto te tenia tiene tienen toda todas
todavia todo todos tras tu tus u un una unas uno unos y ya yo
"""
FUNCTION_WORDS: Mapping[Language, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "es": frozenset(_SPANISH.split()),
}
