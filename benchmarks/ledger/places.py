"""The ledgers that are measured: each measurement gets an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from casewright.ledger import Ledger, open_ledger

__all__ = ["Database"]


@dataclass(frozen=True)
class Database:
    """A folder for files, or a server's URL."""

    name: str
    where: Path | str

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The URL of a ledger that is not there yet."""
        if isinstance(self.where, Path):
            yield f"sqlite:///{self.where / uuid4().hex}.db"
        else:
            schema = f"bench_{uuid4().hex}"
            yield f"{self.where}{'&' if '?' in self.where else '?'}schema={schema}"
            self._drop(schema)

    def size(self, url: str) -> int:
        """Bytes of tables and indexes, after what was logged is in its place."""
        if isinstance(self.where, Path):
            return sum(path.stat().st_size for path in self.where.glob(f"{Path(url).name}*"))
        from casewright.ledger.postgresql.place import Place

        place = Place.of(url)
        query = "SELECT sum(pg_total_relation_size(c.oid)) AS bytes FROM pg_class c WHERE c.relkind = 'r' AND "
        with closing(place.connect()) as connection:
            row = connection.execute(f"{query} relnamespace = current_schema()::regnamespace".encode()).fetchone()
        return int(row["bytes"]) if row else 0

    def open(self, url: str) -> Ledger:
        return open_ledger(url)

    def _drop(self, schema: str) -> None:
        from casewright.ledger.postgresql.place import Place

        with closing(Place.of(str(self.where)).connect()) as connection:
            connection.execute(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE'.encode())
