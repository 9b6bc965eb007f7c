"""Sentences in both languages with what must be read from them; all written for these tests.

An expectation is `concept=words`: a status, subject, time, certainty or grade that differs from present,
patient, current, confirmed, no grade; `by:` a source other than the section's default of patient; `3 weeks`
a quantity; `none` no mention at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import get_args

import pytest

from casewright.types import Certainty, Language, Mention, Severity, Status, Subject, Time

EN: tuple[tuple[str, str, str], ...] = (
    # negation
    ("present-illness", "She denies suicidal ideation.", "suicidal-ideation=absent"),
    (
        "present-illness",
        "Denies low mood, anhedonia or insomnia.",
        "depressed-mood=absent; anhedonia=absent; insomnia=absent",
    ),
    (
        "present-illness",
        "No hallucinations, delusions or suicidal thoughts.",
        "auditory-hallucinations=absent; persecutory-delusions=absent; suicidal-ideation=absent",
    ),
    (
        "present-illness",
        "Low mood +++, no SI, sleep poor.",
        "depressed-mood=severe; suicidal-ideation=absent; insomnia=",
    ),
    (
        "present-illness",
        "No SI, HI or hallucinations, mood is low.",
        "suicidal-ideation=absent; auditory-hallucinations=absent; depressed-mood=",
    ),
    (
        "present-illness",
        "There is no evidence of delusions but hallucinations are frequent.",
        "persecutory-delusions=absent; auditory-hallucinations=",
    ),
    ("present-illness", "He has low mood without anhedonia.", "depressed-mood=; anhedonia=absent"),
    ("present-illness", "Suicidal ideation was denied.", "suicidal-ideation=absent"),
    (
        "present-illness",
        "Hallucinations and delusions were denied.",
        "auditory-hallucinations=absent; persecutory-delusions=absent",
    ),
    (
        "present-illness",
        "Hallucinations, delusions and panic attacks denied.",
        "auditory-hallucinations=absent; persecutory-delusions=absent; panic-attacks=absent",
    ),
    ("present-illness", "Low mood present, suicidal ideation denied.", "depressed-mood=; suicidal-ideation=absent"),
    ("present-illness", "Suicidal ideation: none. Insomnia: yes.", "suicidal-ideation=absent; insomnia="),
    ("present-illness", "SI: denied, sleep poor", "suicidal-ideation=absent; insomnia="),
    ("present-illness", "Hallucinations - absent.", "auditory-hallucinations=absent"),
    ("present-illness", "The mood is not low.", "depressed-mood=absent"),
    ("present-illness", "Mood is not really down.", "depressed-mood=absent"),
    (
        "present-illness",
        "He does not report anxiety, although he has panic attacks.",
        "anxiety=absent; panic-attacks=",
    ),
    ("present-illness", "She isn't anxious.", "anxiety=absent"),
    ("present-illness", "She has never had a manic episode.", "mania=absent lifetime"),
    (
        "present-illness",
        "Neither delusions nor hallucinations were elicited.",
        "persecutory-delusions=absent; auditory-hallucinations=absent",
    ),
    ("present-illness", "Not only anxious but also sleeping badly, with insomnia.", "anxiety=; insomnia="),
    ("present-illness", "No improvement in low mood.", "depressed-mood="),
    ("present-illness", "She does not deny suicidal thoughts.", "suicidal-ideation="),
    ("present-illness", "He has no energy and poor appetite.", "low-energy=; low-appetite="),
    ("present-illness", "She is euthymic.", "depressed-mood=absent"),
    ("present-illness", "She is not euthymic.", "depressed-mood="),
    (
        "present-illness",
        "Negative for hallucinations; anxiety is marked.",
        "auditory-hallucinations=absent; anxiety=severe",
    ),
    (
        "present-illness",
        "She denies suicidal ideation and reports poor sleep.",
        "suicidal-ideation=absent; insomnia=",
    ),
    (
        "present-illness",
        "Free of delusions (no hallucinations) and anxious.",
        "persecutory-delusions=absent; auditory-hallucinations=absent",
    ),
    (
        "present-illness",
        "Low mood (no suicidal ideation), insomnia and fatigue.",
        "depressed-mood=; suicidal-ideation=absent; insomnia=; low-energy=",
    ),
    ("present-illness", "No delusions except for hearing voices at night.", "auditory-hallucinations="),
    ("present-illness", "She no longer has panic attacks.", "panic-attacks=absent"),
    ("present-illness", "Panic attacks have resolved.", "panic-attacks=past"),
    (
        "present-illness",
        "He denies that he hears voices or feels down.",
        "auditory-hallucinations=absent; depressed-mood=absent",
    ),
    ("present-illness", "Nil SI, anxious ++", "suicidal-ideation=absent; anxiety=moderate"),
    ("present-illness", "Low mood music was playing.", "depressed-mood=none"),
    # unknown
    ("present-illness", "It is unknown whether he has had suicidal thoughts.", "suicidal-ideation=unknown"),
    ("present-illness", "Suicidal ideation could not be assessed.", "suicidal-ideation=unknown"),
    ("present-illness", "Hallucinations: not assessed.", "auditory-hallucinations=unknown"),
    (
        "present-illness",
        "We were unable to establish whether delusions are present.",
        "persecutory-delusions=unknown",
    ),
    ("present-illness", "No information about alcohol was available.", "alcohol-use=unknown"),
    ("present-illness", "Previous admissions are not known.", "psychiatric-admission=unknown past"),
    # certainty
    ("impression", "Possible PTSD.", "dx-ptsd=suspected"),
    ("impression", "?PTSD, low mood.", "dx-ptsd=suspected"),
    ("impression", "PTSD cannot be ruled out.", "dx-ptsd=suspected"),
    ("impression", "Rule out hypothyroidism.", "hypothyroidism=suspected"),
    ("impression", "Hypothyroidism has been ruled out.", "hypothyroidism=absent ruled_out"),
    ("impression", "We suspect nothing; probable alcohol dependence.", "dx-alcohol-dependence=suspected"),
    ("impression", "Suspicion of PTSD after the assault.", "dx-ptsd=suspected; assault="),
    ("impression", "PTSD is likely.", "dx-ptsd=suspected"),
    ("impression", "No suspicion of PTSD.", "dx-ptsd=absent"),
    # hypothetical
    ("plan", "If suicidal ideation returns, contact the team.", "suicidal-ideation=none"),
    ("plan", "Should he feel down again, increase sertraline to 100 mg.", "depressed-mood=none; sertraline=100 mg"),
    ("plan", "Monitor for suicidal thoughts.", "suicidal-ideation=none"),
    ("plan", "Continue sertraline; review in two weeks.", "sertraline=; outpatient-follow-up=2 weeks"),
    ("plan", "Advised about relapse and risk of mania.", "mania=none"),
    ("present-illness", "Asked about hallucinations, he looked puzzled.", "auditory-hallucinations=none"),
    ("present-illness", "She is afraid of having panic attacks.", "panic-attacks=none"),
    # time
    ("present-illness", "He has a history of panic attacks.", "panic-attacks=past"),
    (
        "present-illness",
        "Previous depressive episode in 2015, now low mood.",
        "previous-depressive-episode=past; depressed-mood=",
    ),
    ("present-illness", "She used to have panic attacks.", "panic-attacks=past"),
    ("present-illness", "Panic attacks in the past.", "panic-attacks=past"),
    ("present-illness", "As a teenager she had anxiety.", "anxiety=past"),
    ("present-illness", "A six-month history of low mood.", "depressed-mood=6 months"),
    ("present-illness", "No history of mania.", "mania=absent lifetime"),
    ("present-illness", "Low mood for the past two weeks.", "depressed-mood=2 weeks"),
    ("present-illness", "Suicide attempt three years ago.", "suicide-attempt=past 3 years"),
    ("present-illness", "Low mood began three months ago.", "depressed-mood=3 months"),
    ("present-illness", "Anxiety is currently severe.", "anxiety=severe"),
    ("psychiatric-history", "Low mood after university.", "depressed-mood=past"),
    ("psychiatric-history", "Currently low mood and insomnia.", "depressed-mood=; insomnia="),
    ("psychiatric-history", "Two previous admissions.", "psychiatric-admission=past 2 times"),
    ("present-illness", "Panic attacks, now resolved.", "panic-attacks=past"),
    ("present-illness", "In his twenties he took an overdose.", "suicide-attempt=past"),
    ("present-illness", "PTSD, in remission.", "dx-ptsd=past"),
    ("present-illness", "H/o depression.", "dx-depressive-episode=past"),
    ("present-illness", "Depression by history.", "dx-depressive-episode=past"),
    # subject
    ("present-illness", "Her mother had depression.", "dx-depressive-episode=mother"),
    ("present-illness", "She lives with her mother, low mood.", "depressed-mood="),
    ("present-illness", "His father's alcohol dependence troubled him.", "dx-alcohol-dependence=father"),
    (
        "present-illness",
        "Family history of depression and alcohol dependence.",
        "dx-depressive-episode=family; dx-alcohol-dependence=family",
    ),
    ("present-illness", "Depression in his mother.", "dx-depressive-episode=mother"),
    ("present-illness", "Her sister has panic attacks and she feels low.", "panic-attacks=sibling; depressed-mood="),
    ("present-illness", "An argument with her husband was followed by panic attacks.", "panic-attacks="),
    ("present-illness", "Low mood since the death of her father.", "depressed-mood=; bereavement="),
    ("present-illness", "She was assaulted by her partner and is anxious.", "assault=; anxiety="),
    (
        "family-history",
        "Mother: depression. Father: alcohol dependence.",
        "dx-depressive-episode=mother lifetime; dx-alcohol-dependence=father lifetime",
    ),
    ("family-history", "Depression in a maternal aunt.", "dx-depressive-episode=family lifetime"),
    ("family-history", "No family history of suicide attempts.", "suicide-attempt=absent family lifetime"),
    ("family-history", "Brother with panic attacks.", "panic-attacks=sibling lifetime"),
    ("family-history", "Alcohol dependence (father).", "dx-alcohol-dependence=father lifetime"),
    (
        "present-illness",
        "Her uncle died by suicide attempt; she denies suicidal ideation.",
        "suicide-attempt=family; suicidal-ideation=absent",
    ),
    # source
    ("present-illness", "Her mother reports that she hears voices.", "auditory-hallucinations=by:informant"),
    ("present-illness", "His wife says he has been tearful.", "tearfulness=by:informant"),
    ("present-illness", "According to his wife, he drinks daily.", "alcohol-use=by:informant"),
    ("present-illness", "He drinks daily, according to his wife.", "alcohol-use=by:informant"),
    (
        "present-illness",
        "His wife reports low mood, but he denies suicidal ideation.",
        "depressed-mood=by:informant; suicidal-ideation=absent",
    ),
    ("present-illness", "Her husband, who came along, reports insomnia.", "insomnia=by:informant"),
    ("present-illness", "The GP notes alcohol dependence.", "dx-alcohol-dependence=by:informant"),
    ("present-illness", "The mother denies alcohol.", "alcohol-use=absent by:informant"),
    ("informants", "Low mood and poor appetite.", "depressed-mood=by:informant; low-appetite=by:informant"),
    ("mental-state", "Tearful and anxious.", "tearfulness=by:observed; anxiety=by:observed"),
    ("mental-state", "Denies hallucinations.", "auditory-hallucinations=absent"),
    ("mental-state", "Tearful. He reports hearing voices.", "tearfulness=by:observed; auditory-hallucinations="),
    ("scales", "PHQ-9: 16/27.", "phq-9=by:test 16 points"),
    ("present-illness", "Old notes document a manic episode.", "mania=by:record"),
    ("present-illness", "She describes low mood; the patient reports insomnia.", "depressed-mood=; insomnia="),
    # quantity and grade
    (
        "present-illness",
        "Low mood, anhedonia and insomnia for three weeks.",
        "depressed-mood=3 weeks; anhedonia=3 weeks; insomnia=3 weeks",
    ),
    (
        "present-illness",
        "For the past six weeks she has had low mood, poor sleep and anhedonia.",
        "depressed-mood=6 weeks; insomnia=6 weeks; anhedonia=6 weeks",
    ),
    ("present-illness", "Low mood x 2 months, insomnia x2/52.", "depressed-mood=2 months; insomnia=2 weeks"),
    ("present-illness", "Married for ten years, low mood for three weeks.", "married=; depressed-mood=3 weeks"),
    ("present-illness", "Married for ten years, low mood.", "married=; depressed-mood="),
    ("present-illness", "Anxiety for a year and a half.", "anxiety=1.5 years"),
    ("present-illness", "Anxiety for two and a half years.", "anxiety=2.5 years"),
    ("present-illness", "Insomnia for two to three weeks.", "insomnia=2 weeks"),
    ("present-illness", "Low mood for a fortnight.", "depressed-mood=2 weeks"),
    ("present-illness", "A 45-year-old man with low mood.", "depressed-mood="),
    ("present-illness", "Panic attacks twice a week.", "panic-attacks="),
    ("medication", "Sertraline 50 mg daily and mirtazapine 15mg at night.", "sertraline=50 mg; mirtazapine=15 mg"),
    ("medication", "Sertraline 1.5 g.", "sertraline=1500 mg"),
    ("scales", "Scored 16 on the PHQ-9 and 12 on the GAD-7.", "phq-9=by:test 16 points; gad-7=by:test 12 points"),
    ("scales", "PHQ-9 of 16, GAD-7 total score was 9.", "phq-9=by:test 16 points; gad-7=by:test 9 points"),
    ("scales", "PHQ-9 today.", "phq-9=by:test"),
    ("present-illness", "Weight loss of 5 kg.", "weight-loss=5 kg"),
    ("substance-history", "Drinks twelve units a day.", "alcohol-use=12 units_per_day"),
    ("substance-history", "Drinks 70 units of wine a week.", "alcohol-use=10 units_per_day"),
    ("present-illness", "Off sick for twenty-one days.", "sick-leave=21 days"),
    (
        "present-illness",
        "Moderately low mood with severe insomnia and mild anxiety.",
        "depressed-mood=moderate; insomnia=severe; anxiety=mild",
    ),
    ("present-illness", "Assaulted two months ago.", "assault=past 2 months"),
)

EN += (
    ("present-illness", 'He said "I do not know." He described some anxiety.', "anxiety="),
    (
        "present-illness",
        "No panic attacks or delusions are reported.",
        "panic-attacks=absent; persecutory-delusions=absent",
    ),
    ("present-illness", "Denies any panic attacks.", "panic-attacks=absent"),
    ("present-illness", "His attitude was negative and he has anxiety.", "anxiety="),
    ("medication", "Aspirin 81 mg daily, sertraline 100 mg, digoxin 0.125 mg.", "sertraline=100 mg"),
    ("medication", "Atorvastatin 20 mg, sertraline.", "sertraline="),
    ("present-illness", "He worked there for six months and was assaulted.", "assault="),
    ("present-illness", "A brother who is 8 years older; anxiety.", "anxiety="),
    ("present-illness", "He smokes 60 a day.", "tobacco-use="),
    (
        "family-history",
        "Her mother has anxiety. She takes sertraline.",
        "anxiety=mother lifetime; sertraline=mother lifetime",
    ),
    ("family-history", "The claimant denied alcohol.", "alcohol-use=absent lifetime"),
    ("family-history", "He is married.", "married=lifetime"),
    ("impression", "PTSD is a possibility.", "dx-ptsd=suspected"),
    ("impression", "PTSD cannot be entirely excluded.", "dx-ptsd=suspected"),
    ("present-illness", "A man of 45 years with panic attacks.", "panic-attacks="),
    ("present-illness", "He used to drink alcohol.", "alcohol-use=past"),
    ("present-illness", "She could not recall the overdose.", "suicide-attempt="),
)

ES: tuple[tuple[str, str, str], ...] = (
    ("present-illness", "Niega ideación suicida.", "suicidal-ideation=absent"),
    (
        "present-illness",
        "Niega ánimo bajo, anhedonia o insomnio.",
        "depressed-mood=absent; anhedonia=absent; insomnia=absent",
    ),
    (
        "present-illness",
        "Sin alucinaciones ni delirios.",
        "auditory-hallucinations=absent; persecutory-delusions=absent",
    ),
    ("mental-state", "No se objetivan alucinaciones.", "auditory-hallucinations=absent by:observed"),
    (
        "present-illness",
        "Ánimo bajo +++, sin ideas suicidas, sueño fragmentado.",
        "depressed-mood=severe; suicidal-ideation=absent; insomnia=",
    ),
    ("present-illness", "No presenta anhedonia, pero sí insomnio.", "anhedonia=absent; insomnia="),
    ("present-illness", "Refiere tristeza sin ideación suicida.", "depressed-mood=; suicidal-ideation=absent"),
    ("present-illness", "Alucinaciones: no.", "auditory-hallucinations=absent"),
    ("present-illness", "Ideación suicida negada.", "suicidal-ideation=absent"),
    ("present-illness", "Eutímico, sin ansiedad.", "depressed-mood=absent; anxiety=absent"),
    ("present-illness", "No solo ansiedad, también insomnio.", "anxiety=; insomnia="),
    ("present-illness", "No niega ideas suicidas.", "suicidal-ideation="),
    ("present-illness", "Sin mejoría de la ansiedad.", "anxiety="),
    ("present-illness", "Nunca ha tenido episodios maníacos.", "mania=absent lifetime"),
    ("present-illness", "Niega ideación suicida y refiere insomnio.", "suicidal-ideation=absent; insomnia="),
    ("present-illness", "Tampoco hay delirios.", "persecutory-delusions=absent"),
    ("present-illness", "Está sin energía y con hiporexia.", "low-energy=; low-appetite="),
    (
        "present-illness",
        "No ha presentado crisis de pánico, aunque persiste la ansiedad.",
        "panic-attacks=absent; anxiety=",
    ),
    ("present-illness", "Sin antecedentes de manía.", "mania=absent lifetime"),
    ("present-illness", "No consta si ha habido intentos de suicidio.", "suicide-attempt=unknown"),
    ("present-illness", "Se desconoce si oye voces.", "auditory-hallucinations=unknown"),
    ("present-illness", "Ideación suicida no valorable.", "suicidal-ideation=unknown"),
    ("present-illness", "No se pudo explorar la ideación suicida.", "suicidal-ideation=unknown"),
    ("present-illness", "Consumo de alcohol: no consta.", "alcohol-use=unknown"),
    ("impression", "Posible TEPT.", "dx-ptsd=suspected"),
    ("impression", "A descartar hipotiroidismo.", "hypothyroidism=suspected"),
    ("impression", "Impresiona de TEPT.", "dx-ptsd=suspected by:observed"),
    ("impression", "Se descarta hipotiroidismo.", "hypothyroidism=absent ruled_out"),
    ("impression", "Hipotiroidismo descartado.", "hypothyroidism=absent ruled_out"),
    ("impression", "No se puede descartar TEPT.", "dx-ptsd=suspected"),
    ("plan", "Si presenta ideas suicidas, acudirá a urgencias.", "suicidal-ideation=none"),
    ("plan", "En caso de insomnio, mirtazapina 15 mg.", "insomnia=none; mirtazapine=15 mg"),
    ("plan", "Vigilar ideación suicida.", "suicidal-ideation=none"),
    ("present-illness", "Antecedentes de crisis de pánico.", "panic-attacks=past"),
    ("present-illness", "Tuvo un episodio depresivo en 2015.", "previous-depressive-episode=past"),
    ("present-illness", "Hace tres años tuvo un episodio depresivo.", "previous-depressive-episode=past 3 years"),
    ("present-illness", "Ánimo bajo desde hace tres semanas.", "depressed-mood=3 weeks"),
    ("present-illness", "De adolescente presentó ansiedad.", "anxiety=past"),
    ("present-illness", "En la infancia sufrió crisis de pánico.", "panic-attacks=past"),
    ("psychiatric-history", "Dos ingresos previos.", "psychiatric-admission=past 2 times"),
    ("psychiatric-history", "Ansiedad; actualmente insomnio.", "anxiety=past; insomnia="),
    (
        "present-illness",
        "En los últimos dos meses, tristeza e insomnio.",
        "depressed-mood=2 months; insomnia=2 months",
    ),
    ("present-illness", "Su madre tuvo depresión.", "dx-depressive-episode=past mother"),
    ("present-illness", "Vive con su madre, tristeza.", "depressed-mood="),
    ("present-illness", "Antecedentes familiares de depresión.", "dx-depressive-episode=family"),
    ("present-illness", "Depresión en la madre.", "dx-depressive-episode=mother"),
    ("present-illness", "Un hermano padece ansiedad y ella tiene insomnio.", "anxiety=sibling; insomnia="),
    ("family-history", "Padre con dependencia del alcohol.", "dx-alcohol-dependence=father lifetime"),
    (
        "family-history",
        "Madre: depresión. Hermana: ansiedad.",
        "dx-depressive-episode=mother lifetime; anxiety=sibling lifetime",
    ),
    ("family-history", "Tía materna con depresión.", "dx-depressive-episode=family lifetime"),
    ("present-illness", "Tristeza tras la muerte de su padre.", "depressed-mood=; bereavement="),
    ("present-illness", "Su madre refiere que oye voces.", "auditory-hallucinations=by:informant"),
    ("present-illness", "Según su marido, bebe a diario.", "alcohol-use=by:informant"),
    (
        "present-illness",
        "La familia comenta tristeza, pero la paciente niega ideas suicidas.",
        "depressed-mood=by:informant; suicidal-ideation=absent",
    ),
    ("present-illness", "Bebe a diario según refiere su esposa.", "alcohol-use=by:informant"),
    ("informants", "Insomnio e hiporexia.", "insomnia=by:informant; low-appetite=by:informant"),
    ("mental-state", "Llanto durante la entrevista. Refiere insomnio.", "tearfulness=by:observed; insomnia="),
    ("present-illness", "En la historia clínica consta un episodio maníaco.", "mania=by:record"),
    (
        "present-illness",
        "Tristeza, anhedonia y astenia de dos meses de evolución.",
        "depressed-mood=2 months; anhedonia=2 months",
    ),
    ("present-illness", "Insomnio desde hace un mes y medio.", "insomnia=1.5 months"),
    ("present-illness", "Ansiedad desde hace treinta y dos días.", "anxiety=32 days"),
    ("present-illness", "Mujer de 45 años con tristeza.", "depressed-mood="),
    ("medication", "Sertralina 50 mg/día, mirtazapina 15 mg.", "sertraline=50 mg; mirtazapine=15 mg"),
    ("medication", "Sertralina 0,5 g.", "sertraline=500 mg"),
    ("scales", "PHQ-9: 16/27.", "phq-9=by:test 16 points"),
    (
        "scales",
        "Puntuación de 16 en el PHQ-9 y de 12 en la GAD-7.",
        "phq-9=by:test 16 points; gad-7=by:test 12 points",
    ),
    ("present-illness", "Ha perdido 5 kg.", "weight-loss=5 kg"),
    ("substance-history", "Bebe doce unidades al día.", "alcohol-use=12 units_per_day"),
    (
        "present-illness",
        "Ánimo bajo moderado, insomnio grave y leve ansiedad.",
        "depressed-mood=moderate; insomnia=severe; anxiety=mild",
    ),
    ("present-illness", "Agresión hace dos meses.", "assault=past 2 months"),
)

ES += (
    ("present-illness", "Niega intentos de suicidio o ingresos previos.", "suicide-attempt=absent lifetime"),
    ("present-illness", "Sin remisión de la ansiedad.", "anxiety="),
    ("medication", "Sertralina 50 mg/12 horas.", "sertraline=50 mg"),
    ("present-illness", "Durmió sin problemas y, horas más tarde, refirió ansiedad.", "anxiety="),
    ("medication", "Sertralina 1.200 mg.", "sertraline=1200 mg"),
    ("present-illness", "Ansiedad y tristeza previas.", "anxiety=past; depressed-mood=past"),
)

# Written after the rules above them stood, and read by them before any was changed: 56 of 63 labels were right.
EN += (
    (
        "present-illness",
        "Over the last four months the patient has become increasingly anxious, with insomnia most nights.",
        "anxiety=4 months; insomnia=4 months",
    ),
    ("present-illness", "There have been no panic attacks since March.", "panic-attacks=absent"),
    (
        "present-illness",
        "Her partner has noticed poor appetite and is worried that she drinks too much.",
        "low-appetite=by:informant; alcohol-use=by:informant",
    ),
    (
        "present-illness",
        "She is not suicidal but admits to hearing voices telling her she is worthless.",
        "auditory-hallucinations=",
    ),
    (
        "risk",
        "No current suicidal ideation, plan or intent; one overdose at the age of 19.",
        "suicidal-ideation=absent; suicide-attempt=past 1 times",
    ),
    (
        "present-illness",
        "He describes low mood, which he rates as severe, and loss of interest.",
        "depressed-mood=; anhedonia=",
    ),
    (
        "psychiatric-history",
        "One previous depressive episode following childbirth, treated with sertraline.",
        "previous-depressive-episode=past 1 times; sertraline=past",
    ),
    ("psychiatric-history", "Nil of note. No previous admissions.", "psychiatric-admission=absent lifetime"),
    (
        "family-history",
        "Paternal grandfather completed suicide; sister treated for panic attacks.",
        "panic-attacks=sibling lifetime",
    ),
    ("family-history", "No known history of mania in the family.", "mania=absent family lifetime"),
    (
        "mental-state",
        "Not tearful. No delusions elicited. Denied hallucinations.",
        "tearfulness=absent by:observed; persecutory-delusions=absent by:observed; auditory-hallucinations=absent",
    ),
    ("mental-state", "Subjectively feeling low; objectively anxious.", "depressed-mood=; anxiety=by:observed"),
    ("substance-history", "Alcohol: 20 units per week. Smokes: no.", "tobacco-use=absent"),
    ("impression", "Differential diagnosis includes PTSD.", "dx-ptsd=suspected"),
    ("impression", "Not meeting criteria for PTSD.", "dx-ptsd=absent"),
    ("plan", "Start sertraline 50 mg once daily, increasing to 100 mg after one week.", "sertraline=50 mg"),
    ("present-illness", "He stopped having panic attacks two years ago.", "panic-attacks=absent 2 years"),
    (
        "present-illness",
        "The patient's brother confirms that he has been hearing voices for two weeks.",
        "auditory-hallucinations=by:informant 2 weeks",
    ),
    (
        "present-illness",
        "She became tearful when describing the assault, which happened eight weeks ago.",
        "tearfulness=; assault=past 8 weeks",
    ),
    (
        "present-illness",
        "No insomnia, no fatigue, appetite preserved, some anxiety.",
        "insomnia=absent; low-energy=absent; anxiety=",
    ),
    ("present-illness", "Anxiety has been present on most days for at least seven months.", "anxiety=7 months"),
    ("present-illness", "He could not say whether he had had a manic episode.", "mania=unknown"),
    ("scales", "The PHQ-9 was completed, with a score of 14.", "phq-9=by:test 14 points"),
)
ES += (
    (
        "present-illness",
        "Desde hace unos cuatro meses presenta ansiedad e insomnio casi todas las noches.",
        "anxiety=4 months; insomnia=4 months",
    ),
    ("present-illness", "No ha vuelto a tener crisis de pánico.", "panic-attacks=absent"),
    (
        "present-illness",
        "El marido nos cuenta que la nota con tristeza y que ha perdido peso.",
        "depressed-mood=by:informant",
    ),
    (
        "risk",
        "Sin ideación suicida en el momento actual; un intento de suicidio a los 19 años.",
        "suicidal-ideation=absent; suicide-attempt=past",
    ),
    ("psychiatric-history", "No constan ingresos.", "psychiatric-admission=unknown past"),
    (
        "family-history",
        "Abuelo paterno con dependencia del alcohol; hermana en tratamiento por ansiedad.",
        "dx-alcohol-dependence=family lifetime; anxiety=sibling lifetime",
    ),
    (
        "mental-state",
        "No llanto. No se aprecian delirios. Niega alucinaciones.",
        "tearfulness=absent by:observed; persecutory-delusions=absent by:observed; auditory-hallucinations=absent",
    ),
    (
        "substance-history",
        "Fuma: no. Consumo de alcohol: 20 unidades a la semana.",
        "tobacco-use=absent; alcohol-use=2.86 units_per_day",
    ),
    ("impression", "No cumple criterios de TEPT.", "dx-ptsd=absent"),
    ("plan", "Iniciar sertralina 50 mg al día.", "sertraline=50 mg"),
    (
        "present-illness",
        "A pesar de la depresión de su padre, niega tristeza.",
        "dx-depressive-episode=father; depressed-mood=absent",
    ),
    ("present-illness", "La ansiedad comenzó hace tres meses tras una agresión.", "anxiety=3 months; assault="),
    (
        "present-illness",
        "Sin insomnio ni astenia, ansiedad leve.",
        "insomnia=absent; low-energy=absent; anxiety=mild",
    ),
    (
        "present-illness",
        "Su hermano confirma que oye voces desde hace dos semanas.",
        "auditory-hallucinations=by:informant 2 weeks",
    ),
    ("present-illness", "Dudas sobre posible episodio maníaco hace años.", "mania=suspected past"),
    ("scales", "PHQ-9 con una puntuación de 14 puntos.", "phq-9=by:test 14 points"),
)

EN += (
    (
        "present-illness",
        "Despite her father's depression she denies low mood herself.",
        "dx-depressive-episode=father; depressed-mood=absent",
    ),
)

CASES = [("en", *row) for row in EN] + [("es", *row) for row in ES]
FIELDS: dict[str, tuple[str, ...]] = {
    "status": get_args(Status),
    "subject": get_args(Subject),
    "time": get_args(Time),
    "certainty": get_args(Certainty),
    "severity": get_args(Severity),
}
PLAIN = {"status": "present", "subject": "patient", "time": "current", "certainty": "confirmed", "source": "patient"}


def _wanted(words: str) -> dict[str, object]:
    quantity = re.search(r"([\d.]+) (\w+)", words)
    wanted: dict[str, object] = {**PLAIN, "severity": None}
    wanted["quantity"] = (float(quantity[1]), quantity[2]) if quantity else None
    for word in words.split():
        if word.startswith("by:"):
            wanted["source"] = word.removeprefix("by:")
        for field, values in FIELDS.items():
            if word in values:
                wanted[field] = word
    return wanted


def _got(mention: Mention) -> dict[str, object]:
    fields = ("status", "subject", "time", "certainty", "source", "severity")
    quantity = (mention.quantity.value, mention.quantity.unit) if mention.quantity else None
    return {**{field: getattr(mention, field) for field in fields}, "quantity": quantity}


@pytest.mark.parametrize(("language", "section", "text", "expected"), CASES, ids=[row[2] for row in CASES])
def test_a_sentence_is_read_as_a_clinician_reads_it(
    find: Callable[..., tuple[Mention, ...]], language: Language, section: str, text: str, expected: str
) -> None:
    """Status, subject, time, certainty, source, grade and quantity of each concept of the sentence."""
    found = {mention.concept: _got(mention) for mention in reversed(find(text, language, section))}
    for part in expected.split("; "):
        name, _, words = part.partition("=")
        assert found.get(name) == (None if words == "none" else _wanted(words))
