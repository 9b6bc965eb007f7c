"""What a storm's processes run: ``steward ENGINE FOLDER LEDGER N`` begins the run or goes on with it, ``worker FOLDER
LEDGER`` takes part in whatever the ledger holds. Exit codes are those of ``casewright generate`` and ``worker``.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

from benchmarks.storm.place import CODES, config_of

from casewright.errors import CasewrightError
from casewright.runs.assembly import cast_of
from casewright.runs.drain import Drain
from casewright.runs.session import RunSession
from casewright.runs.workplace import Workplace
from casewright.settings import load_settings
from casewright.types import Order

GRACE = 5.0


async def steward(engine: str, folder: Path, ledger: str, each: int) -> int:
    """Exports and summary are written at the end."""
    place = workplace(folder, ledger)
    cast = cast_of(load_settings(place.config), writer="storm", certificates=place.certificates)
    orders = [Order(code, each, kind="progress", level="named") for code in CODES]
    session = RunSession(
        cast, orders, folder / "run", max_samples=each, ledger_url=ledger, engine=engine, workplace=place, drain=Drain()
    )
    _listen(session.drain)
    async for _ in session.work():
        pass
    return 3 if any(order["short"] for order in session.summary["orders"]) else 0


async def worker(folder: Path, ledger: str) -> int:
    """Until it is told to stop."""
    drain = Drain()
    _listen(drain)
    await workplace(folder, ledger).work(None, drain)
    return 0


def workplace(folder: Path, ledger: str) -> Workplace:
    return Workplace(ledger, config=config_of(folder), certificates=folder / "certificates")


def _listen(drain: Drain) -> None:
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, drain.begin, GRACE)


def main(what: str, *given: str) -> int:
    """Runs it, with the exit codes of the command line."""
    try:
        if what == "steward":
            return asyncio.run(steward(given[0], Path(given[1]), given[2], int(given[3])))
        return asyncio.run(worker(Path(given[0]), given[1]))
    except CasewrightError as error:
        print(error, file=sys.stderr, flush=True)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
