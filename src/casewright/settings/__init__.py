"""Settings: endpoints, roles, thresholds, corpora, profiles; and how to run, kept apart."""

from casewright.settings.corpora import Corpus
from casewright.settings.endpoints import Endpoint, Price
from casewright.settings.loading import load_settings
from casewright.settings.model import Profile, Settings
from casewright.settings.running import HowToRun
from casewright.settings.thresholds import GateLimits, IdentifierPolicy, Levels, Roles, Screen

__all__ = [
    "Corpus",
    "Endpoint",
    "GateLimits",
    "HowToRun",
    "IdentifierPolicy",
    "Levels",
    "Price",
    "Profile",
    "Roles",
    "Screen",
    "Settings",
    "load_settings",
]
