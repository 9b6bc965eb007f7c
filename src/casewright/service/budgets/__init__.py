"""What a key's jobs and evaluations may come to in all, and what is left of it. Open `purse.py` first."""

from casewright.service.budgets.purse import Purse, remaining
from casewright.service.budgets.spending import charge

__all__ = ["Purse", "charge", "remaining"]
