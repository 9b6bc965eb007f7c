"""Who holds a lease, and leases of processes that died on this machine: given back at once."""

from __future__ import annotations

import os
import socket
from uuid import uuid4

from casewright.ledger.protocol import Ledger

__all__ = ["give_back_orphans", "worker_name"]

_ours: set[str] = set()
"""Names of this very process, whose number a killed one may have had before (in a container it always has)."""


def worker_name() -> str:
    """A name for whoever claims samples: machine, process, and a part of its own."""
    name = f"{socket.gethostname()}/{os.getpid()}/{uuid4().hex[:8]}"
    _ours.add(name)
    return name


async def give_back_orphans(ledger: Ledger, run: str) -> int:
    """Releases the samples that dead processes of this machine hold; how many there were.

    Without it, a killed run would wait until its leases run out. A lease of another machine is left alone, and so
    is one whose process number is in use.
    """
    orphans = [held.claim for held in await ledger.held(run) if _died(held.worker)]
    if orphans:
        await ledger.release(orphans)
    return len(orphans)


def _died(worker: str) -> bool:
    machine, _, rest = worker.partition("/")
    number = rest.partition("/")[0]
    if os.name != "posix" or machine != socket.gethostname() or not number.isdigit():
        return False
    if int(number) == os.getpid():
        return worker not in _ours
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
