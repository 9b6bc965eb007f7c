"""What the service keeps beside the ledger: keys, sessions, jobs, audit, reviews."""

from casewright.service.store.database import FILE_NAME, Database, service_file
from casewright.service.store.turns import alone

__all__ = ["FILE_NAME", "Database", "alone", "service_file"]
