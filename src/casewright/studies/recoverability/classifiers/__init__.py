"""Classifiers that name a code from a text: title words, rubrics, embeddings. Open `classifier.py` first"""

from casewright.studies.recoverability.classifiers.classifier import Classifier, Seen
from casewright.studies.recoverability.classifiers.embedding import NearestTitles
from casewright.studies.recoverability.classifiers.rubrics import Background, RubricEvidence, RubricSupport
from casewright.studies.recoverability.classifiers.titles import TitleWords

__all__ = ["Background", "Classifier", "NearestTitles", "RubricEvidence", "RubricSupport", "Seen", "TitleWords"]
