"""Settings: endpoints, roles, thresholds, corpora, profiles; and how to run, kept apart."""

from casewright.settings.corpora import Corpus
from casewright.settings.endpoints import Batches, Endpoint, Price
from casewright.settings.loading import load_settings
from casewright.settings.model import Profile, Settings
from casewright.settings.pools import Pool
from casewright.settings.running import HowToRun
from casewright.settings.serving import Serving
from casewright.settings.thresholds import GateLimits, IdentifierPolicy, Levels, Roles, Screen

__all__ = [
    "Batches",
    "Corpus",
    "Endpoint",
    "GateLimits",
    "HowToRun",
    "IdentifierPolicy",
    "Levels",
    "Pool",
    "Price",
    "Profile",
    "Roles",
    "Screen",
    "Serving",
    "Settings",
    "load_settings",
]
