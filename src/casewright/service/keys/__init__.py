"""Keys and sessions: making, rotating, revoking and recognising them. Open `key.py` first."""

from casewright.service.keys.key import Key
from casewright.service.keys.making import MadeKey, make_key, new_key, revoke_key, rotate_key
from casewright.service.keys.ring import KeyRing
from casewright.service.keys.secret import site_secret

__all__ = ["Key", "KeyRing", "MadeKey", "make_key", "new_key", "revoke_key", "rotate_key", "site_secret"]
