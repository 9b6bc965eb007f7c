"""Terms of the tests' own, so that the engine is tested whatever the term files hold."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from casewright.documents import parse_document
from casewright.rubrics.matching.concept_terms import read_terms
from casewright.rubrics.matching.lexicon import lexicon
from casewright.rubrics.matching.matcher import Matcher
from casewright.types import Language, Mention, Report, Section

TERMS = """
depressed-mood:
  en: ["low mood", "mood [is|was|remains] [very] low", "feel* (low|down)", "depressed mood", "mood ... (down|low)"]
  es: ["ánimo [está] (bajo|deprimido)", "tristeza", "bajo ánimo"]
  absent: {en: ["euthymic"], es: ["eutímic*"]}
  mask: {en: ["low mood music"], es: ["bajo ánimo de lucro"]}
anhedonia: {en: ["anhedonia", "loss of interest"], es: ["anhedonia", "pérdida de interés"]}
insomnia: {en: ["insomnia", "poor sleep", "sleep [is] poor"], es: ["insomnio", "sueño fragmentado"]}
low-energy: {en: ["fatigue", "no energy"], es: ["astenia", "sin energía"]}
low-appetite: {en: ["poor appetite"], es: ["hiporexia"]}
suicidal-ideation: {en: ["si", "suicidal (ideation|thoughts)"], es: ["ideación suicida", "ideas suicidas"]}
suicide-attempt: {en: ["suicide attempt*", "overdose*"], es: ["intento* de suicidio", "sobreingesta"]}
auditory-hallucinations: {en: ["hallucinations", "hear* voices"], es: ["alucinaciones", "oye voces"]}
persecutory-delusions: {en: ["delusions"], es: ["delirios"]}
panic-attacks: {en: ["panic attack*"], es: ["crisis de pánico"]}
mania: {en: ["mania", "manic episode*"], es: ["manía", "episodio* maníaco*"]}
anxiety: {en: ["anxiety", "anxious"], es: ["ansiedad"]}
tearfulness: {en: ["tearful"], es: ["llanto"]}
alcohol-use: {en: ["drink* [alcohol]", "alcohol"], es: ["bebe", "alcohol", "consumo de alcohol"]}
tobacco-use: {en: ["smokes"], es: ["fuma"]}
assault: {en: ["assault*"], es: ["agresión"]}
bereavement: {en: ["death of her father"], es: ["muerte de su padre"]}
psychiatric-admission: {en: ["admission*"], es: ["ingreso*"]}
previous-depressive-episode: {en: ["depressive episode*"], es: ["episodio* depresivo*"]}
sertraline: {en: ["sertraline"], es: ["sertralina"]}
mirtazapine: {en: ["mirtazapine"], es: ["mirtazapina"]}
weight-loss: {en: ["weight loss", "lost [_] [_] [_] kg"], es: ["pérdida de peso", "perdido"]}
phq-9: {en: ["PHQ-9"], es: ["PHQ-9"]}
gad-7: {en: ["GAD-7"], es: ["GAD-7"]}
married: {en: ["married"], es: ["casad*"]}
sick-leave: {en: ["off sick"], es: ["de baja"]}
outpatient-follow-up: {en: ["review", "follow-up"], es: ["revisión"]}
dx-ptsd: {en: ["PTSD"], es: ["TEPT"]}
dx-depressive-episode: {en: ["depressi* disorder", "depression"], es: ["depresión"]}
dx-alcohol-dependence: {en: ["alcohol dependence"], es: ["dependencia [de|del] alcohol"]}
hypothyroidism: {en: ["hypothyroidism"], es: ["hipotiroidismo"]}
"""

Find = Callable[..., tuple[Mention, ...]]


@cache
def own_matcher(language: Language) -> Matcher:
    terms = read_terms([parse_document(TERMS, "terms.yaml")])
    return Matcher([term for term in terms if term.language == language], lexicon(language))


@pytest.fixture
def find() -> Find:
    """Mentions of a one-section text, by the tests' own terms."""

    def run(text: str, language: Language = "en", section: str = "present-illness") -> tuple[Mention, ...]:
        report = Report(text, (Section(section, 0, len(text)),), language)
        return tuple(own_matcher(language).mentions(report))

    return run
