"""What a run has accepted so far: a new report is held against it in time that hardly grows with it."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from casewright.measures.diversity.accepted_file import Accepted, read_accepted, write_accepted
from casewright.measures.diversity.novelty import NEAR_DUPLICATE, NoveltyTable
from casewright.measures.diversity.self_bleu import SelfBleuTable
from casewright.measures.words import token_keys

__all__ = ["AcceptedScore", "AcceptedTable"]

Bleu = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class AcceptedScore:
    """A report held against what was accepted.

    Attributes:
        novelty: 1 - the largest 5-gram Jaccard to an accepted report; 1.0 where there is none.
        nearest: Id of that report, ``None`` where nothing is shared.
        near_duplicate: Whether that Jaccard is above 0.8.
        self_bleu: BLEU-1…4 of the report against everything accepted; ``None`` where there is nothing.
        self_bleu_code: The same against what was accepted of its code.
        n: How many reports it was held against.
        n_code: How many of these are of its code.
    """

    novelty: float
    nearest: str | None
    near_duplicate: bool
    self_bleu: Bleu | None
    self_bleu_code: Bleu | None
    n: int
    n_code: int


class AcceptedTable(NoveltyTable):
    """Accepted reports by their 5-grams and their code, and on demand their Self-BLEU tables.

    The Self-BLEU tables, one of all and one a code, take some twenty kilobytes a report each and are made when they are
    first asked; novelty doesn't need them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._codes: list[str] = []
        self._texts: list[array[int]] = []
        self._all = SelfBleuTable()
        self._of: dict[str, SelfBleuTable] = {}
        self._told = 0  # how many reports stand in the tables of codes

    @property
    def counts(self) -> Mapping[str, int]:
        """How many reports were added, by code."""
        return Counter(self._codes)

    def add(self, id: str, text: str, *, code: str = "") -> None:  # noqa: A002
        """Adds a report.

        Raises:
            ValueError: a report of this id is there already.
        """
        self._add(id, [self._tokens.setdefault(key, len(self._tokens)) for key in token_keys(text)])
        self._codes.append(code)

    def _add(self, id: str, tokens: list[int]) -> None:  # noqa: A002
        super()._add(id, tokens)
        self._texts.append(array("i", tokens))

    def score(self, text: str, *, code: str = "") -> AcceptedScore:
        """Holds a report against everything added. Nothing is changed by it but what is remembered for speed."""
        tokens, own = self._numbers(text), self._own(code)
        for place in range(len(self._all), len(self)):
            self._all.add(self._names[place], self._texts[place].tolist())
        similarity, name = self.nearest(text)
        return AcceptedScore(
            novelty=1.0 - similarity,
            nearest=name,
            near_duplicate=similarity > NEAR_DUPLICATE,
            self_bleu=self._all.score(tokens) if len(self) else None,
            self_bleu_code=own.score(tokens) if own else None,
            n=len(self),
            n_code=len(own) if own else 0,
        )

    def self_bleu(self, text: str, *, code: str = "") -> float | None:
        """BLEU-4 of a report against everything added of its code; ``None`` where there is nothing."""
        own = self._own(code)
        return own.score(self._numbers(text))[3] if own else None

    def _numbers(self, text: str) -> list[int]:
        unknown = len(self._tokens)  # one number for all words never seen: no n-gram that holds it is anywhere
        return [self._tokens.get(key, unknown) for key in token_keys(text)]

    def _own(self, code: str) -> SelfBleuTable | None:
        """The table of a code, brought up to date."""
        for place in range(self._told, len(self)):
            own = self._of.setdefault(self._codes[place], SelfBleuTable())
            own.add(self._names[place], self._texts[place].tolist())
        self._told = len(self)
        return self._of.get(code)

    def save(self, path: Path) -> None:
        """Writes the table in one step; a table that is loaded from it gives the same answers.

        Raises:
            StorageError: the file can't be written.
        """
        words = [*self._tokens]
        write_accepted(path, Accepted(tuple(self._names), tuple(self._codes), tuple(words), tuple(self._texts)))

    @classmethod
    def load(cls, path: Path) -> AcceptedTable:
        """Reads a table that was saved.

        Raises:
            InputError: there is no such file, or it is of another version, damaged or cut off.
        """
        kept, table = read_accepted(path), cls()
        table._tokens = {word: number for number, word in enumerate(kept.words)}
        for name, code, tokens in zip(kept.names, kept.codes, kept.texts, strict=True):
            table._add(name, tokens.tolist())
            table._codes.append(code)
        return table
